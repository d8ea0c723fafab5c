import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TokenBucket } from "./token-bucket";

describe("a bucket", () => {
  it("gives what it holds at once, and then says how long to wait", () => {
    const bucket = new TokenBucket(60, 0);

    expect(bucket.take(60, 0)).toBe(0);
    expect(bucket.take(1, 0)).toBe(1_000);
    expect(bucket.take(10, 500)).toBe(9_500);
  });

  it("lets through whoever waits that long", () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 5_000 }), fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1 }), (perMinute, takes) => {
        const bucket = new TokenBucket(perMinute, 0);
        bucket.take(perMinute, 0);
        let now = 0;
        for (const wanted of takes) {
          now += bucket.take(wanted, now);
          expect(bucket.take(wanted, now)).toBe(0);
        }
      }),
    );
  });

  it("never holds more than a minute's worth", () => {
    const bucket = new TokenBucket(60, 0);

    expect(bucket.take(60, 3_600_000)).toBe(0);
    expect(bucket.take(1, 3_600_000)).toBe(1_000);
  });
});
