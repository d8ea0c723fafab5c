import { describe, expect, it } from "vitest";
import { expiryBars } from "./expiry-bars";

const NOW = Date.parse("2026-11-21T12:00:00.000Z");
const DAY = 86_400_000;

describe("a report", () => {
  it.each([
    ["that expired a moment ago is expired", -1, "Expired"],
    ["that expires now is within a day", 0, "Within a day"],
    ["that expires in just under a day is within a day", DAY - 1, "Within a day"],
    ["that expires in a day is in 1 to 3 days", DAY, "1 to 3 days"],
    ["that expires in 3 days is in 3 to 7 days", 3 * DAY, "3 to 7 days"],
    ["that expires in a week is in 1 to 2 weeks", 7 * DAY, "1 to 2 weeks"],
    ["that expires in 2 weeks is in 2 to 4 weeks", 14 * DAY, "2 to 4 weeks"],
    ["that expires in 4 weeks is later", 28 * DAY, "Later"],
  ])("%s", (_, milliseconds, label) => {
    const { bars } = expiryBars([report(milliseconds)], NOW);

    expect(bars).toEqual([{ key: label, label, parts: { available: 1 }, total: 1 }]);
  });
});

describe("expiry bars", () => {
  it("run from soon to late, split by state, without empty ones", () => {
    const { bars, splits, other } = expiryBars([report(60 * DAY), report(0, "pending"), report(1), report(2), report(3, null)], NOW);

    expect(bars.map(({ label, parts, total }) => [label, parts, total])).toEqual([
      ["Within a day", { pending: 1, available: 2, "no state": 1 }, 4],
      ["Later", { available: 1 }, 1],
    ]);
    expect(splits[0]).toBe("available");
    expect(other).toBeNull();
  });

  it.each([
    ["without an expiry", null],
    ["with an expiry that is no time", "soon"],
  ])("hold no report %s, but count it as unknown", (_, expirationTime) => {
    const { bars, unknown } = expiryBars([{ state: "available", expirationTime }, report(0)], NOW);

    expect(bars.map(({ total }) => total)).toEqual([1]);
    expect(unknown).toBe(1);
  });
});

function report(milliseconds: number, state: string | null = "available") {
  return { state, expirationTime: new Date(NOW + milliseconds).toISOString() };
}
