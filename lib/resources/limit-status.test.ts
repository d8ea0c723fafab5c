import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { licenseConfigurations, licensesOver, licenseUse, limitStatus } from "./license-configurations";
import { bareConfiguration } from "./test-support";

describe("a license configuration", () => {
  it.each([
    ["without a limit has no percentage and is never over", 500, null, { limitStatus: "no limit", use: null, over: null }],
    ["without a limit or a count has no limit", null, null, { limitStatus: "no limit", use: null, over: null }],
    ["without a count is unknown, not within", null, 10, { limitStatus: "unknown", use: null, over: null }],
    ["that consumes nothing is within, at a real zero", 0, 10, { limitStatus: "within", use: 0, over: 0 }],
    ["below nine tenths is within", 89, 100, { limitStatus: "within", use: 89, over: 0 }],
    ["from nine tenths is near its limit", 90, 100, { limitStatus: "near limit", use: 90, over: 0 }],
    ["that consumes all is at its limit", 100, 100, { limitStatus: "at limit", use: 100, over: 0 }],
    ["that consumes more is over", 212, 200, { limitStatus: "over", use: 106, over: 12 }],
    ["with a limit of zero that consumes nothing is at its limit", 0, 0, { limitStatus: "at limit", use: null, over: 0 }],
    ["with a limit of zero that consumes anything is over, without a percentage", 3, 0, { limitStatus: "over", use: null, over: 3 }],
  ])("%s", (_, consumedLicenses, licenseCount, expected) => {
    const row = bareConfiguration({ consumedLicenses, licenseCount });

    expect({ limitStatus: limitStatus(row), use: licenseUse(row), over: licensesOver(row) }).toEqual(expected);
  });

  it("is near its limit from nine tenths on, whatever the limit", () => {
    const limit = fc.integer({ min: 2, max: 1_000_000 });

    fc.assert(
      fc.property(limit, (licenseCount) => {
        const nineTenths = Math.ceil((licenseCount * 9) / 10);
        const status = (consumedLicenses: number) => limitStatus(bareConfiguration({ consumedLicenses, licenseCount }));

        expect(status(nineTenths)).toBe(nineTenths === licenseCount ? "at limit" : "near limit");
        expect(status(nineTenths - 1)).toBe("within");
      }),
    );
  });

  it("is over exactly where licenses are over", () => {
    fc.assert(
      fc.property(fc.nat({ max: 50 }), fc.nat({ max: 50 }), (consumedLicenses, licenseCount) => {
        const row = bareConfiguration({ consumedLicenses, licenseCount });

        expect(limitStatus(row) === "over").toBe((licensesOver(row) ?? 0) > 0);
      }),
    );
  });

  it.each([
    ["hard", 10, true, "hard"],
    ["soft", 10, false, "soft"],
    ["unknown where AWS did not say", 10, null, null],
    ["none where no limit is set, even if it would be hard", null, true, null],
  ])("has a limit kind: %s", (_, licenseCount, licenseCountHardLimit, kind) => {
    const { limitKind } = licenseConfigurations.columns;

    expect(limitKind.value(bareConfiguration({ licenseCount, licenseCountHardLimit }))).toBe(kind);
  });
});
