import "server-only";
import { z } from "zod";
import { list, memoized, optional, parseVariables, seconds, wholeNumber } from "./variables";

/** Settings for reading AWS. `.env.example` explains the variables. */
export interface AwsSettings {
  /** Regions to read, or all that an account has enabled. Empty: the region that the AWS SDK resolves. */
  regions: string[] | "all";
  /** A role in each further account. */
  roles: Role[];
  /** The external id that the roles' trust policies ask for, or null. */
  externalId: string | null;
  /** Names of accounts by their 12 digits, for those that AWS Organizations does not name. */
  accountNames: Readonly<Record<string, string>>;
  /** Lifetime of cached rows. 0 caches nothing. */
  cacheMs: number;
  /** The part of an account's bucket that the collector may take, from 0 to 1. */
  collectShare: number;
  /** Time limit of one attempt at one call. */
  callMs: number;
  /** Time limit of the reading of one scope. */
  loadMs: number;
}

/** A role that the server assumes, and the account in which it then reads. */
interface Role {
  arn: string;
  /** 12 digits. */
  account: string;
}

/** Regions of every partition: us-east-1, us-gov-west-1, cn-north-1, eusc-de-east-1, us-isob-east-1. */
const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d$/;
const ROLE_ARN = /^arn:aws[a-z-]*:iam::(\d{12}):role\/[\w+=,.@/-]{1,600}$/;
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;
const ACCOUNT_NAME = /^(\d{12})=(.+)$/;

/** The variables, for a schema that holds others as well. */
export const awsVariables = {
  LEDGER_REGIONS: list("region names such as us-east-1,eu-west-1, or all", (region) => region === "all" || REGION.test(region)),
  LEDGER_ROLE_ARNS: list("role ARNs such as arn:aws:iam::111122223333:role/ami-ledger", (arn) => ROLE_ARN.test(arn))
    .transform((arns) => arns.map((arn): Role => ({ arn, account: ROLE_ARN.exec(arn)?.[1] ?? "" })))
    .check(({ value, issues }) => {
      const accounts = value.map(({ account }) => account);
      for (const twice of new Set(accounts.filter((account, index) => accounts.indexOf(account) !== index))) {
        issues.push({ code: "custom", input: value, message: `expected one role for each account, but ${twice} has several` });
      }
    }),
  LEDGER_EXTERNAL_ID: optional("2 to 1,224 letters, digits and characters of _+=,.@:/-", (id) => EXTERNAL_ID.test(id)),
  LEDGER_ACCOUNT_NAMES: list("pairs such as 111122223333=payments", (pair) => ACCOUNT_NAME.test(pair)).transform(
    (pairs): Record<string, string> => Object.fromEntries(pairs.map((pair) => ACCOUNT_NAME.exec(pair)?.slice(1) ?? [])),
  ),
  LEDGER_CACHE_SECONDS: seconds(60, 0, 86_400),
  LEDGER_COLLECT_PERCENT: wholeNumber(25, 1, 100),
  LEDGER_CALL_SECONDS: seconds(10, 1, 300),
  LEDGER_LOAD_SECONDS: seconds(600, 1, 3_600),
};

const schema = z.object(awsVariables);

export const toAwsSettings = (variables: z.output<typeof schema>): AwsSettings => ({
  regions: variables.LEDGER_REGIONS.includes("all") ? "all" : variables.LEDGER_REGIONS,
  roles: variables.LEDGER_ROLE_ARNS,
  externalId: variables.LEDGER_EXTERNAL_ID,
  accountNames: variables.LEDGER_ACCOUNT_NAMES,
  cacheMs: variables.LEDGER_CACHE_SECONDS,
  collectShare: variables.LEDGER_COLLECT_PERCENT / 100,
  callMs: variables.LEDGER_CALL_SECONDS,
  loadMs: variables.LEDGER_LOAD_SECONDS,
});

const readSettings = memoized(Object.keys(awsVariables), (environment) => toAwsSettings(parseVariables(schema, environment)));

/**
 * The settings of this process.
 *
 * @throws InvalidConfig
 */
export const awsSettings = (): AwsSettings => readSettings(process.env);
