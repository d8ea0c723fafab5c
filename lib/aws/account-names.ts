import "server-only";
import { ListAccountsCommand, type ListAccountsCommandOutput } from "@aws-sdk/client-organizations";
import { readConfig } from "@/lib/config";
import { organizationsClient } from "./clients";
import { defaultRegion } from "./default-region";
import { remembered } from "./remembered";

/** By the 12 digits of an account. */
export type AccountNames = Readonly<Record<string, string>>;

/** A page has room for the names; it does not wait for them long. */
const PATIENCE_MS = 3_000;
const MOST_PAGES = 1_000;

const organizationNames = remembered(askOrganization, { answerMs: 60 * 60_000, failureMs: 10 * 60_000 });

/**
 * The names of accounts: those that Organizations tells where it may be asked, and the operator's for the
 * others. An account that neither knows has none.
 */
export async function accountNames(): Promise<AccountNames> {
  const late = new Promise<AccountNames>((resolve) => setTimeout(resolve, PATIENCE_MS, {}).unref());
  const told = await Promise.race([organizationNames().catch(() => ({})), late]);
  return { ...readConfig(process.env).accountNames, ...told };
}

/** Organizations API Reference, ListAccounts. A page may be empty and have a token. */
async function askOrganization(): Promise<AccountNames> {
  const client = organizationsClient({ account: null, region: await defaultRegion() });
  const names: Record<string, string> = {};
  let NextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer: ListAccountsCommandOutput = await client.send(new ListAccountsCommand({ MaxResults: 20, NextToken }));
    for (const { Id, Name } of answer.Accounts ?? []) if (Id !== undefined && Name !== undefined) names[Id] = Name;
    if (!answer.NextToken || answer.NextToken === NextToken) break;
    NextToken = answer.NextToken;
  }
  return names;
}
