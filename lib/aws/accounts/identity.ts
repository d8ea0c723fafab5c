import "server-only";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { stsClient } from "@/lib/aws/sdk/clients";
import { defaultRegion } from "@/lib/aws/sdk/default-region";

/** The caller of the server's own credentials. */
export interface CallerIdentity {
  /** 12 digits. */
  account: string;
  arn: string;
}

/** The user that the embedded endpoint says it is. No AWS account can be mistaken for it. */
const SAMPLE_USER = /:user\/ami-ledger-sample-data$/;
const RETRY_AFTER_MS = 30_000;

let known: CallerIdentity | null = null;
let askedAt = Number.NEGATIVE_INFINITY;
let first: Promise<void> | null = null;

/**
 * Asks AWS whose the server's own credentials are (STS API Reference, GetCallerIdentity), and remembers the
 * answer. Null where STS does not answer: reading goes on without an account id, and STS is asked again
 * after half a minute. Only the first question is waited for.
 *
 * @throws NoRegion
 */
export async function callerIdentity(): Promise<CallerIdentity | null> {
  const region = await defaultRegion();
  if (known === null && Date.now() - askedAt > RETRY_AFTER_MS) {
    askedAt = Date.now();
    const answered = learnIdentity(region);
    first ??= answered;
  }
  await first;
  return known;
}

async function learnIdentity(region: string): Promise<void> {
  try {
    const { Account, Arn } = await stsClient({ account: null, region }).send(new GetCallerIdentityCommand({}));
    known = Account === undefined ? null : { account: Account, arn: Arn ?? "" };
  } catch {
    known = null;
  }
}

/** Whether the rows come from the embedded endpoint with its invented company. */
export const isSampleData = (identity: CallerIdentity | null): boolean => identity !== null && SAMPLE_USER.test(identity.arn);
