import { describe, expect, it } from "vitest";
import { PersonLimits } from "./person-limits";
import { TooManyRequests } from "./too-many-requests";

describe("requests of a person", () => {
  it("are refused beyond the limit, with the rule and the time to wait", () => {
    const { limits } = limited({ requestsPerMinute: 30 });
    for (let taken = 0; taken < 30; taken += 1) limits.countRequest("ann");

    expect(() => limits.countRequest("ann")).toThrow(
      new TooManyRequests("This server takes 30 requests a minute from one person; one that reads anew counts as 10.", 2),
    );
  });

  it("are accepted again after that time", () => {
    const { limits, clock } = limited({ requestsPerMinute: 30 });
    for (let taken = 0; taken < 30; taken += 1) limits.countRequest("ann");
    clock.now = 2_000;

    limits.countRequest("ann");
    expect(() => limits.countRequest("ann")).toThrow("Try again in 2 seconds.");
  });

  it("do not count for another person", () => {
    const { limits } = limited({ requestsPerMinute: 10 });
    for (let taken = 0; taken < 10; taken += 1) limits.countRequest("ann");

    expect(() => limits.countRequest("bob")).not.toThrow();
  });

  it("count ten times for a refresh", () => {
    const { limits } = limited({ requestsPerMinute: 20 });
    for (let taken = 0; taken < 2; taken += 1) {
      limits.countRequest("ann");
      limits.countRefresh("ann");
    }

    expect(() => limits.countRequest("ann")).toThrow(TooManyRequests);
  });
});

describe("readings of a person", () => {
  it("are refused beyond the limit until one has ended", () => {
    const { limits } = limited({ readsAtOnce: 2 });
    const [end] = [limits.beginRead("ann"), limits.beginRead("ann")];

    expect(() => limits.beginRead("ann")).toThrow("This server reads 2 lists at the same time for one person. Try again in 2 seconds.");
    expect(() => limits.beginRead("bob")).not.toThrow();
    end();
    // Ending it twice frees no second place.
    end();
    limits.beginRead("ann");
    expect(() => limits.beginRead("ann")).toThrow(TooManyRequests);
  });

  it("are not forgotten while they run, however many others come", () => {
    const { limits } = limited({ readsAtOnce: 1 });
    limits.beginRead("ann");
    for (let other = 0; other < 100; other += 1) limits.countRequest(`other ${other}`);

    expect(() => limits.beginRead("ann")).toThrow(TooManyRequests);
  });
});

function limited(changed: { requestsPerMinute?: number; readsAtOnce?: number }) {
  const clock = { now: 0 };
  const limits = new PersonLimits(
    () => ({ requestsPerMinute: 600, readsAtOnce: 64, ...changed }),
    () => clock.now,
    10,
  );
  return { limits, clock };
}
