import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { throttle } from "./throttle";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("work at a pace", () => {
  it("is done once for all that is asked for within the time", () => {
    const work = vi.fn();
    const { askNow, ask } = throttle(200, work);
    askNow();
    ask();
    ask();
    vi.advanceTimersByTime(199);
    expect(work).toHaveBeenCalledTimes(1);

    vi.advanceTimersByTime(1);
    expect(work).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(1_000);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it("is done after the wait that is asked for, unless it is asked for at once before", () => {
    const work = vi.fn();
    const { askNow, ask } = throttle(200, work);
    ask(50);
    vi.advanceTimersByTime(49);
    expect(work).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(work).toHaveBeenCalledTimes(1);

    ask(50);
    askNow();
    vi.advanceTimersByTime(1_000);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it("is done at once where that is asked for, and not again for what was waiting", () => {
    const work = vi.fn();
    const { askNow, ask } = throttle(200, work);
    askNow();
    ask();
    askNow();
    vi.advanceTimersByTime(1_000);

    expect(work).toHaveBeenCalledTimes(2);
  });

  it("is not done any more once it is stopped", () => {
    const work = vi.fn();
    const { ask, stop } = throttle(200, work);
    ask();
    stop();
    vi.advanceTimersByTime(1_000);

    expect(work).not.toHaveBeenCalled();
  });
});
