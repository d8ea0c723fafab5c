import { describe, expect, it } from "vitest";
import type { Scoped } from "@/lib/core/scope";
import type { LicenseUse } from "@/lib/resources/license-usage";
import { accountLicenses } from "./account-licenses";

const ACCOUNT = "001100110011";

describe("the licenses that an account consumes", () => {
  it("are added up a configuration each, never over two", () => {
    expect(amounts(use("lic-1", 4), use("lic-1", 2), use("lic-2", 8))).toEqual([
      ["lic-2", 8, 1],
      ["lic-1", 6, 2],
    ]);
  });

  it("are not those of another account", () => {
    expect(amounts(use("lic-1", 4, { resourceOwnerId: "110011001100" }), use("lic-1", 4, { resourceOwnerId: null }))).toEqual([]);
  });

  it.each<[string, (number | null)[], number | null, number]>([
    ["are zero where AWS says zero", [0, 0], 0, 0],
    ["are not known where AWS gave no number", [null], null, 1],
    ["are the least where AWS gave some of the numbers", [3, null], 3, 1],
  ])("%s", (_, numbers, licenses, withoutNumber) => {
    const [line] = accountLicenses(
      ACCOUNT,
      numbers.map((number) => use("lic-1", number)),
      [],
    );

    expect(line).toMatchObject({ licenses, withoutNumber, resources: numbers.length, countingType: null });
  });

  it("are consumed since the first association", () => {
    const [line] = accountLicenses(
      ACCOUNT,
      ["2026-11-03T00:00:00.000Z", null, "2026-11-01T00:00:00.000Z"].map((associationTime) => use("lic-1", 1, { associationTime })),
      [],
    );

    expect(line?.since).toBe("2026-11-01T00:00:00.000Z");
  });
});

const amounts = (...uses: Scoped<LicenseUse>[]) =>
  accountLicenses(ACCOUNT, uses, []).map(({ licenseConfigurationArn, licenses, resources }) => [
    licenseConfigurationArn,
    licenses,
    resources,
  ]);

const use = (licenseConfigurationArn: string, consumedLicenses: number | null, some: Partial<LicenseUse> = {}): Scoped<LicenseUse> => ({
  scope: { account: "222233334444", region: "us-east-1" },
  licenseConfigurationArn,
  resourceArn: null,
  resourceType: "EC2_INSTANCE",
  resourceStatus: null,
  resourceOwnerId: ACCOUNT,
  associationTime: null,
  consumedLicenses,
  ...some,
});
