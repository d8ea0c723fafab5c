import "server-only";
import { processWide } from "@/lib/core/process-wide";

interface Stoppable {
  stop(reason: Error): void;
}

const state = processWide("running-readings", () => ({ running: new Set<Stoppable>(), stopped: null as Error | null }));

/** Stops every running reading and every later one. Followers get the reason as an error. */
export function stopReadings(reason: Error): void {
  state.stopped = reason;
  for (const reading of state.running) reading.stop(reason);
}

/** @throws the reason for which readings were stopped. */
export function checkNotStopped(): void {
  if (state.stopped !== null) throw state.stopped;
}

/** Lets a reading be stopped with the others, until the returned function is called. */
export function stoppable(reading: Stoppable): () => void {
  state.running.add(reading);
  if (state.stopped !== null) reading.stop(state.stopped);
  return () => void state.running.delete(reading);
}
