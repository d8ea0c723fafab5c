import { whenOrphaned } from "./orphaned.mjs";

/** Aborted when someone wants the program to end: Ctrl-C, a polite signal, or the end of npm. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  const abort = () => controller.abort();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, abort);
  whenOrphaned(abort);
  return controller.signal;
}

/** Runs a program to its end and sets its exit code: 0 where somebody wanted it to end. What it throws is printed. */
export async function runUntilInterrupted(program: (signal: AbortSignal) => Promise<number>): Promise<void> {
  const signal = interruption();
  const code = await program(signal).catch((error: unknown) => {
    if (!signal.aborted) console.error(error instanceof Error ? error.message : error);
    return 1;
  });
  process.exitCode = signal.aborted ? 0 : code;
}
