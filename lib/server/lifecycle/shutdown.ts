import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { keptSoFar } from "@/lib/aws/cache/open-stored";
import { openReportQueue } from "@/lib/jobs/report-creation/open-queue";
import { stopCollector } from "@/lib/server/collector/server-collector";
import { readConfig } from "@/lib/server/config/config";
import { log } from "@/lib/server/observe/log";
import { closeDatabase } from "@/lib/server/store/database";
import { atServerEnd, beginStopping, endRunning, isAnswering, isStopping } from "./stopping";

/** Signal numbers (signal(7)). The exit code is 128 plus the number. */
const SIGNALS = { SIGINT: 2, SIGTERM: 15 } as const;
type Signal = keyof typeof SIGNALS;

const POLL_MS = 25;
/** Time for last lines to reach a slow client. */
const LAST_LINES_MS = 5_000;
/** A terminal and npm may both forward one signal. */
const SAME_SIGNAL_MS = 1_000;

/**
 * Graceful shutdown: new reads are refused, `/api/ready` answers 503, and reads still running after
 * `LEDGER_SHUTDOWN_SECONDS`, or at a second signal, end with a last line that says so. Then Next.js closes the server, once
 * every answer has left, and exits with 128 plus the signal number.
 */
export function stopGracefully(): void {
  const listeners = { SIGINT: process.listeners("SIGINT"), SIGTERM: process.listeners("SIGTERM") };
  const hurry = new AbortController();
  let since: number | null = null;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => {
      if (since !== null && performance.now() - since > SAME_SIGNAL_MS) hurry.abort();
      if (isStopping()) return;
      since = performance.now();
      beginStopping();
      void drain(signal, hurry.signal)
        .then(finish)
        .finally(() => close(signal, listeners[signal]));
    });
  }
}

async function drain(signal: Signal, hurry: AbortSignal): Promise<void> {
  const { shutdownMs } = readConfig(process.env);
  log().info({ signal, answering: isAnswering(), shutdownMs }, "stopping");
  if (await areAnswered(shutdownMs, hurry)) return;
  log().warn({ signal }, "ending the reads that still run");
  endRunning();
  await areAnswered(LAST_LINES_MS, new AbortController().signal);
}

/** Cleans up when nothing runs any more, with a time limit. */
async function finish(): Promise<void> {
  const queue = await openReportQueue()?.catch(() => null);
  queue?.close();
  await Promise.race([Promise.all([atServerEnd(), endStore()]), delay(LAST_LINES_MS, undefined, { ref: false })]);
}

/** What was read is kept before the database is closed. */
async function endStore(): Promise<void> {
  await stopCollector();
  await keptSoFar();
  await closeDatabase();
}

/** Waits until every answer has ended. False on timeout. */
async function areAnswered(milliseconds: number, hurry: AbortSignal): Promise<boolean> {
  for (const deadline = performance.now() + milliseconds; isAnswering(); await delay(POLL_MS)) {
    if (hurry.aborted || performance.now() >= deadline) return false;
  }
  return true;
}

/** Hands over to the listeners of Next.js, and exits where there are none, or a client reads nothing. */
function close(signal: Signal, listeners: readonly NodeJS.SignalsListener[]): void {
  const code = 128 + SIGNALS[signal];
  if (listeners.length === 0) process.exit(code);
  setTimeout(() => process.exit(code), LAST_LINES_MS).unref();
  for (const listener of listeners) listener(signal);
}
