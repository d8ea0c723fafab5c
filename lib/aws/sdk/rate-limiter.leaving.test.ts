import { describe, expect, it, vi } from "vitest";
import { RateLimiter } from "./rate-limiter";
import { ending, endpoint, LATENCY_MS, LIMIT, stay, times, withOwnTime } from "./rate-limiter.test-support";

vi.mock("node:timers/promises", async () => (await import("./rate-limiter.test-support")).timersPromises);
withOwnTime();

describe("throttling that does not end", () => {
  it("is thrown to all that waited, at most 11.2 seconds and seven tries after it began", async () => {
    const aws = endpoint(() => false);
    const limiter = new RateLimiter(LIMIT);
    const startedAt = performance.now();
    const endings = times(8, () =>
      limiter
        .run(aws.call, stay)
        .then(String, (error: Error) => error.message)
        .then((outcome) => ({ at: performance.now(), outcome })),
    );
    await vi.advanceTimersByTimeAsync(60_000);

    const ended = await Promise.all(endings);
    expect(ended.map(({ outcome }) => outcome)).toEqual(Array(8).fill("slow down"));
    for (const { at } of ended) expect(at - startedAt).toBeLessThanOrEqual(11_200 + 8 * LATENCY_MS);
    expect(aws.throttled).toBe(8 + 6);
  });

  it("does not keep newcomers from trying", async () => {
    let open = false;
    const aws = endpoint(() => open);
    const limiter = new RateLimiter(LIMIT);
    const given = expect(limiter.run(aws.call, stay)).rejects.toThrow("slow down");
    await vi.advanceTimersByTimeAsync(60_000);
    await given;
    open = true;

    expect(await ending(limiter.run(aws.call, stay))).toBe("rows");
  });
});

describe("leaving a rate limiter", () => {
  it("while waiting is at once, and sends nothing", async () => {
    const limiter = new RateLimiter(LIMIT);
    const leaving = new AbortController();
    const call = endpoint(() => false);
    const left = expect(limiter.run(call.call, leaving.signal)).rejects.toThrow("left");
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

    await expect(new RateLimiter(LIMIT).run(call, AbortSignal.abort(new Error("gone")))).rejects.toThrow("gone");
    expect(call).not.toHaveBeenCalled();
  });

  it("as the one that goes alone lets another go alone", async () => {
    let open = false;
    const aws = endpoint(() => open);
    const limiter = new RateLimiter(LIMIT);
    const leaving = new AbortController();
    const first = limiter.run(() => aws.abortable(leaving.signal), leaving.signal).catch((error: Error) => error.message);
    const second = limiter.run(aws.call, stay);
    await vi.advanceTimersByTimeAsync(200 + LATENCY_MS + 1);
    open = true;
    leaving.abort(new Error("left"));

    expect(await ending(second)).toBe("rows");
    expect(await first).toBe("left");
  });
});
