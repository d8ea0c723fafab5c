import { whenOrphaned } from "./orphaned.mjs";

/** Aborted when someone wants the program to end: Ctrl-C, a polite signal, or the end of npm. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  const abort = () => controller.abort();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, abort);
  whenOrphaned(abort);
  return controller.signal;
}
