import { describe, expect, it } from "vitest";
import type { LicenseConfiguration } from "@/lib/resources/license-configurations";
import { licenseFindings } from "./license-findings";
import { configuration } from "./test-support";
import { toFinding } from "./to-finding";

const hard = { licenseCountHardLimit: true };
const soft = { licenseCountHardLimit: false };
const ofNoKind = { licenseCountHardLimit: null };

describe("a license configuration", () => {
  it.each<[string, Partial<LicenseConfiguration>, string, string]>([
    [
      "over a hard limit",
      { consumedLicenses: 212, ...hard },
      "blocks-launches",
      "SQL Server consumes 212 of 200 cores: 12 over a hard limit, so AWS blocks launches.",
    ],
    ["over a soft limit", { consumedLicenses: 212, ...soft }, "costs-money", "SQL Server consumes 212 of 200 cores: 12 over a soft limit."],
    [
      "over a limit of which AWS did not say the kind",
      { consumedLicenses: 212, ...ofNoKind },
      "costs-money",
      "SQL Server consumes 212 of 200 cores: 12 over its limit. AWS did not say whether that blocks launches.",
    ],
    [
      "over a limit of zero",
      { licenseCount: 0, consumedLicenses: 3, ...hard },
      "blocks-launches",
      "SQL Server consumes 3 of 0 cores: 3 over a hard limit, so AWS blocks launches.",
    ],
    [
      "at a hard limit",
      { consumedLicenses: 200, ...hard },
      "blocks-launches",
      "SQL Server consumes 200 of 200 cores: the next launch is blocked.",
    ],
    [
      "at a soft limit",
      { consumedLicenses: 200, ...soft },
      "costs-money",
      "SQL Server consumes 200 of 200 cores: the next launch is over a soft limit.",
    ],
    [
      "near a hard limit",
      { consumedLicenses: 180, ...hard },
      "blocks-launches",
      "SQL Server consumes 180 of 200 cores: near its hard limit, at which AWS blocks launches.",
    ],
    ["near a soft limit", { consumedLicenses: 180, ...soft }, "costs-money", "SQL Server consumes 180 of 200 cores: near its soft limit."],
    [
      "without a count",
      { consumedLicenses: null },
      "unknown",
      "SQL Server has a limit, but AWS did not say how many licenses it consumes.",
    ],
  ])("is found %s", (_, members, severity, message) => {
    expect(findings(members)).toMatchObject([{ severity, message }]);
  });

  it.each<[string, Partial<LicenseConfiguration>]>([
    ["without a limit, however much it consumes", { licenseCount: null, consumedLicenses: 100_000 }],
    ["without a limit and without a count", { licenseCount: null, consumedLicenses: null }],
    ["without a limit, even if one would be hard", { licenseCount: null, ...hard }],
    ["well within its limit", { consumedLicenses: 179 }],
    ["that consumes nothing", { consumedLicenses: 0 }],
  ])("is not found %s", (_, members) => expect(findings(members)).toEqual([]));

  it("leads to its evidence, and names its scope", () => {
    expect(findings({ consumedLicenses: 212 })).toMatchObject([
      {
        code: "license-over-limit",
        subject: { kind: "license-configuration", id: "arn:aws:1", name: "SQL Server" },
        scope: { account: "111122223333", region: "us-east-1" },
        since: null,
        href: "/license-configurations/arn%3Aaws%3A1",
      },
    ]);
  });

  it("has a sentence even where it has no name", () => {
    const [finding] = findings({ name: null, consumedLicenses: 212 });

    expect(finding?.subject.name).toBeNull();
    expect(finding?.message).toMatch(/^A license configuration without a name consumes 212/);
  });
});

const findings = (members: Partial<LicenseConfiguration>) => licenseFindings([configuration(members)]).map((fact) => toFinding(fact, ""));
