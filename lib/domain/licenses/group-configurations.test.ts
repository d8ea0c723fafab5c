import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { known } from "@/lib/core/known";
import type { Scoped } from "@/lib/core/scope";
import type { LicenseConfiguration } from "@/lib/resources/license-configurations";
import { bareConfiguration } from "@/lib/resources/test-support";
import { configurationGroups } from "./configuration-groups";
import { type ConfigurationGroup, groupConfigurations } from "./group-configurations";

describe("configurations grouped by name", () => {
  it("are added where name and counting type are the same", () => {
    const groups = groupConfigurations([
      configuration({ licenseCount: 10, consumedLicenses: 12, licenseCountHardLimit: true }),
      configuration({ licenseCount: 20, consumedLicenses: 3, licenseCountHardLimit: false }, "eu-west-1"),
    ]);

    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({ consumed: known(15), limit: known(30), unlimited: 0, membersOver: 1, limitKinds: "hard; soft" });
    expect(cells(groups[0])).toMatchObject({ limitStatus: "within", use: 50, over: 0, membersOver: 1, regions: "eu-west-1; us-east-1" });
  });

  it.each<[string, Partial<LicenseConfiguration>, Partial<LicenseConfiguration>]>([
    ["counting types differ", { licenseCountingType: "vCPU" }, { licenseCountingType: "Core" }],
    ["no counting type is known", { licenseCountingType: null }, { licenseCountingType: null }],
    ["names differ in case", { name: "SQL" }, { name: "sql" }],
    ["there is no name", { name: null }, { name: null }],
  ])("stay apart where %s", (_, one, other) => {
    const members = [
      configuration({ licenseConfigurationArn: "arn:1", ...one }),
      configuration({ licenseConfigurationArn: "arn:2", ...other }),
    ];

    expect(groupConfigurations(members).map((group) => group.members)).toEqual(members.map((member) => [member]));
  });

  it("have no limit, no percentage and no excess where one of them has no limit", () => {
    const [group] = groupConfigurations([
      configuration({ licenseCount: 10, consumedLicenses: 50 }),
      configuration({ consumedLicenses: 1 }),
    ]);

    expect(group).toMatchObject({ consumed: known(51), limit: { state: "not reported" }, unlimited: 1, membersOver: 1 });
    expect(cells(group)).toMatchObject({ limitStatus: "no limit in some", limit: null, use: null, over: null });
  });

  it("have no sum where AWS left a number out, and say so", () => {
    const [group] = groupConfigurations([
      configuration({ licenseCount: 10, consumedLicenses: null }),
      configuration({ licenseCount: 10, consumedLicenses: 4 }),
    ]);

    expect(group?.consumed).toEqual({ state: "not reported", why: "AWS did not say what is consumed in 1 of 2 configurations." });
    expect(cells(group)).toMatchObject({ limitStatus: "unknown", consumed: null, use: null });
  });

  it("are each in exactly one group, of one counting type, and add up to what all consume", () => {
    const some = fc
      .record({
        name: fc.constantFrom("SQL", "Windows", null),
        licenseCountingType: fc.constantFrom("vCPU", "Core", null),
        licenseConfigurationArn: fc.uuid(),
        consumedLicenses: fc.nat(100),
        licenseCount: fc.option(fc.nat(100), { nil: null }),
      })
      .map((members) => configuration(members));
    fc.assert(
      fc.property(fc.array(some, { maxLength: 20 }), (configurations) => {
        const groups = groupConfigurations(configurations);

        expect(new Set(groups.flatMap(({ members }) => members))).toEqual(new Set(configurations));
        for (const { members, consumed, limit } of groups) {
          expect(new Set(members.map(({ licenseCountingType }) => licenseCountingType)).size).toBe(1);
          expect(consumed).toEqual(known(members.reduce((sum, { consumedLicenses }) => sum + (consumedLicenses ?? 0), 0)));
          expect(limit.state === "known").toBe(members.every(({ licenseCount }) => licenseCount !== null));
        }
      }),
    );
  });
});

const cells = (group: ConfigurationGroup | undefined) =>
  group &&
  Object.fromEntries(
    Object.entries(configurationGroups.columns).map(([name, { value }]) => [
      name,
      value({ ...group, scope: { account: null, region: "several" } }),
    ]),
  );

function configuration(members: Partial<LicenseConfiguration>, region = "us-east-1"): Scoped<LicenseConfiguration> {
  return {
    ...bareConfiguration({ name: "SQL", licenseCountingType: "vCPU", consumedLicenses: 1, ...members }),
    scope: { account: "111122223333", region },
  };
}
