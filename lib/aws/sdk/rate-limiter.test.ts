import { describe, expect, it, vi } from "vitest";
import { TokenBuckets } from "@/lib/dev/aws-emulator/token-bucket";
import { RateLimiter } from "./rate-limiter";
import { ending, endpoint, LATENCY_MS, LIMIT, stay, times, withOwnTime } from "./rate-limiter.test-support";

vi.mock("node:timers/promises", async () => (await import("./rate-limiter.test-support")).timersPromises);
withOwnTime();

describe("a rate limiter that AWS does not throttle", () => {
  it("lets any number of calls go at once, beyond the documented rate", async () => {
    const aws = endpoint(() => true);
    const limiter = new RateLimiter(LIMIT);
    const startedAt = performance.now();

    const results = await ending(Promise.all(times(500, () => limiter.run(aws.call, stay))));

    expect(results).toHaveLength(500);
    expect(aws.most).toBe(500);
    expect(performance.now() - startedAt).toBe(LATENCY_MS);
  });

  it("gives what the call gives, and passes other errors through without trying again", async () => {
    const limiter = new RateLimiter(LIMIT);
    const refused = vi.fn(async () => {
      throw Object.assign(new Error("no"), { name: "UnauthorizedOperation", $metadata: {} });
    });

    expect(await limiter.run(async () => "rows", stay)).toBe("rows");
    await expect(limiter.run(refused, stay)).rejects.toThrow("no");
    expect(refused).toHaveBeenCalledTimes(1);
  });
});

describe("a rate limiter that AWS throttles at the documented rate", () => {
  it.each([0, 0.5, 0.999])("loses no call, hardly throttles any, and takes no longer than it must (jitter %d)", async (jitter) => {
    vi.spyOn(Math, "random").mockReturnValue(jitter);
    const bucket = bucketOf(100, 20);
    const aws = endpoint(bucket);
    const limiter = new RateLimiter(LIMIT);
    const startedAt = performance.now();

    await sixCallers(200, () => limiter.run(aws.call, stay));

    expect(aws.answered).toBe(200);
    expect(aws.throttled).toBeGreaterThan(0);
    expect(aws.throttled).toBeLessThan(0.05 * 200);
    expect((performance.now() - startedAt) / 1000).toBeLessThanOrEqual((1.25 * (200 - 100)) / 20);
  });

  it("lets a burst go again after it was quiet, of what the bucket holds then", async () => {
    const aws = endpoint(bucketOf(100, 20));
    const limiter = new RateLimiter(LIMIT);
    await ending(Promise.all(times(110, () => limiter.run(aws.call, stay))));
    await vi.advanceTimersByTimeAsync(20_000);
    aws.forget();
    const startedAt = performance.now();

    await ending(Promise.all(times(95, () => limiter.run(aws.call, stay))));

    expect(performance.now() - startedAt).toBe(LATENCY_MS);
    expect(aws.throttled).toBe(0);
  });
});

describe("a limiter that is paced from the start", () => {
  it("is never throttled at the documented rate, and takes no longer than it must", async () => {
    const aws = endpoint(bucketOf(50, 5));
    const limiter = new RateLimiter({ burst: 50, perSecond: 5, fromTheStart: true });
    const startedAt = performance.now();

    await sixCallers(200, () => limiter.run(aws.call, stay));

    expect(aws).toMatchObject({ answered: 200, throttled: 0 });
    expect((performance.now() - startedAt) / 1000).toBeLessThanOrEqual((1.05 * (200 - 50)) / 5);
  });

  it("recovers where the bucket was emptied by a process before it", async () => {
    const bucket = bucketOf(50, 5);
    times(50, bucket);
    const aws = endpoint(bucket);
    const limiter = new RateLimiter({ burst: 50, perSecond: 5, fromTheStart: true });

    await sixCallers(100, () => limiter.run(aws.call, stay));

    expect(aws.answered).toBe(100);
    expect(aws.throttled).toBeLessThanOrEqual(10);
  });
});

describe("throttling", () => {
  it("is followed by one call alone, and by the others once it has gone through", async () => {
    let open = false;
    const aws = endpoint(() => open);
    const limiter = new RateLimiter(LIMIT);
    const all = Promise.all(times(10, () => limiter.run(aws.call, stay)));
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
    const limiter = new RateLimiter(LIMIT);
    // More than the strikes after which a limiter is given up.
    const all = Promise.all(times(50, () => limiter.run(aws.call, stay)));
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
    const limiter = new RateLimiter(LIMIT);
    const call = () => {
      sent.push(performance.now());
      return aws.call();
    };
    const ended = expect(limiter.run(call, stay)).rejects.toThrow("slow down");
    await vi.advanceTimersByTimeAsync(60_000);
    await ended;

    const pauses = sent.slice(1).map((at, index) => Math.round((at - (sent[index] ?? 0) - LATENCY_MS) / 100) * 100);
    expect(pauses).toEqual([200, 400, 800, 1_600, 3_200, 5_000]);
  });

  it("while the limiter is paced slows it down, and success brings the pace back", async () => {
    const limiter = new RateLimiter(LIMIT);
    // Others spend half of what the account may ask for.
    const shared = endpoint(bucketOf(1, 10));
    await sixCallers(60, () => limiter.run(shared.call, stay));
    shared.forget();
    const sharedAt = performance.now();
    await sixCallers(60, () => limiter.run(shared.call, stay));

    expect(shared.throttled).toBeLessThan(15);
    expect(perSecond(60, sharedAt)).toBeLessThan(10.5);
    expect(perSecond(60, sharedAt)).toBeGreaterThan(3);

    const alone = endpoint(() => true);
    await sixCallers(400, () => limiter.run(alone.call, stay));
    const aloneAt = performance.now();
    await sixCallers(200, () => limiter.run(alone.call, stay));

    expect(perSecond(200, aloneAt)).toBeGreaterThan(19);
    expect(perSecond(200, aloneAt)).toBeLessThanOrEqual(20);
  });
});

function bucketOf(capacity: number, refillPerSecond: number): () => boolean {
  const buckets = new TokenBuckets();
  return () => buckets.take("", { capacity, refillPerSecond }, performance.now());
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
