import "server-only";
import { z } from "zod";
import { type AwsSettings, awsVariables, toAwsSettings } from "@/lib/aws/sdk/settings";
import { flag, memoized, oneOf, optional, parseVariables, seconds, wholeNumber } from "@/lib/aws/sdk/variables";

/** Everything the operator can set, beside the AWS SDK's own variables. `.env.example` explains each. */
export interface Config extends AwsSettings {
  /** Maximum age of the lists that a verdict rests on. */
  verdictMaxHours: number;
  /** Whether anybody may create and delete reports from here. */
  allowWrites: boolean;
  /** The directory in which the server keeps what must survive it, from the working directory on. */
  dataDir: string;
  /** Whether this process reads every list again and again. */
  collect: boolean;
  /** What a request to collect now has to bring, or null where none is answered. */
  collectSecret: string | null;
  /** The PostgreSQL server that keeps what was read, or null for the embedded one, below `dataDir`. */
  databaseUrl: string | null;
  /** Lowest level that is logged. */
  logLevel: LogLevel;
  /** The port at which metrics are served, or null where they are not. */
  metricsPort: number | null;
  /** Grace period for running reads at shutdown. */
  shutdownMs: number;
  /** Limits per person. */
  limits: Limits;
}

const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

const isPostgresUrl = (url: string): boolean => URL.canParse(url) && /^postgres(?:ql)?:$/.test(new URL(url).protocol);

/** Limits per person, so that nobody uses up the capacity of all. */
export interface Limits {
  requestsPerMinute: number;
  /** Lists that are being read at the same time. */
  readsAtOnce: number;
}

const schema = z.object({
  ...awsVariables,
  LEDGER_VERDICT_MAX_HOURS: wholeNumber(24, 1, 720),
  LEDGER_ALLOW_WRITES: flag(),
  LEDGER_DATA_DIR: optional().transform((path) => path ?? ".ledger"),
  LEDGER_COLLECT: oneOf(["on", "off"], "on"),
  LEDGER_COLLECT_SECRET: optional("at least 32 characters", (secret) => secret.length >= 32),
  LEDGER_DATABASE_URL: optional("a URL such as postgres://ledger:secret@db.example.com/ledger", isPostgresUrl),
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
    ...toAwsSettings(variables),
    verdictMaxHours: variables.LEDGER_VERDICT_MAX_HOURS,
    allowWrites: variables.LEDGER_ALLOW_WRITES,
    dataDir: variables.LEDGER_DATA_DIR,
    // A function of Vercel does not run between two requests.
    collect: variables.LEDGER_COLLECT === "on" && !process.env.VERCEL,
    collectSecret: variables.LEDGER_COLLECT_SECRET,
    databaseUrl: variables.LEDGER_DATABASE_URL,
    logLevel: variables.LEDGER_LOG_LEVEL,
    metricsPort: variables.LEDGER_METRICS_PORT,
    shutdownMs: variables.LEDGER_SHUTDOWN_SECONDS,
    limits: { requestsPerMinute: variables.LEDGER_REQUESTS_PER_MINUTE, readsAtOnce: variables.LEDGER_READS_AT_ONCE },
  };
});
