import "server-only";
import { z } from "zod";
import { namedError } from "@/lib/core/named-error";

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

const parts = (text: string): string[] => [
  ...new Set(
    text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  ),
];

const list = () => z.string().default("").transform(parts);

const seconds = (fallback: number, min: number, max: number) => {
  const error = `expected a whole number of seconds from ${min} to ${max}`;
  return z
    .string()
    .trim()
    .default("")
    .transform((text) => (text === "" ? String(fallback) : text))
    .pipe(
      z
        .string()
        .regex(/^\d{1,9}$/, { error, abort: true })
        .transform(Number)
        .pipe(z.number().min(min, { error }).max(max, { error })),
    )
    .transform((value) => value * 1000);
};

/** A whole number, or the fallback where nothing is set. */
const wholeNumber = <Fallback extends number | null>(fallback: Fallback, min: number, max: number) => {
  const error = `expected a whole number from ${min} to ${max}`;
  return z
    .string()
    .trim()
    .default("")
    .refine((text) => text === "" || (/^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max), { error })
    .transform((text) => (text === "" ? fallback : Number(text)));
};

const yesOrNo = () =>
  z
    .string()
    .trim()
    .default("")
    .refine((text) => ["", "true", "false"].includes(text), { error: "expected true or false" })
    .transform((text) => text === "true");

const schema = z.object({
  LEDGER_REGIONS: list()
    .pipe(
      z.array(
        z.string().refine((region) => region === "all" || REGION.test(region), {
          error: (issue) => `expected region names such as us-east-1,eu-west-1, or all, not “${issue.input}”`,
        }),
      ),
    )
    .transform((regions) => (regions.includes("all") ? ("all" as const) : regions)),
  LEDGER_ROLE_ARNS: list().pipe(
    z
      .array(
        z
          .string()
          .regex(ROLE_ARN, {
            error: (issue) => `expected role ARNs such as arn:aws:iam::111122223333:role/ami-ledger, not “${issue.input}”`,
          })
          .transform((arn): Role => ({ arn, account: ROLE_ARN.exec(arn)?.[1] ?? "" })),
      )
      .check(({ value, issues }) => {
        const accounts = value.map(({ account }) => account);
        for (const twice of new Set(accounts.filter((account, index) => accounts.indexOf(account) !== index))) {
          issues.push({ code: "custom", input: value, message: `expected one role for each account, but ${twice} has several` });
        }
      }),
  ),
  LEDGER_EXTERNAL_ID: z
    .string()
    .trim()
    .default("")
    .refine((id) => id === "" || EXTERNAL_ID.test(id), {
      error: "expected 2 to 1,224 letters, digits and characters of _+=,.@:/-",
    })
    .transform((id) => (id === "" ? null : id)),
  LEDGER_ACCOUNT_NAMES: list().pipe(
    z
      .array(z.string().regex(ACCOUNT_NAME, { error: (issue) => `expected pairs such as 111122223333=payments, not “${issue.input}”` }))
      .transform((pairs) => Object.fromEntries(pairs.map((pair) => ACCOUNT_NAME.exec(pair)?.slice(1) ?? []))),
  ),
  LEDGER_CACHE_SECONDS: seconds(60, 0, 86_400),
  LEDGER_CALL_SECONDS: seconds(10, 1, 300),
  LEDGER_LOAD_SECONDS: seconds(600, 1, 3_600),
  LEDGER_VERDICT_MAX_HOURS: wholeNumber(24, 1, 720),
  LEDGER_ALLOW_WRITES: yesOrNo(),
  LEDGER_DATA_DIR: z
    .string()
    .trim()
    .default("")
    .transform((path) => path || ".ledger"),
  LEDGER_LOG_LEVEL: z
    .string()
    .trim()
    .default("")
    .transform((text) => text || "info")
    .pipe(z.enum(LOG_LEVELS, { error: `expected ${LOG_LEVELS.join(", ")}` })),
  LEDGER_METRICS_PORT: wholeNumber(null, 1, 65_535),
  LEDGER_SHUTDOWN_SECONDS: seconds(20, 0, 600),
  LEDGER_REQUESTS_PER_MINUTE: wholeNumber(600, 10, 1_000_000),
  LEDGER_READS_AT_ONCE: wholeNumber(64, 1, 10_000),
});

/** What is wrong with the environment: one line per fault. */
export class InvalidConfig extends namedError("InvalidConfig") {
  constructor(readonly faults: readonly string[]) {
    super(faults.join("\n"));
  }
}

/**
 * Reads the configuration from environment variables.
 *
 * @throws InvalidConfig with every fault at once, each naming the variable and what was expected.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = schema.safeParse(environment);
  if (!parsed.success) {
    throw new InvalidConfig(parsed.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`));
  }
  const { data } = parsed;
  return {
    regions: data.LEDGER_REGIONS,
    roles: data.LEDGER_ROLE_ARNS,
    externalId: data.LEDGER_EXTERNAL_ID,
    accountNames: data.LEDGER_ACCOUNT_NAMES,
    cacheMs: data.LEDGER_CACHE_SECONDS,
    callMs: data.LEDGER_CALL_SECONDS,
    loadMs: data.LEDGER_LOAD_SECONDS,
    verdictMaxHours: data.LEDGER_VERDICT_MAX_HOURS,
    allowWrites: data.LEDGER_ALLOW_WRITES,
    dataDir: data.LEDGER_DATA_DIR,
    logLevel: data.LEDGER_LOG_LEVEL,
    metricsPort: data.LEDGER_METRICS_PORT,
    shutdownMs: data.LEDGER_SHUTDOWN_SECONDS,
    limits: { requestsPerMinute: data.LEDGER_REQUESTS_PER_MINUTE, readsAtOnce: data.LEDGER_READS_AT_ONCE },
  };
}
