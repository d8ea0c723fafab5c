import { describe, expect, it } from "vitest";
import { finish } from "@/lib/core/slices";
import { RowTable } from "@/lib/dataset/row-table";
import { type LicenseUse, licenseUsage } from "@/lib/resources/license-usage";
import { listedOnce, rowsListedOnce } from "./listed-once";

const OWNER = "111122223333";
const SHAREE = "444455556666";
const OTHER = "777788889999";
const arnOf = (name: string): string => `arn:aws:license-manager:us-east-1:${OWNER}:license-configuration:lic-${name}`;

function use(configuration: string, resourceArn: string): LicenseUse {
  return {
    licenseConfigurationArn: arnOf(configuration),
    resourceArn,
    resourceType: "EC2_INSTANCE",
    resourceStatus: "running",
    resourceOwnerId: OWNER,
    associationTime: null,
    consumedLicenses: 4,
  };
}

const tableOf = (...parts: [account: string | null, uses: LicenseUse[]][]): RowTable<LicenseUse> => {
  const table = new RowTable<LicenseUse>(licenseUsage);
  for (const [account, uses] of parts) table.append({ account, region: "us-east-1" }, structuredClone(uses));
  return table;
};
const accountsOf = (table: RowTable<LicenseUse>): (string | null)[] =>
  finish(rowsListedOnce(table, table.length)).map(({ scope }) => scope.account);

describe("the use of a shared configuration", () => {
  it("is the owner's listing, whoever answered first", () => {
    const uses = [use("a", "i-1"), use("a", "i-2")];

    expect(accountsOf(tableOf([SHAREE, uses], [OWNER, uses], [OTHER, uses]))).toEqual([OWNER, OWNER]);
  });

  it("is the first listing where the owner is not read", () => {
    const uses = [use("a", "i-1")];

    expect(accountsOf(tableOf([SHAREE, uses], [OTHER, uses]))).toEqual([SHAREE]);
  });

  it("is all of it where only one account lists it, also one that is not known", () => {
    expect(accountsOf(tableOf([null, [use("a", "i-1"), use("b", "i-1")]]))).toEqual([null, null]);
  });

  it("keeps two resources that look alike: they are both AWS's", () => {
    expect(accountsOf(tableOf([OWNER, [use("a", "i-1"), use("a", "i-1")]]))).toEqual([OWNER, OWNER]);
  });

  it("is looked for in all rows, not only in those that are asked about", () => {
    const table = tableOf([SHAREE, [use("a", "i-1")]], [OWNER, [use("a", "i-1")]]);

    expect(finish(listedOnce(table, table.length, Uint32Array.of(0)))).toEqual(Uint32Array.of());
  });
});
