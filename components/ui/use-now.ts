"use client";

import { useSyncExternalStore } from "react";
import { onServerTimeCorrected, serverNow } from "@/lib/client/server-clock";

const TICK_MS = 30_000;
let now = serverNow();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();
onServerTimeCorrected(tick);

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) timer = setInterval(tick, TICK_MS);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

function tick(): void {
  now = serverNow();
  for (const listener of listeners) listener();
}

/** The server’s time in milliseconds, renewed every half minute. With `everyMs` it is the next multiple of that, so that it is never too early. */
export function useNow(everyMs = 1): number {
  const current = (): number => Math.ceil(now / everyMs) * everyMs;
  return useSyncExternalStore(subscribe, current, current);
}
