import "server-only";
import { configuredScopes } from "@/lib/aws/accounts/scopes";
import type { ScopesAnswer } from "@/lib/core/scopes-answer";
import { readConfig } from "@/lib/server/config/config";

/** @throws NoRegion */
export async function scopesAnswer(): Promise<ScopesAnswer> {
  const { allowWrites, verdictMaxHours } = readConfig(process.env);
  return { ...(await configuredScopes()), writes: allowWrites ? "allowed" : "off", verdictMaxHours };
}
