import { methods } from "@/lib/server/http/methods";
import { scopesAnswer } from "@/lib/server/http/scopes-answer";
import { withPerson } from "@/lib/server/http/with-person";
import { NO_STORE } from "@/lib/server/refusal-response";

export const dynamic = "force-dynamic";

/** What is configured: accounts, regions, credentials, whether it is sample data, and the settings that pages need. */
const get = withPerson(async () => Response.json(await scopesAnswer(), { headers: NO_STORE }));

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: get });
