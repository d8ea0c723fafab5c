import { afterEach, describe, expect, it, vi } from "vitest";
import { RowPage } from "@/lib/aws/listing/row-page";
import { LoadTimeLimit, SharedReading } from "./shared-reading";

const stay = new AbortController().signal;

afterEach(() => {
  vi.useRealTimers();
});

describe("a load", () => {
  it("gives every page to each follower, whenever it came", async () => {
    const { load, source } = loading();
    const early = rowsOf(load.follow(stay));
    source.give("a");
    source.give("b");
    await source.taken();
    const late = rowsOf(load.follow(stay));
    source.give("c");
    source.end();

    expect(await early).toEqual(["a", "b", "c"]);
    expect(await late).toEqual(["a", "b", "c"]);
    expect(await rowsOf(load.follow(stay))).toEqual(["a", "b", "c"]);
  });

  it("gives pages as they come, and not only at the end", async () => {
    const { load, source } = loading();
    const follower = load.follow(stay);
    source.give("a");

    expect(await rowsIn(await follower.next())).toEqual([{ id: "a" }]);
    source.give("b");
    expect(await rowsIn(await follower.next())).toEqual([{ id: "b" }]);
    source.end();
    expect((await follower.next()).done).toBe(true);
  });

  it("goes on without waiting for a follower that is slow", async () => {
    const { load, source, outcomes } = loading();
    const follower = load.follow(stay);
    const first = follower.next();
    for (let index = 0; index < 30; index += 1) source.give(`${index}`);
    source.end();
    await first;
    await vi.waitFor(() => expect(outcomes).toEqual(["complete"]));

    expect(await rowsOf(follower)).toEqual(Array.from({ length: 29 }, (_, index) => `${index + 1}`));
  });

  it("tells once that it is complete, and is then not running", async () => {
    const { load, source, outcomes } = loading();
    expect(load.isRunning).toBe(true);
    source.give("a");
    source.end();

    await rowsOf(load.follow(stay));

    expect(outcomes).toEqual(["complete"]);
    expect(load.isRunning).toBe(false);
  });

  it("says when it began", () => {
    expect(loading().load.readAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it("gives its error to all followers, after the pages before it, and to those who come later", async () => {
    const { load, source, outcomes } = loading();
    const seen: string[][] = [[], []];
    const follow = async (rows: string[]) => {
      for await (const page of load.follow(stay)) rows.push(...(await idsOf(page)));
    };
    const followers = seen.map((rows) => expect(follow(rows)).rejects.toThrow("broken"));
    source.give("a");
    await source.taken();
    source.fail(new Error("broken"));

    await Promise.all(followers);
    expect(seen).toEqual([["a"], ["a"]]);
    await expect(rowsOf(load.follow(stay))).rejects.toThrow("broken");
    expect(outcomes).toEqual([{ error: expect.objectContaining({ message: "broken" }) }]);
  });
});

describe("leaving a load", () => {
  it("does not stop it while others follow", async () => {
    const { load, source } = loading();
    const leaving = load.follow(stay);
    const staying = rowsOf(load.follow(stay));
    source.give("a");
    await leaving.next();

    await leaving.return(undefined);

    expect(source.signal().aborted).toBe(false);
    source.give("b");
    source.end();
    expect(await staying).toEqual(["a", "b"]);
  });

  it("stops it where the last follower leaves", async () => {
    const { load, source } = loading();
    const followers = [load.follow(stay), load.follow(stay)];
    source.give("a");
    for (const follower of followers) await follower.next();

    for (const follower of followers) await follower.return(undefined);

    expect(source.signal().aborted).toBe(true);
    expect(load.isRunning).toBe(false);
  });

  it("by a signal throws its reason at once, though no page comes", async () => {
    const leaving = new AbortController();
    const { load, source } = loading();
    const left = expect(rowsOf(load.follow(leaving.signal))).rejects.toThrow("left");
    await source.taken();

    leaving.abort(new Error("left"));

    await left;
    expect(source.signal().aborted).toBe(true);
  });

  it("by a signal does not end another follower", async () => {
    const leaving = new AbortController();
    const { load, source } = loading();
    const left = expect(rowsOf(load.follow(leaving.signal))).rejects.toThrow("left");
    const staying = rowsOf(load.follow(stay));
    await source.taken();

    leaving.abort(new Error("left"));
    await left;
    source.give("a");
    source.end();

    expect(await staying).toEqual(["a"]);
  });

  it("after its end changes nothing", async () => {
    const { load, source, outcomes } = loading();
    source.give("a");
    source.end();
    await rowsOf(load.follow(stay));
    const late = load.follow(stay);
    await late.next();
    await late.return(undefined);

    expect(source.signal().aborted).toBe(false);
    expect(outcomes).toEqual(["complete"]);
    expect(await rowsOf(load.follow(stay))).toEqual(["a"]);
  });
});

describe("a load that takes too long", () => {
  it("is stopped, and says how long it may take", async () => {
    vi.useFakeTimers();
    const { load, source, outcomes } = loading(90_000);
    const seen: string[] = [];
    const follow = async () => {
      for await (const page of load.follow(stay)) seen.push(...(await idsOf(page)));
    };
    const stopped = expect(follow()).rejects.toThrow(
      "The reading took longer than 90 seconds and was stopped. LEDGER_LOAD_SECONDS allows more.",
    );
    source.give("a");
    await vi.advanceTimersByTimeAsync(89_999);
    expect(load.isRunning).toBe(true);

    await vi.advanceTimersByTimeAsync(1);

    await stopped;
    expect(seen).toEqual(["a"]);
    expect(outcomes).toEqual([{ error: expect.any(LoadTimeLimit) }]);
    expect(load.isRunning).toBe(false);
  });

  it("is not stopped once it has ended", async () => {
    vi.useFakeTimers();
    const { load, source } = loading(90_000);
    source.end();
    await rowsOf(load.follow(stay));

    expect(vi.getTimerCount()).toBe(0);
  });
});

interface Row {
  id: string;
}

/** A reading that gives what it is told to, and ends by its signal with words of its own, as the SDK does. */
class Source {
  private readonly steps: (() => RowPage<Row> | null)[] = [];
  private wake: () => void = () => undefined;
  private own: AbortSignal | null = null;

  give = (id: string): void => this.add(() => new RowPage([{ id }]));
  end = (): void => this.add(() => null);
  fail = (error: Error): void =>
    this.add(() => {
      throw error;
    });

  signal(): AbortSignal {
    if (this.own === null) throw new Error("Nothing was read.");
    return this.own;
  }

  /** All that was given so far has been taken. */
  taken = (): Promise<void> => vi.waitFor(() => expect(this.steps).toEqual([]), { interval: 1 });

  read = async function* (this: Source, signal: AbortSignal): AsyncGenerator<RowPage<Row>> {
    this.own = signal;
    for (;;) {
      if (signal.aborted) throw new Error("Request aborted");
      const step = this.steps.shift();
      if (step === undefined) {
        await new Promise<void>((resolve, reject) => {
          this.wake = resolve;
          signal.addEventListener("abort", () => reject(new Error("Request aborted")));
        });
        continue;
      }
      const page = step();
      if (page === null) return;
      yield page;
    }
  };

  private add(step: () => RowPage<Row> | null): void {
    this.steps.push(step);
    this.wake();
  }
}

function loading(milliseconds = 60_000) {
  const source = new Source();
  const outcomes: unknown[] = [];
  const load = new SharedReading<Row>(
    (signal) => source.read(signal),
    { milliseconds },
    (outcome) => void outcomes.push(outcome),
  );
  return { load, source, outcomes };
}

const idsOf = async (page: RowPage<Row>): Promise<string[]> => (await page.rows()).map(({ id }) => id);

async function rowsOf(pages: AsyncIterable<RowPage<Row>>): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of pages) ids.push(...(await idsOf(page)));
  return ids;
}

async function rowsIn<Row>(step: IteratorResult<RowPage<Row>, unknown>): Promise<readonly Row[]> {
  return step.done ? [] : step.value.rows();
}
