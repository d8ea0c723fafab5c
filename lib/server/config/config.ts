import "server-only";
import { z } from "zod";
import { type AwsSettings, awsVariables, toAwsSettings } from "@/lib/aws/sdk/settings";
import { type Environment, parseVariables, seconds, text } from "@/lib/aws/sdk/variables";

/** Everything the operator can set, beside the AWS SDK's own variables. `.env.example` explains each. */
export interface Config extends AwsSettings {
  /** How old the lists may be that a verdict rests on. */
  verdictMaxHours: number;
  /** Whether anybody may create and delete reports from here. */
  allowWrites: boolean;
  /** The directory in which the server keeps what must survive it, from the working directory on. */
  dataDir: string;
  /** The lowest level that is logged. */
  logLevel: LogLevel;
  /** The port at which metrics are served, or null where they are not. */
  metricsPort: number | null;
  /** How long running reads may go on once the server is told to stop. */
  shutdownMs: number;
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

/** A whole number, or the fallback where nothing is set. */
const wholeNumber = <Fallback extends number | null>(fallback: Fallback, min: number, max: number) => {
  const error = `expected a whole number from ${min} to ${max}`;
  return text()
    .refine((value) => value === "" || (/^\d{1,9}$/.test(value) && Number(value) >= min && Number(value) <= max), { error })
    .transform((value) => (value === "" ? fallback : Number(value)));
};

const yesOrNo = () =>
  text()
    .refine((value) => ["", "true", "false"].includes(value), { error: "expected true or false" })
    .transform((value) => value === "true");

const schema = z.object({
  ...awsVariables,
  LEDGER_VERDICT_MAX_HOURS: wholeNumber(24, 1, 720),
  LEDGER_ALLOW_WRITES: yesOrNo(),
  LEDGER_DATA_DIR: text().transform((path) => path || ".ledger"),
  LEDGER_LOG_LEVEL: text()
    .transform((level) => level || "info")
    .pipe(z.enum(LOG_LEVELS, { error: `expected ${LOG_LEVELS.join(", ")}` })),
  LEDGER_METRICS_PORT: wholeNumber(null, 1, 65_535),
  LEDGER_SHUTDOWN_SECONDS: seconds(20, 0, 600),
  LEDGER_REQUESTS_PER_MINUTE: wholeNumber(600, 10, 1_000_000),
  LEDGER_READS_AT_ONCE: wholeNumber(64, 1, 10_000),
});

/**
 * Reads the configuration from environment variables.
 *
 * @throws InvalidConfig with every fault at once, each naming the variable and what was expected.
 */
export function readConfig(environment: Environment): Config {
  const variables = parseVariables(schema, environment);
  return {
    ...toAwsSettings(variables),
    verdictMaxHours: variables.LEDGER_VERDICT_MAX_HOURS,
    allowWrites: variables.LEDGER_ALLOW_WRITES,
    dataDir: variables.LEDGER_DATA_DIR,
    logLevel: variables.LEDGER_LOG_LEVEL,
    metricsPort: variables.LEDGER_METRICS_PORT,
    shutdownMs: variables.LEDGER_SHUTDOWN_SECONDS,
    limits: { requestsPerMinute: variables.LEDGER_REQUESTS_PER_MINUTE, readsAtOnce: variables.LEDGER_READS_AT_ONCE },
  };
}
