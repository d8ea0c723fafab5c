import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { openReportQueue } from "@/lib/jobs/report-creation/open-queue";
import { readConfig } from "@/lib/server/config/config";
import { log } from "@/lib/server/observe/log";
import { atServerEnd, beginStopping, endRunning, isAnswering, isStopping } from "./stopping";

/** By their numbers (signal(7)). A process that a signal ends has 128 and the number as its code. */
const SIGNALS = { SIGINT: 2, SIGTERM: 15 } as const;
type Signal = keyof typeof SIGNALS;

const LOOK_MS = 25;
/** How long last lines may take to reach a slow client. */
const LAST_LINES_MS = 5_000;
/** A terminal and npm may each hand on the same signal. */
const SAME_SIGNAL_MS = 1_000;

/**
 * Lets running reads finish when the server is told to stop: new ones are refused, `/api/ready` says 503, and what
 * still runs after `LEDGER_SHUTDOWN_SECONDS`, or at a second signal, is ended with a last line that says so. Then
 * Next.js closes the server, as it would have at once: it waits until every answer has left and exits with 128
 * and the signal's number.
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

/** What is left to do when nothing runs: it may take a while, but not for ever. */
async function finish(): Promise<void> {
  const queue = await openReportQueue()?.catch(() => null);
  queue?.close();
  await Promise.race([atServerEnd(), delay(LAST_LINES_MS, undefined, { ref: false })]);
}

/** Waits until nothing is being answered. False where that takes too long. */
async function areAnswered(milliseconds: number, hurry: AbortSignal): Promise<boolean> {
  for (const deadline = performance.now() + milliseconds; isAnswering(); await delay(LOOK_MS)) {
    if (hurry.aborted || performance.now() >= deadline) return false;
  }
  return true;
}

/** Hands over to those who would have closed the server, and ends the process where nobody does, or a client takes nothing. */
function close(signal: Signal, listeners: readonly NodeJS.SignalsListener[]): void {
  const code = 128 + SIGNALS[signal];
  if (listeners.length === 0) process.exit(code);
  setTimeout(() => process.exit(code), LAST_LINES_MS).unref();
  for (const listener of listeners) listener(signal);
}
