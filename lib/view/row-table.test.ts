import { describe, expect, it } from "vitest";
import { type ImageUsageReportEntry, imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import type { Scope } from "@/lib/scope";
import { RowTable } from "./row-table";

const ohio: Scope = { account: "111122223333", region: "us-east-2" };
const paris: Scope = { account: null, region: "eu-west-3" };

describe("a row table", () => {
  it("keeps rows in order of arrival, each with its scope", () => {
    const table = new RowTable(imageUsageReportEntries);
    table.append(ohio, [entry({ usageCount: 1 }), entry({ usageCount: 2 })]);
    table.append(paris, [entry({ usageCount: 3 })]);

    expect(table.rows.map(({ usageCount, scope }) => [usageCount, scope])).toEqual([
      [1, ohio],
      [2, ohio],
      [3, paris],
    ]);
  });

  it("has the value of every column in every row", () => {
    const table = new RowTable(imageUsageReportEntries);
    table.append(ohio, [entry({ accountId: "001100110011", usageCount: 0 })]);
    table.append(paris, [entry({ usageCount: null })]);

    expect([0, 1].map((row) => table.columns.accountId?.at(row))).toEqual(["001100110011", "444455556666"]);
    expect([0, 1].map((row) => table.columns.usageCount?.at(row))).toEqual([0, null]);
    expect([0, 1].map((row) => table.columns.region?.at(row))).toEqual(["us-east-2", "eu-west-3"]);
    expect([0, 1].map((row) => table.columns.account?.at(row))).toEqual(["111122223333", null]);
    expect(Object.keys(table.columns)).toEqual(Object.keys(imageUsageReportEntries.columns));
  });

  it("finds a row by its key, and tells the same row of two scopes apart", () => {
    const table = new RowTable(imageUsageReportEntries);
    table.append(ohio, [entry({ usageCount: 1 })]);
    table.append(paris, [entry({ usageCount: 2 })]);
    const identity = "amiur-1/ami-1/444455556666/ec2:Instance";

    expect(table.find(`111122223333/us-east-2/${identity}`)?.usageCount).toBe(1);
    expect(table.find(`unknown/eu-west-3/${identity}`)?.usageCount).toBe(2);
    expect(table.find(`111122223333/eu-west-3/${identity}`)).toBeNull();
    expect(table.find(identity)).toBeNull();
  });
});

function entry(members: Partial<ImageUsageReportEntry>): ImageUsageReportEntry {
  return {
    resourceType: "ec2:Instance",
    reportId: "amiur-1",
    usageCount: 1,
    accountId: "444455556666",
    imageId: "ami-1",
    reportCreationTime: "2026-11-20T00:00:00.000Z",
    ...members,
  };
}
