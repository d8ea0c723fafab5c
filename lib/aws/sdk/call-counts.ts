import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { processWide } from "@/lib/core/process-wide";
import type { CallCounts } from "./observer";

const storage = processWide("call-counts", () => new AsyncLocalStorage<CallCounts>());

/** Runs something whose calls to AWS are counted here. */
export const countingCalls = <T>(counts: CallCounts, run: () => T): T => storage.run(counts, run);

/** Counts a call for the reading that made it, if one did. */
export function countCall(operation: string, attempts: number, isThrottled: boolean): void {
  const counts = storage.getStore();
  if (counts === undefined) return;
  counts.calls[operation] = (counts.calls[operation] ?? 0) + 1;
  counts.attempts += attempts;
  if (isThrottled) counts.throttles += 1;
}
