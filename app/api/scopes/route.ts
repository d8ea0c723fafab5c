import { NO_STORE } from "@/lib/api/error-response";
import { observed } from "@/lib/api/observed";
import { configuredScopes } from "@/lib/aws/scopes";

export const dynamic = "force-dynamic";

/** What is configured to be read: accounts, regions, credentials, and whether it is sample data. */
export const GET = observed(async () => Response.json(await configuredScopes(), { headers: NO_STORE }));
