import "server-only";
import pino, { type DestinationStream, type Logger } from "pino";
import { processWide } from "@/lib/core/process-wide";
import { type LogLevel, readConfig } from "@/lib/server/config/config";

/** Buffer in bytes. The app does not wait for a slow reader: lines beyond it are lost. */
const MAX_BUFFERED = 16 * 2 ** 20;

const held = processWide("log", (): { logger: Logger | null } => ({ logger: null }));

/**
 * The server's log: one JSON object a line on standard output. It says who did what and how it went, and holds no row, no
 * value of a parameter, no credential, token or cookie.
 */
export function log(): Logger {
  held.logger ??= createLog(readConfig(process.env).logLevel, pino.destination({ fd: 1, sync: false, maxLength: MAX_BUFFERED }));
  return held.logger;
}

/** Redirects the log. */
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
