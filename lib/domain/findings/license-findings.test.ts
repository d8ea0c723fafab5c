import { describe, expect, it } from "vitest";
import { known } from "@/lib/core/known";
import type { Scoped } from "@/lib/core/scope";
import { detailKey } from "@/lib/domain/licenses/configuration-details";
import type { OverLimit } from "@/lib/domain/licenses/over-since";
import type { LicenseConfiguration } from "@/lib/resources/license-configurations";
import { bareConfiguration } from "@/lib/resources/test-support";
import { licenseFindings } from "./license-findings";

const hard = { licenseCountHardLimit: true };
const soft = { licenseCountHardLimit: false };

describe("a license configuration", () => {
  it.each<[string, Partial<LicenseConfiguration>, string, string]>([
    [
      "over a hard limit",
      { consumedLicenses: 212, ...hard },
      "bad",
      "consumes 212 of 200 cores: 12 over a hard limit, so AWS blocks launches.",
    ],
    ["over a soft limit", { consumedLicenses: 212, ...soft }, "bad", "consumes 212 of 200 cores: 12 over a soft limit."],
    [
      "over a limit of which AWS did not say the kind",
      { consumedLicenses: 212, licenseCountHardLimit: null },
      "bad",
      "consumes 212 of 200 cores: 12 over its limit. AWS did not say whether that blocks launches.",
    ],
    ["at a hard limit", { consumedLicenses: 200, ...hard }, "bad", "consumes 200 of 200 cores: the next launch is blocked."],
    ["at a soft limit", { consumedLicenses: 200, ...soft }, "warning", "consumes 200 of 200 cores: the next one is over."],
    [
      "at a limit of no known kind",
      { consumedLicenses: 200, licenseCountHardLimit: null },
      "warning",
      "consumes 200 of 200 cores: the next one is over.",
    ],
    ["near its limit", { consumedLicenses: 180 }, "warning", "consumes 180 of 200 cores."],
    ["without a count", { consumedLicenses: null }, "unknown", "has a limit, but AWS did not say how many licenses are consumed."],
  ])("is found %s", (_, members, urgency, text) => {
    expect(licenseFindings([configuration(members)])).toMatchObject([{ urgency, text, subject: "SQL Server" }]);
  });

  it.each<[string, Partial<LicenseConfiguration>]>([
    ["without a limit, however much it consumes", { licenseCount: null, consumedLicenses: 100_000 }],
    ["without a limit and without a count", { licenseCount: null, consumedLicenses: null }],
    ["without a limit, even if one would be hard", { licenseCount: null, ...hard }],
    ["well within its limit", { consumedLicenses: 179 }],
    ["that consumes nothing", { consumedLicenses: 0 }],
  ])("is not found %s", (_, members) => expect(licenseFindings([configuration(members)])).toEqual([]));

  it("is linked to by its evidence, and names its region", () => {
    const [finding] = licenseFindings([configuration({ consumedLicenses: 212 })]);

    expect(finding?.href).toBe("/license-configurations/arn%3Aaws%3A1");
    expect(finding?.region).toBe("us-east-1");
  });

  it("leads to the list where AWS gave it no ARN", () => {
    expect(licenseFindings([configuration({ consumedLicenses: 212, licenseConfigurationArn: null })])[0]?.href).toBe(
      "/license-configurations",
    );
  });

  it.each<[string, OverLimit["since"], string]>([
    [
      "says since when it is over, where that is known",
      known("2026-11-12T10:32:00.000Z"),
      "12 over a soft limit. Over since 2026-11-12 10:32:00 UTC at the latest.",
    ],
    ["says no time where that is not known", { state: "not reported", why: "A time is missing." }, "12 over a soft limit."],
  ])("%s", (_, since, end) => {
    const over = configuration({ consumedLicenses: 212 });
    const [finding] = licenseFindings([over], new Map([[detailKey(over), { over: { by: known(12), since } }]]));

    expect(finding?.text).toBe(`consumes 212 of 200 cores: ${end}`);
  });

  it("has a subject even where it has no name", () => {
    expect(licenseFindings([configuration({ name: null, consumedLicenses: 212 })])[0]?.subject).toBe("An unnamed configuration");
  });
});

function configuration(members: Partial<LicenseConfiguration>): Scoped<LicenseConfiguration> {
  return {
    scope: { account: "111122223333", region: "us-east-1" },
    ...bareConfiguration({}),
    licenseConfigurationArn: "arn:aws:1",
    name: "SQL Server",
    licenseCountingType: "Core",
    licenseCount: 200,
    licenseCountHardLimit: false,
    consumedLicenses: 1,
    ...members,
  };
}
