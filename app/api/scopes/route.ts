import { configuredScopes } from "@/lib/aws/accounts/scopes";
import { readConfig } from "@/lib/server/config/config";
import { NO_STORE } from "@/lib/server/http/error-response";
import { methods } from "@/lib/server/http/methods";
import { observed } from "@/lib/server/http/observed";

export const dynamic = "force-dynamic";

/** What is configured: accounts, regions, credentials, whether it is sample data, and what the pages must know of the settings. */
const get = observed(async () => {
  const { allowWrites, verdictMaxHours } = readConfig(process.env);
  const scopes = await configuredScopes();
  return Response.json({ ...scopes, writes: allowWrites ? "allowed" : "off", verdictMaxHours }, { headers: NO_STORE });
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: get });
