import "server-only";
import pino, { type DestinationStream, type Logger } from "pino";
import { processWide } from "@/lib/core/process-wide";
import { type LogLevel, readConfig } from "@/lib/server/config/config";

/** Whoever reads the log may be slow, and the app does not wait: what exceeds these bytes is lost. */
const MOST_WAITING = 16 * 2 ** 20;

const held = processWide("log", (): { logger: Logger | null } => ({ logger: null }));

/**
 * The server's log: one line of JSON for each thing that happened, on standard output. It tells who did what and
 * how it went, never a row, a value that was asked with, a credential, a token or a cookie.
 */
export function log(): Logger {
  held.logger ??= createLog(readConfig(process.env).logLevel, pino.destination({ fd: 1, sync: false, maxLength: MOST_WAITING }));
  return held.logger;
}

/** From now on the lines go there. */
export function writeLogTo(destination: DestinationStream, level: LogLevel): void {
  held.logger = createLog(level, destination);
}

function createLog(level: LogLevel, destination: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
}
