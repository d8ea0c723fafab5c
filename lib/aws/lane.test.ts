import { setMaxListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TokenBuckets } from "@/lib/aws-emulator/token-bucket";
import { Lane } from "./lane";

// Fake timers do not reach the promises of node:timers: these stand on the global timer, which they do reach.
vi.mock("node:timers/promises", () => ({
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
}));

const LIMIT = { burst: 100, perSecond: 20 };
const LATENCY_MS = 40;
const stay = new AbortController().signal;
setMaxListeners(0, stay);

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0.999);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("a lane that AWS does not throttle", () => {
  it("lets any number of calls go at once, beyond the documented rate", async () => {
    const aws = endpoint(() => true);
    const lane = new Lane(LIMIT);
    const startedAt = performance.now();

    const results = await ending(Promise.all(times(500, () => lane.run(aws.call, stay))));

    expect(results).toHaveLength(500);
    expect(aws.most).toBe(500);
    expect(performance.now() - startedAt).toBe(LATENCY_MS);
  });

  it("gives what the call gives, and passes other errors through without trying again", async () => {
    const lane = new Lane(LIMIT);
    const refused = vi.fn(async () => {
      throw Object.assign(new Error("no"), { name: "UnauthorizedOperation", $metadata: {} });
    });

    expect(await lane.run(async () => "rows", stay)).toBe("rows");
    await expect(lane.run(refused, stay)).rejects.toThrow("no");
    expect(refused).toHaveBeenCalledTimes(1);
  });
});

describe("a lane that AWS throttles at the documented rate", () => {
  it.each([0, 0.5, 0.999])("loses no call, hardly throttles any, and takes no longer than it must (jitter %d)", async (jitter) => {
    vi.spyOn(Math, "random").mockReturnValue(jitter);
    const bucket = bucketOf(100, 20);
    const aws = endpoint(bucket);
    const lane = new Lane(LIMIT);
    const startedAt = performance.now();

    await sixCallers(200, () => lane.run(aws.call, stay));

    expect(aws.answered).toBe(200);
    expect(aws.throttled).toBeGreaterThan(0);
    expect(aws.throttled).toBeLessThan(0.05 * 200);
    expect((performance.now() - startedAt) / 1000).toBeLessThanOrEqual((1.25 * (200 - 100)) / 20);
  });

  it("lets a burst go again after it was quiet, of what the bucket holds then", async () => {
    const aws = endpoint(bucketOf(100, 20));
    const lane = new Lane(LIMIT);
    await ending(Promise.all(times(110, () => lane.run(aws.call, stay))));
    await vi.advanceTimersByTimeAsync(20_000);
    aws.forget();
    const startedAt = performance.now();

    await ending(Promise.all(times(95, () => lane.run(aws.call, stay))));

    expect(performance.now() - startedAt).toBe(LATENCY_MS);
    expect(aws.throttled).toBe(0);
  });
});

describe("throttling", () => {
  it("is followed by one call alone, and by the others once it has gone through", async () => {
    let open = false;
    const aws = endpoint(() => open);
    const lane = new Lane(LIMIT);
    const all = Promise.all(times(10, () => lane.run(aws.call, stay)));
    await vi.advanceTimersByTimeAsync(LATENCY_MS);
    expect(aws.throttled).toBe(10);
    aws.forget();

    await vi.advanceTimersByTimeAsync(500);
    expect(aws.most).toBe(1);
    open = true;
    await ending(all);

    expect(aws.answered).toBe(10);
  });

  it("of calls that were under way together counts as one event", async () => {
    let open = false;
    const aws = endpoint(() => open);
    const lane = new Lane(LIMIT);
    // More than the strikes after which a lane is given up.
    const all = Promise.all(times(50, () => lane.run(aws.call, stay)));
    await vi.advanceTimersByTimeAsync(LATENCY_MS);
    open = true;
    // The pause after one event is 0.2 seconds at most. After two it might be 0.4.
    await vi.advanceTimersByTimeAsync(200 + LATENCY_MS);
    expect(aws.answered).toBe(1);

    await ending(all);
    expect(aws.answered).toBe(50);
    expect(aws.throttled).toBe(50);
  });

  it("is followed by longer and longer pauses, up to five seconds", async () => {
    const aws = endpoint(() => false);
    const sent: number[] = [];
    const lane = new Lane(LIMIT);
    const call = () => {
      sent.push(performance.now());
      return aws.call();
    };
    const ended = expect(lane.run(call, stay)).rejects.toThrow("slow down");
    await vi.advanceTimersByTimeAsync(60_000);
    await ended;

    const pauses = sent.slice(1).map((at, index) => Math.round((at - (sent[index] ?? 0) - LATENCY_MS) / 100) * 100);
    expect(pauses).toEqual([200, 400, 800, 1_600, 3_200, 5_000]);
  });

  it("while the lane is paced slows it down, and success brings the pace back", async () => {
    const lane = new Lane(LIMIT);
    // Others spend half of what the account may ask for.
    const shared = endpoint(bucketOf(1, 10));
    await sixCallers(60, () => lane.run(shared.call, stay));
    shared.forget();
    const sharedAt = performance.now();
    await sixCallers(60, () => lane.run(shared.call, stay));

    expect(shared.throttled).toBeLessThan(15);
    expect(perSecond(60, sharedAt)).toBeLessThan(10.5);
    expect(perSecond(60, sharedAt)).toBeGreaterThan(3);

    const alone = endpoint(() => true);
    await sixCallers(400, () => lane.run(alone.call, stay));
    const aloneAt = performance.now();
    await sixCallers(200, () => lane.run(alone.call, stay));

    expect(perSecond(200, aloneAt)).toBeGreaterThan(19);
    expect(perSecond(200, aloneAt)).toBeLessThanOrEqual(20);
  });
});

describe("throttling that does not end", () => {
  it("is thrown to all that waited, at most 11.2 seconds and seven tries after it began", async () => {
    const aws = endpoint(() => false);
    const lane = new Lane(LIMIT);
    const startedAt = performance.now();
    const endings = times(8, () => lane.run(aws.call, stay).catch((error: Error) => ({ at: performance.now(), error: error.message })));
    await vi.advanceTimersByTimeAsync(60_000);

    const ended = await Promise.all(endings);
    expect(ended.map(({ error }) => error)).toEqual(Array(8).fill("slow down"));
    for (const { at } of ended) expect(at - startedAt).toBeLessThanOrEqual(11_200 + 8 * LATENCY_MS);
    expect(aws.throttled).toBe(8 + 6);
  });

  it("does not keep newcomers from trying", async () => {
    let open = false;
    const aws = endpoint(() => open);
    const lane = new Lane(LIMIT);
    const given = expect(lane.run(aws.call, stay)).rejects.toThrow("slow down");
    await vi.advanceTimersByTimeAsync(60_000);
    await given;
    open = true;

    expect(await ending(lane.run(aws.call, stay))).toBe("rows");
  });
});

describe("leaving a lane", () => {
  it("while waiting is at once, and sends nothing", async () => {
    const lane = new Lane(LIMIT);
    const leaving = new AbortController();
    const call = endpoint(() => false);
    const left = expect(lane.run(call.call, leaving.signal)).rejects.toThrow("left");
    await vi.advanceTimersByTimeAsync(LATENCY_MS + 1);
    const leftAt = performance.now();

    leaving.abort(new Error("left"));

    await left;
    expect(performance.now()).toBe(leftAt);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(call.throttled).toBe(1);
  });

  it("before it was entered sends nothing", async () => {
    const call = vi.fn();

    await expect(new Lane(LIMIT).run(call, AbortSignal.abort(new Error("gone")))).rejects.toThrow("gone");
    expect(call).not.toHaveBeenCalled();
  });

  it("as the one that goes alone lets another go alone", async () => {
    let open = false;
    const aws = endpoint(() => open);
    const lane = new Lane(LIMIT);
    const leaving = new AbortController();
    const first = lane.run(() => aws.abortable(leaving.signal), leaving.signal).catch((error: Error) => error.message);
    const second = lane.run(aws.call, stay);
    await vi.advanceTimersByTimeAsync(200 + LATENCY_MS + 1);
    open = true;
    leaving.abort(new Error("left"));

    expect(await ending(second)).toBe("rows");
    expect(await first).toBe("left");
  });
});

/** An answer after a while: rows where `allows` says so, throttling elsewhere. */
function endpoint(allows: () => boolean) {
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

function bucketOf(capacity: number, refillPerSecond: number): () => boolean {
  const buckets = new TokenBuckets();
  return () => buckets.take("", { capacity, refillPerSecond }, performance.now());
}

/** Lets time go on until something has ended. */
async function ending<T>(result: Promise<T>): Promise<T> {
  let ended = false;
  const end = (): void => {
    ended = true;
  };
  result.then(end, end);
  await vi.advanceTimersByTimeAsync(0);
  while (!ended) await vi.advanceTimersToNextTimerAsync();
  return result;
}

/** So many calls, six of them under way at a time. */
function sixCallers(calls: number, send: () => Promise<unknown>): Promise<unknown> {
  let left = calls;
  const caller = async () => {
    for (; left > 0; await send()) left -= 1;
  };
  return ending(Promise.all(times(6, caller)));
}

const perSecond = (calls: number, since: number): number => (calls * 1000) / (performance.now() - since);

const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
