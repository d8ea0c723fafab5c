/**
 * The server’s time, in the browser. A browser’s own clock may be days off, so it is only trusted for how much time has
 * passed since the server last sent its own.
 */
interface Told {
  /** Milliseconds since 1970, by the server. */
  server: number;
  /** The browser’s two clocks at that moment. One may be set, the other may stand still while the computer sleeps. */
  wall: number;
  monotonic: number;
}

let told: Told | null = null;
const listeners = new Set<() => void>();

/** A difference that is worth drawing the page again for. */
const CORRECTION_MS = 1_000;

/** Takes note of the server’s time, ISO 8601, as it arrives. */
export function noteServerTime(at: string): void {
  const server = Date.parse(at);
  if (Number.isNaN(server)) return;
  const before = serverNow();
  told = { server, wall: Date.now(), monotonic: performance.now() };
  if (Math.abs(server - before) > CORRECTION_MS) for (const listener of listeners) listener();
}

/** Calls when the time turns out to be another than it was taken for, until what this gives is called. */
export function onServerTimeCorrected(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The server’s time in milliseconds since 1970; the browser’s own until the server has sent its. Never too early because a clock stood still. */
export function serverNow(): number {
  if (told === null) return Date.now();
  return told.server + Math.max(performance.now() - told.monotonic, Date.now() - told.wall, 0);
}
