import "server-only";
import { awsSettings } from "@/lib/aws/sdk/settings";
import type { AccountNames } from "@/lib/core/scopes-answer";
import { organization } from "./organization";

/** A page has room for the names; it does not wait for them long. */
const PATIENCE_MS = 3_000;

/**
 * The names of accounts: those that Organizations tells where it may be asked, and the operator's for the
 * others. An account that neither knows has none.
 */
export async function accountNames(): Promise<AccountNames> {
  const late = new Promise<AccountNames>((resolve) => setTimeout(resolve, PATIENCE_MS, {}).unref());
  const told = await Promise.race([organizationNames().catch(() => ({})), late]);
  return { ...awsSettings().accountNames, ...told };
}

async function organizationNames(): Promise<AccountNames> {
  const { accounts } = await organization();
  return Object.fromEntries(accounts.flatMap(({ account, name }) => (name === null ? [] : [[account, name]])));
}
