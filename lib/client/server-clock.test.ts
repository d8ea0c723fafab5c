import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const SERVER = Date.parse("2026-11-20T12:00:00.000Z");
const HOUR = 3_600_000;

// What the server told lives as long as the module.
let clock: typeof import("./server-clock");
beforeEach(async () => {
  vi.resetModules();
  clock = await import("./server-clock");
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe("the server's clock in the browser", () => {
  it.each([
    ["five days behind", -120 * HOUR],
    ["exact", 0],
    ["two years ahead", 17_520 * HOUR],
  ])("is the server's where the browser's own is %s", (_, skew) => {
    vi.setSystemTime(SERVER + skew);
    clock.noteServerTime(new Date(SERVER).toISOString());
    vi.advanceTimersByTime(HOUR);

    expect(clock.serverNow()).toBe(SERVER + HOUR);
  });

  it("goes on while the computer sleeps, when only the wall clock runs", () => {
    vi.setSystemTime(SERVER);
    clock.noteServerTime(new Date(SERVER).toISOString());
    vi.setSystemTime(SERVER + HOUR);

    expect(clock.serverNow()).toBe(SERVER + HOUR);
  });

  it("does not go back when somebody sets the browser's clock back", () => {
    vi.setSystemTime(SERVER);
    clock.noteServerTime(new Date(SERVER).toISOString());
    vi.advanceTimersByTime(HOUR);
    vi.setSystemTime(SERVER - 24 * HOUR);

    expect(clock.serverNow()).toBe(SERVER + HOUR);
  });

  it("tells pages of a correction, not of every line of a stream", () => {
    const corrected = vi.fn();
    vi.setSystemTime(SERVER - HOUR);
    const stop = clock.onServerTimeCorrected(corrected);

    clock.noteServerTime(new Date(SERVER).toISOString());
    clock.noteServerTime(new Date(SERVER).toISOString());
    expect(corrected).toHaveBeenCalledTimes(1);

    stop();
    clock.noteServerTime(new Date(SERVER + HOUR).toISOString());
    expect(corrected).toHaveBeenCalledTimes(1);
  });

  it("keeps what it knows where the server's time makes no sense", () => {
    clock.noteServerTime(new Date(SERVER).toISOString());
    clock.noteServerTime("yesterday");

    expect(clock.serverNow()).toBe(SERVER);
  });
});
