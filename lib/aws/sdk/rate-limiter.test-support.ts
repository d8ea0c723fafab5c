import { setMaxListeners } from "node:events";
import { afterEach, beforeEach, vi } from "vitest";

export const LIMIT = { burst: 100, perSecond: 20 };
export const LATENCY_MS = 40;

export const stay = new AbortController().signal;
setMaxListeners(0, stay);

/** Fake timers do not reach the promises of node:timers: these stand on the global timer, which they do reach. */
export const timersPromises = {
  setTimeout: (milliseconds: number, value: unknown, { signal }: { signal: AbortSignal }) =>
    new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener("abort", leave);
        resolve(value);
      }, milliseconds);
      signal.addEventListener("abort", leave, { once: true });
    }),
};

/** Time that goes on when it is told to, and pauses that are as long as they may be. */
export function withOwnTime(): void {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(Math, "random").mockReturnValue(0.999);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
}

/** An answer after a while: rows where `allows` says so, throttling elsewhere. */
export function endpoint(allows: () => boolean) {
  const state = { answered: 0, throttled: 0, most: 0 };
  let underWay = 0;
  const call = async () => {
    underWay += 1;
    state.most = Math.max(state.most, underWay);
    const allowed = allows();
    await new Promise((resolve) => setTimeout(resolve, LATENCY_MS));
    underWay -= 1;
    state[allowed ? "answered" : "throttled"] += 1;
    if (!allowed) throw Object.assign(new Error("slow down"), { name: "RequestLimitExceeded", $metadata: {} });
    return "rows";
  };
  const abortable = (signal: AbortSignal) =>
    Promise.race([call(), new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)))]);
  return Object.assign(state, { call, abortable, forget: () => Object.assign(state, { answered: 0, throttled: 0, most: 0 }) });
}

/** Lets time go on until something has ended. */
export async function ending<T>(result: Promise<T>): Promise<T> {
  let ended = false;
  const end = (): void => {
    ended = true;
  };
  result.then(end, end);
  await vi.advanceTimersByTimeAsync(0);
  while (!ended) await vi.advanceTimersToNextTimerAsync();
  return result;
}

export const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
