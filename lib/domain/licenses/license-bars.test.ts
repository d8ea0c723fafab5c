import { describe, expect, it } from "vitest";
import type { Scoped } from "@/lib/core/scope";
import type { LicenseConfiguration } from "@/lib/resources/license-configurations";
import { bareConfiguration } from "@/lib/resources/test-support";
import { consumedText, licenseBars } from "./license-bars";

describe("what is consumed, in words", () => {
  it.each<[Partial<LicenseConfiguration>, string]>([
    [{ consumedLicenses: 212, licenseCount: 200, licenseCountingType: "Core" }, "212 of 200 cores"],
    [{ consumedLicenses: 24, licenseCount: null, licenseCountingType: "Socket" }, "24 sockets, no limit"],
    [{ consumedLicenses: 0, licenseCount: 1_000, licenseCountingType: "vCPU" }, "0 of 1,000 vCPUs"],
    [{ consumedLicenses: null, licenseCount: 5, licenseCountingType: "Instance" }, "unknown of 5 instances"],
    [{ consumedLicenses: 1, licenseCount: 2, licenseCountingType: "Seat" }, "1 of 2 Seat"],
    [{ consumedLicenses: 1, licenseCount: 2, licenseCountingType: null }, "1 of 2 licenses"],
  ])("of %j is “%s”", (members, text) => expect(consumedText(configuration("a", members))).toBe(text));
});

describe("license bars", () => {
  it("are as long as the percentage of the limit, in the colour of the limit status, the fullest first", () => {
    const { bars, other, unknown } = licenseBars([of(50, 200), of(95, 100), of(100, 100), of(110, 100)], 8);

    expect(bars.map(({ parts, total }) => [parts, total])).toEqual([
      [{ over: 110 }, 110],
      [{ "at or near limit": 100 }, 100],
      [{ "at or near limit": 95 }, 95],
      [{ within: 25 }, 25],
    ]);
    expect([other, unknown]).toEqual([null, 0]);
  });

  it("are cut where one would flatten all others", () => {
    expect(licenseBars([of(10_000, 1)], 8).bars.map(({ total }) => total)).toEqual([150]);
  });

  it.each([
    ["without a limit", of(24, null)],
    ["of which AWS did not say how many are consumed", of(null, 10)],
    ["that consumes nothing", of(0, 10)],
    ["that consumes nothing of nothing", of(0, 0)],
  ])("have no length for a configuration %s", (_, row) => {
    expect(licenseBars([row], 8).bars.map(({ parts, total }) => [parts, total])).toEqual([[{}, 0]]);
  });

  it("are full for a configuration over a limit of zero", () => {
    expect(licenseBars([of(9, 10), of(1, 0)], 1).bars.map(({ parts }) => parts)).toEqual([{ over: 150 }]);
  });

  it("are no more than were asked for, those of equal length by name", () => {
    const { bars, splits } = licenseBars([configuration("b"), configuration("c"), configuration("a")], 2);

    expect(bars.map(({ label }) => label)).toEqual(["a", "b"]);
    expect(splits).toEqual(["within"]);
  });

  it("say the region where two configurations have one name", () => {
    const { bars } = licenseBars([configuration("sql"), configuration("sql", {}, "eu-west-3"), configuration(null)], 8);

    expect(bars.map(({ label }) => label)).toEqual(["Unnamed", "sql, eu-west-3", "sql, us-east-1"]);
  });
});

const of = (consumedLicenses: number | null, licenseCount: number | null) => configuration("a", { consumedLicenses, licenseCount });

function configuration(
  name: string | null,
  members: Partial<LicenseConfiguration> = {},
  region = "us-east-1",
): Scoped<LicenseConfiguration> {
  return {
    scope: { account: "111122223333", region },
    ...bareConfiguration({}),
    name,
    licenseCount: 10,
    licenseCountHardLimit: false,
    consumedLicenses: 1,
    ...members,
  };
}
