import "server-only";
import { toScopeError } from "@/lib/aws/sdk/aws-errors";
import { defaultRegion } from "@/lib/aws/sdk/default-region";
import { awsSettings } from "@/lib/aws/sdk/settings";
import { namedError } from "@/lib/core/named-error";
import type { Scope } from "@/lib/core/scope";
import type { ConfiguredScopes } from "@/lib/core/scopes-answer";
import { accountNames } from "./account-names";
import { enabledRegions } from "./enabled-regions";
import { type CallerIdentity, callerIdentity, isSampleData } from "./identity";

/** An account that is to be read, and in which of its regions. */
export interface AccountToRead {
  /** 12 digits. Null where AWS has not said whose the server's own credentials are. */
  id: string | null;
  /** The role that is assumed in it, or for the server's own account who it is there. */
  arn: string | null;
  regions: string[];
  /** Why it cannot be read, or null: it then fails in each of its regions, which is one where they could not be found out. */
  refusal: unknown;
}

type AccountWithoutRegions = Omit<AccountToRead, "regions">;

/** STS has not said which account the server's own credentials are of. It may be one that is read by a role: it would be read twice. */
class OwnAccountUnknown extends namedError("OwnAccountUnknown") {
  constructor() {
    super("STS does not say which account the server's own credentials are of (GetCallerIdentity), so that it is only read by roles.");
  }
}

/** @throws NoRegion */
export async function configuredScopes(): Promise<ConfiguredScopes> {
  const [identity, accounts, names] = await Promise.all([callerIdentity(), configuredAccounts(), accountNames()]);
  return {
    accounts: accounts.map(({ refusal, ...account }) => ({
      ...account,
      name: (account.id !== null && names[account.id]) || null,
      error: refusal === null ? null : toScopeError(refusal),
    })),
    regions: regionsOf(accounts),
    scopes: scopesOf(accounts),
    accountNames: names,
    credentials: "AWS SDK default chain",
    sampleData: isSampleData(identity),
  };
}

/** Whether the rows are invented. False where that cannot be found out: then there are none. */
export async function readsSampleData(): Promise<boolean> {
  return isSampleData(await callerIdentity().catch(() => null));
}

/**
 * The server's own account and one for each role, with their regions.
 *
 * @throws NoRegion
 */
export async function configuredAccounts(): Promise<AccountToRead[]> {
  const { roles } = awsSettings();
  const identity = await callerIdentity();
  const further = roles.map(({ account, arn }) => ({ id: account, arn, refusal: null }));
  return Promise.all([...ownAccount(identity, further), ...further].map(withRegions));
}

/** Each account in each of its regions. */
export const scopesOf = (accounts: readonly Pick<AccountToRead, "id" | "regions">[]): Scope[] =>
  accounts.flatMap(({ id, regions }) => regions.map((region) => ({ account: id, region })));

/** Every region of any of the accounts. */
export const regionsOf = (accounts: readonly Pick<AccountToRead, "regions">[]): string[] => [
  ...new Set(accounts.flatMap(({ regions }) => regions)),
];

/** An account that has a role is read through it, even if it is the server's own. */
function ownAccount(identity: CallerIdentity | null, further: readonly { id: string }[]): AccountWithoutRegions[] {
  if (identity === null) return [{ id: null, arn: null, refusal: further.length === 0 ? null : new OwnAccountUnknown() }];
  return further.some(({ id }) => id === identity.account) ? [] : [{ id: identity.account, arn: identity.arn, refusal: null }];
}

async function withRegions(account: AccountWithoutRegions): Promise<AccountToRead> {
  const { regions } = awsSettings();
  const home = await defaultRegion();
  if (regions !== "all") return { ...account, regions: regions.length === 0 ? [home] : regions };
  if (account.refusal !== null) return { ...account, regions: [home] };
  const enabled = await enabledRegions(account.id);
  if ("error" in enabled) return { ...account, regions: [home], refusal: enabled.error };
  return { ...account, regions: [home, ...enabled.regions.filter((region) => region !== home)] };
}
