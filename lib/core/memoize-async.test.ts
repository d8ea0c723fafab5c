import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { memoizeAsync } from "./memoize-async";

const TIMES = { answerMs: 60_000, failureMs: 1_000 };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a memoised question", () => {
  it("is asked by the first who wants the answer, and not before", async () => {
    const { ask, asked } = answering("a");
    expect(asked()).toBe(0);

    expect(await ask()).toBe("a");
    expect(asked()).toBe(1);
  });

  it("has the same answer until its time is over, and then a new one", async () => {
    const { ask, asked } = answering("a", "b");
    await ask();

    vi.advanceTimersByTime(TIMES.answerMs - 1);
    expect(await ask()).toBe("a");
    vi.advanceTimersByTime(1);
    expect(await ask()).toBe("b");
    expect(asked()).toBe(2);
  });

  it("is shared by those who ask meanwhile, however long the answer takes", async () => {
    let answer: (value: string) => void = () => undefined;
    let asked = 0;
    const ask = memoizeAsync(() => {
      asked += 1;
      return new Promise<string>((resolve) => {
        answer = resolve;
      });
    }, TIMES);
    const first = ask();
    vi.advanceTimersByTime(TIMES.answerMs * 2);
    const second = ask();
    answer("late");

    expect(await Promise.all([first, second])).toEqual(["late", "late"]);
    expect(await ask()).toBe("late");
    expect(asked).toBe(1);
  });

  it("has its time from the answer on, not from the question", async () => {
    const ask = memoizeAsync(async () => {
      vi.setSystemTime(Date.now() + 50_000);
      return Date.now();
    }, TIMES);
    const first = await ask();

    vi.setSystemTime(first + TIMES.answerMs - 1);
    expect(await ask()).toBe(first);
  });

  it("keeps a failure for its own shorter time", async () => {
    const { ask, asked } = answering(new Error("down"), "up");
    await expect(ask()).rejects.toThrow("down");

    vi.advanceTimersByTime(TIMES.failureMs - 1);
    await expect(ask()).rejects.toThrow("down");
    expect(asked()).toBe(1);
    vi.advanceTimersByTime(1);
    expect(await ask()).toBe("up");
  });
});

function answering(...answers: (string | Error)[]) {
  let asked = 0;
  const ask = memoizeAsync(async () => {
    const answer = answers[asked];
    asked += 1;
    if (answer instanceof Error) throw answer;
    return answer;
  }, TIMES);
  return { ask, asked: () => asked };
}
