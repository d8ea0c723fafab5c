import type { ScopeError } from "./row-events";
import type { Scope } from "./scope";

/** Names of accounts, by their 12 digits. */
export type AccountNames = Readonly<Record<string, string>>;

/** An account that is read. */
interface ConfiguredAccount {
  /** 12 digits. Null where AWS has not said whose the server's own credentials are. */
  id: string | null;
  /** Null where neither Organizations nor the operator names it. */
  name: string | null;
  /** The role that is assumed in it, or for the server's own account who it is there. */
  arn: string | null;
  regions: string[];
  /** Why its regions could not be listed, or null. */
  error: ScopeError | null;
}

/** The configured scopes, whether or not they are readable. */
export interface ConfiguredScopes {
  /** The server's own account first. */
  accounts: ConfiguredAccount[];
  /** Every region of any of them. */
  regions: string[];
  scopes: Scope[];
  /** Every account whose name is known, whether it is read or not. */
  accountNames: AccountNames;
  /** Where the credentials come from. */
  credentials: "AWS SDK default chain";
  /** The rows are those of the embedded endpoint, not of AWS. */
  sampleData: boolean;
}

/** The answer of `GET /api/scopes`: the configured scopes, and the settings that pages need. */
export interface ScopesAnswer extends ConfiguredScopes {
  /** Whether reports may be created and deleted from here: LEDGER_ALLOW_WRITES. */
  writes: "allowed" | "off";
  /** Maximum age of the lists that a verdict rests on: LEDGER_VERDICT_MAX_HOURS. */
  verdictMaxHours: number;
}
