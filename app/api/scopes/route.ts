import { configuredScopes } from "@/lib/aws/accounts/scopes";
import { NO_STORE } from "@/lib/server/http/error-response";
import { methods } from "@/lib/server/http/methods";
import { withPerson } from "@/lib/server/http/with-person";

export const dynamic = "force-dynamic";

/** What is configured to be read: accounts, regions, credentials, and whether it is sample data. */
const get = withPerson(async () => Response.json(await configuredScopes(), { headers: NO_STORE }));

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: get });
