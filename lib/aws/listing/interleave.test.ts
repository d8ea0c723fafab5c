import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { collect } from "@/lib/server/http/test-support";
import { interleave } from "./interleave";

type Source = (signal: AbortSignal) => AsyncGenerator<string>;

const never = new AbortController().signal;
const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);

beforeEach(() => {
  unhandled.splice(0);
  process.on("unhandledRejection", note);
});
afterEach(async () => {
  await turns();
  process.off("unhandledRejection", note);
});

describe("interleaving", () => {
  it("gives everything of every source, each source in its own order", async () => {
    const sources = ["a", "b", "c"].map((name) => counting(name, 20));

    const all = await collect(interleave(sources, 2, never));

    expect(all).toHaveLength(60);
    for (const name of ["a", "b", "c"]) {
      expect(all.filter((item) => item.startsWith(name))).toEqual(Array.from({ length: 20 }, (_, index) => `${name}${index}`));
    }
  });

  it("ends at once where there is nothing", async () => {
    expect(await collect(interleave([], 3, never))).toEqual([]);
    expect(await collect(interleave([counting("a", 0)], 3, never))).toEqual([]);
  });

  it("does not wait for a slow source to give what a quick one has", async () => {
    const quick = counting("quick", 3);

    expect(await collect(takeFrom(interleave([waiting([]), quick], 2, never), 3))).toEqual(["quick0", "quick1", "quick2"]);
  });

  it.each([1, 2, 5])("has %d sources under way at most, and as many as there may be", async (atOnce) => {
    let running = 0;
    let most = 0;
    const source: Source = async function* () {
      running += 1;
      most = Math.max(most, running);
      for (let step = 0; step < 3; step += 1) {
        await turns();
        yield "x";
      }
      running -= 1;
    };

    const all = await collect(interleave(Array<Source>(8).fill(source), atOnce, never));

    expect(all).toHaveLength(24);
    expect(most).toBe(atOnce);
  });

  it("does not begin a source before there is a place for it", async () => {
    const begun: string[] = [];
    function* sources(): Generator<Source> {
      for (const name of ["a", "b", "c"]) {
        begun.push(name);
        yield counting(name, 1);
      }
    }
    const items = interleave(sources(), 1, never);

    await items.next();
    expect(begun).toEqual(["a"]);
    await items.next();
    expect(begun).toEqual(["a", "b"]);
    await items.return(undefined);
  });

  it("is one step ahead of whoever takes, and no more", async () => {
    let made = 0;
    const endless: Source = async function* () {
      for (;;) yield `${++made}`;
    };
    const items = interleave([endless], 1, never);

    for (let taken = 1; taken <= 3; taken += 1) {
      await items.next();
      await turns();
      expect(made).toBe(taken + 1);
    }
    await items.return(undefined);
  });
});

describe("the first error", () => {
  it("is thrown, after what came before it, and ends the others through their signal", async () => {
    const signals: AbortSignal[] = [];
    const failing: Source = async function* () {
      yield "before";
      throw new Error("first");
    };
    const seen: string[] = [];
    const reading = async () => {
      for await (const item of interleave([waiting(signals), failing, waiting(signals)], 3, never)) seen.push(item);
    };

    await expect(reading()).rejects.toThrow("first");
    expect(seen).toEqual(["before"]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  it("begins no further source", async () => {
    let begun = 0;
    const failing: Source = () => {
      begun += 1;
      throw new Error("at once");
    };

    await expect(collect(interleave([failing, failing, failing], 1, never))).rejects.toThrow("at once");
    expect(begun).toBe(1);
  });

  it("is not lost, and not left unhandled, while whoever takes is slow", async () => {
    const failing: Source = async function* () {
      yield "before";
      throw new Error("while nobody looked");
    };
    const items = interleave([failing, failing], 2, never);
    await items.next();
    await turns();
    await turns();

    await expect(collect(items)).rejects.toThrow("while nobody looked");
    expect(unhandled).toEqual([]);
  });

  it("leaves no second error unhandled", async () => {
    const failing: Source = async function* () {
      await turns();
      yield await Promise.reject(new Error("each"));
    };

    await expect(collect(interleave([failing, failing, failing], 3, never))).rejects.toThrow("each");
    await turns();
    expect(unhandled).toEqual([]);
  });
});

describe("leaving", () => {
  it("ends all sources through their signal", async () => {
    const signals: AbortSignal[] = [];
    const items = interleave([counting("a", 9), waiting(signals), waiting(signals)], 3, never);
    await items.next();

    await items.return(undefined);
    await turns();

    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    expect(unhandled).toEqual([]);
  });

  it("lets a source that can be stopped clean up", async () => {
    let cleaned = false;
    const source: Source = async function* () {
      try {
        for (;;) yield "x";
      } finally {
        cleaned = true;
      }
    };
    const items = interleave([source], 1, never);
    await items.next();
    await items.return(undefined);
    await turns();

    expect(cleaned).toBe(true);
  });

  it("by the signal throws what it was aborted with", async () => {
    const leaving = new AbortController();
    const signals: AbortSignal[] = [];
    const reading = collect(interleave([waiting(signals), waiting(signals)], 2, leaving.signal));
    const end = expect(reading).rejects.toThrow("left");
    await turns();

    leaving.abort(new Error("left"));

    await end;
    await turns();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    expect(unhandled).toEqual([]);
  });

  it("before the start hands every source a signal that is aborted", async () => {
    const signals: AbortSignal[] = [];

    await expect(collect(interleave([waiting(signals)], 1, AbortSignal.abort(new Error("gone"))))).rejects.toThrow("gone");
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });
});

function counting(name: string, length: number): Source {
  return async function* () {
    for (let index = 0; index < length; index += 1) yield `${name}${index}`;
  };
}

/** Gives nothing, and ends only through its signal. */
function waiting(signals: AbortSignal[]): Source {
  return async function* (signal) {
    signals.push(signal);
    signal.throwIfAborted();
    await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  };
}

async function* takeFrom<T>(items: AsyncGenerator<T>, count: number): AsyncGenerator<T> {
  let taken = 0;
  for await (const item of items) {
    yield item;
    taken += 1;
    if (taken === count) return;
  }
}

/** Lets everything run that does not wait for something outside. */
function turns(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
