import { describe, expect, it } from "vitest";
import { advance, finish, finishInSlices, pauses, type Sliced } from "./slices";

describe("a computation in slices", () => {
  it("has its result in one go where nobody waits", () => {
    expect(finish(counting(5))).toBe(5);
  });

  it("stops after its time, and goes on from there", () => {
    const sliced = counting(1_000, 1);
    const first = advance(sliced, 5);

    expect(first.done).toBe(false);
    expect(finish(sliced)).toBe(1_000);
  });

  it("is done at once where there is time enough", () => {
    expect(advance(counting(3), 1_000)).toEqual({ done: true, value: 3 });
  });

  it("lets timers run in between", async () => {
    let ticks = 0;
    const ticking = setInterval(() => {
      ticks += 1;
    }, 1);
    const result = await finishInSlices(counting(100, 1));
    clearInterval(ticking);

    expect(result).toBe(100);
    expect(ticks).toBeGreaterThan(2);
  });

  it("ends where it is left", async () => {
    const leaving = new AbortController();
    const running = finishInSlices(counting(1_000, 1), leaving.signal);
    leaving.abort(new Error("left"));

    await expect(running).rejects.toThrow("left");
  });
});

describe("a pause", () => {
  it("is made only when work has taken long enough", async () => {
    const pauseWhenDue = pauses();
    let ticked = false;
    setImmediate(() => {
      ticked = true;
    });
    await pauseWhenDue();
    expect(ticked).toBe(false);

    work(15);
    await pauseWhenDue();
    await pauseWhenDue();
    expect(ticked).toBe(true);
  });
});

function* counting(steps: number, milliseconds = 0): Sliced<number> {
  for (let step = 0; step < steps; step += 1) {
    work(milliseconds);
    yield;
  }
  return steps;
}

/** Keeps the thread busy. */
function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}
