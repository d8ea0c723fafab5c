import "server-only";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { stsClient } from "./clients";

/** Whose credentials the server reads AWS with. */
export interface Identity {
  /** 12 digits. */
  account: string;
  arn: string;
}

/** The user that the embedded endpoint says it is. No AWS account can be mistaken for it. */
const SAMPLE_USER = /:user\/ami-ledger-sample-data$/;
const RETRY_AFTER_MS = 30_000;

let known: Identity | null = null;
let asked: { at: number; answer: Promise<Identity | null> } | null = null;

/**
 * Asks AWS once whose credentials these are (STS API Reference, GetCallerIdentity), and remembers the
 * answer. Null where STS does not answer: reading goes on without an account id. Then it is asked again
 * after half a minute.
 */
export async function callerIdentity(region: string): Promise<Identity | null> {
  if (known !== null) return known;
  if (asked === null || Date.now() - asked.at > RETRY_AFTER_MS) asked = { at: Date.now(), answer: askSts(region) };
  known = await asked.answer;
  return known;
}

async function askSts(region: string): Promise<Identity | null> {
  try {
    const { Account, Arn } = await stsClient(region).send(new GetCallerIdentityCommand({}));
    return Account === undefined ? null : { account: Account, arn: Arn ?? "" };
  } catch {
    return null;
  }
}

/** Whether the rows come from the embedded endpoint with its invented company. */
export const isSampleData = (identity: Identity | null): boolean => identity !== null && SAMPLE_USER.test(identity.arn);
