import "server-only";
import { z } from "zod";
import { flag, list, memoized, oneOf, optional, parseVariables, seconds, wholeNumber } from "./variables";

/** Everything the operator can set, beside the AWS SDK's own variables. `.env.example` explains each. */
export interface Config {
  /** Regions to read, or all that an account has enabled. Empty: the region that the AWS SDK resolves. */
  regions: string[] | "all";
  /** A role in each further account. */
  roles: Role[];
  /** What the roles' trust policies ask for, or null. */
  externalId: string | null;
  /** Names of accounts, by their 12 digits, where AWS Organizations does not tell them. */
  accountNames: Readonly<Record<string, string>>;
  /** How long rows are kept for those who ask for the same. 0 keeps nothing. */
  cacheMs: number;
  /** How long AWS may take over one attempt at one call. */
  callMs: number;
  /** How long the reading of one scope may take. */
  loadMs: number;
  /** How old the lists may be that a verdict rests on. */
  verdictMaxHours: number;
  /** Whether anybody may create and delete reports from here. */
  allowWrites: boolean;
  /** The directory in which the server keeps what must survive it, from the working directory on. */
  dataDir: string;
  /** What the log tells, from this level up. */
  logLevel: LogLevel;
  /** The port at which metrics are served, or null where they are not. */
  metricsPort: number | null;
  /** How long running reads may go on once the server is told to stop. */
  shutdownMs: number;
  /** What one person may ask of this server. */
  limits: Limits;
}

const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** What one person may ask of this server, so that nobody spends what belongs to all. */
export interface Limits {
  requestsPerMinute: number;
  /** Lists that are being read at the same time. */
  readsAtOnce: number;
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

const schema = z.object({
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
  LEDGER_CALL_SECONDS: seconds(10, 1, 300),
  LEDGER_LOAD_SECONDS: seconds(600, 1, 3_600),
  LEDGER_VERDICT_MAX_HOURS: wholeNumber(24, 1, 720),
  LEDGER_ALLOW_WRITES: flag(),
  LEDGER_DATA_DIR: optional().transform((path) => path ?? ".ledger"),
  LEDGER_LOG_LEVEL: oneOf(LOG_LEVELS, "info"),
  LEDGER_METRICS_PORT: wholeNumber(null, 1, 65_535),
  LEDGER_SHUTDOWN_SECONDS: seconds(20, 0, 600),
  LEDGER_REQUESTS_PER_MINUTE: wholeNumber(600, 10, 1_000_000),
  LEDGER_READS_AT_ONCE: wholeNumber(64, 1, 10_000),
});

export const CONFIG_VARIABLES = Object.keys(schema.shape);

/**
 * Reads the configuration from environment variables.
 *
 * @throws InvalidConfig with every fault at once.
 */
export const readConfig = memoized(CONFIG_VARIABLES, (environment): Config => {
  const variables = parseVariables(schema, environment);
  return {
    regions: variables.LEDGER_REGIONS.includes("all") ? "all" : variables.LEDGER_REGIONS,
    roles: variables.LEDGER_ROLE_ARNS,
    externalId: variables.LEDGER_EXTERNAL_ID,
    accountNames: variables.LEDGER_ACCOUNT_NAMES,
    cacheMs: variables.LEDGER_CACHE_SECONDS,
    callMs: variables.LEDGER_CALL_SECONDS,
    loadMs: variables.LEDGER_LOAD_SECONDS,
    verdictMaxHours: variables.LEDGER_VERDICT_MAX_HOURS,
    allowWrites: variables.LEDGER_ALLOW_WRITES,
    dataDir: variables.LEDGER_DATA_DIR,
    logLevel: variables.LEDGER_LOG_LEVEL,
    metricsPort: variables.LEDGER_METRICS_PORT,
    shutdownMs: variables.LEDGER_SHUTDOWN_SECONDS,
    limits: { requestsPerMinute: variables.LEDGER_REQUESTS_PER_MINUTE, readsAtOnce: variables.LEDGER_READS_AT_ONCE },
  };
});
