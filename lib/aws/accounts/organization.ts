import "server-only";
import { type Account, ListAccountsCommand, type ListAccountsCommandOutput } from "@aws-sdk/client-organizations";
import { RepeatedToken } from "@/lib/aws/listing/listing";
import { organizationsClient } from "@/lib/aws/sdk/clients";
import { defaultRegion } from "@/lib/aws/sdk/default-region";
import { memoizeAsync } from "@/lib/core/memoize-async";
import type { OrganizationAccount, OrganizationAnswer } from "@/lib/core/organization";

/** Maximum page size of ListAccounts (Organizations API Reference). */
const PAGE = 20;

/**
 * Every account of the organization, asked once for names and for members of organizational units. An
 * answer is good for an hour; a failure is not asked about again for ten minutes.
 *
 * @throws whatever the SDK throws: there is no organization, the server's account may not list it, …
 */
export const organization = memoizeAsync(askOrganization, { answerMs: 60 * 60_000, failureMs: 10 * 60_000 });

/** Organizations API Reference, ListAccounts. A page may be empty and have a token. */
async function askOrganization(): Promise<OrganizationAnswer> {
  const client = organizationsClient({ account: null, region: await defaultRegion() });
  const readAt = new Date().toISOString();
  const accounts: OrganizationAccount[] = [];
  const tokens = new Set<string>();
  let NextToken: string | undefined;
  do {
    const answer: ListAccountsCommandOutput = await client.send(new ListAccountsCommand({ MaxResults: PAGE, NextToken }));
    accounts.push(...(answer.Accounts ?? []).flatMap(toAccount));
    NextToken = answer.NextToken;
    if (NextToken && tokens.has(NextToken)) throw new RepeatedToken();
    if (NextToken) tokens.add(NextToken);
  } while (NextToken);
  return { accounts, readAt };
}

/** Without the e-mail address: it is personal data, and nobody here needs it. `Status` is retired by AWS in favour of `State`. */
function toAccount({ Id, Name, State, Arn, Paths }: Account): OrganizationAccount[] {
  if (Id === undefined) return [];
  return [{ account: Id, name: Name ?? null, state: State ?? null, arn: Arn ?? null, paths: Paths ?? [] }];
}
