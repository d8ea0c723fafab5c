import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LicenseUse } from "@/lib/resources/license-usage";
import { consumptionByAccount, consumptionByType } from "./by-account";

const SHOP = "001122223333";
const BANK = "444455556666";
const NOON = "2026-11-20T12:00:00.000Z";

describe("consumption by account", () => {
  it("is added up, the most first, with what came since the limit was passed", () => {
    const uses = [
      use({ resourceOwnerId: SHOP, consumedLicenses: 4, associationTime: "2026-11-20T11:00:00.000Z" }),
      use({ resourceOwnerId: BANK, consumedLicenses: 8, associationTime: NOON }),
      use({ resourceOwnerId: SHOP, consumedLicenses: 2, associationTime: "2026-11-20T13:00:00.000Z" }),
    ];

    expect(consumptionByAccount(uses, NOON)).toEqual([
      { key: BANK, resources: 1, licenses: 8, withoutNumber: 0, sincePassed: 8 },
      { key: SHOP, resources: 2, licenses: 6, withoutNumber: 0, sincePassed: 2 },
    ]);
  });

  it("tells resources without a number from those that consume nothing", () => {
    const uses = [use({ consumedLicenses: null }), use({ consumedLicenses: 0 })];

    expect(consumptionByAccount(uses, null)).toEqual([{ key: SHOP, resources: 2, licenses: 0, withoutNumber: 1, sincePassed: null }]);
  });

  it("keeps apart what AWS gave no account", () => {
    expect(consumptionByAccount([use({ resourceOwnerId: null }), use({})], null).map(({ key }) => key)).toEqual([SHOP, null]);
  });

  it("leaves no resource and no license out, and counts none twice", () => {
    const someUse = fc
      .record({
        resourceOwnerId: fc.constantFrom(SHOP, BANK, null),
        consumedLicenses: fc.option(fc.nat(100), { nil: null }),
        associationTime: fc.constantFrom(NOON, "2026-11-19T00:00:00.000Z", "2026-11-21T00:00:00.000Z", null),
      })
      .map(use);
    fc.assert(
      fc.property(fc.array(someUse), (uses) => {
        const lines = consumptionByAccount(uses, NOON);
        const total = (member: "resources" | "licenses" | "withoutNumber" | "sincePassed") =>
          lines.reduce((sum, line) => sum + (line[member] ?? 0), 0);

        expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
        expect(total("resources")).toBe(uses.length);
        expect(total("licenses")).toBe(uses.reduce((sum, { consumedLicenses }) => sum + (consumedLicenses ?? 0), 0));
        expect(total("withoutNumber")).toBe(uses.filter(({ consumedLicenses }) => consumedLicenses === null).length);
        expect(total("sincePassed")).toBeLessThanOrEqual(total("licenses"));
      }),
    );
  });
});

describe("consumption by resource type", () => {
  const configuration = {
    consumedLicenseSummaryList: [{ resourceType: "EC2_INSTANCE", consumedLicenses: 4 }],
    managedResourceSummaryList: [
      { resourceType: "EC2_INSTANCE", associationCount: 1 },
      { resourceType: "EC2_AMI", associationCount: 2 },
    ],
  };

  it("stands beside AWS's own sums, and lists types that are associated and consume nothing", () => {
    expect(consumptionByType([use({})], configuration, null)).toMatchObject([
      { key: "EC2_INSTANCE", resources: 1, licenses: 4, said: 4, associated: 1 },
      { key: "EC2_AMI", resources: 0, licenses: 0, said: null, associated: 2 },
    ]);
  });

  it("says nothing in AWS's name of a type that its sums lack", () => {
    expect(consumptionByType([use({ resourceType: "RDS" })], configuration, null)[0]).toMatchObject({
      key: "RDS",
      said: null,
      associated: null,
    });
  });
});

function use(members: Partial<LicenseUse>): LicenseUse {
  return {
    licenseConfigurationArn: "arn:1",
    resourceArn: "arn:i-1",
    resourceType: "EC2_INSTANCE",
    resourceStatus: "running",
    resourceOwnerId: SHOP,
    associationTime: NOON,
    consumedLicenses: 4,
    ...members,
  };
}
