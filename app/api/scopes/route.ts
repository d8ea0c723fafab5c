import { configuredScopes } from "@/lib/aws/accounts/scopes";
import { NO_STORE } from "@/lib/server/http/error-response";
import { observed } from "@/lib/server/http/observed";

export const dynamic = "force-dynamic";

/** What is configured to be read: accounts, regions, credentials, and whether it is sample data. */
export const GET = observed(async () => Response.json(await configuredScopes(), { headers: NO_STORE }));
