import "server-only";
import { type ConfiguredScopes, configuredScopes } from "@/lib/aws/accounts/scopes";
import { readConfig } from "@/lib/server/config/config";

/** The answer of `GET /api/scopes`: the configured scopes, and the settings that pages need. */
export interface ScopesAnswer extends ConfiguredScopes {
  /** Whether reports may be created and deleted from here: LEDGER_ALLOW_WRITES. */
  writes: "allowed" | "off";
  /** How old the lists may be that a verdict rests on: LEDGER_VERDICT_MAX_HOURS. */
  verdictMaxHours: number;
}

/** @throws NoRegion */
export async function scopesAnswer(): Promise<ScopesAnswer> {
  const { allowWrites, verdictMaxHours } = readConfig(process.env);
  return { ...(await configuredScopes()), writes: allowWrites ? "allowed" : "off", verdictMaxHours };
}
