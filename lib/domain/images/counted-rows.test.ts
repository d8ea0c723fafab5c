import { describe, expect, it } from "vitest";
import { type Scope, scopeKey } from "@/lib/core/scope";
import { finish } from "@/lib/core/slices";
import { RowTable } from "@/lib/dataset/row-table";
import { type ImageUsageReportEntry, imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { countedRows, reportsOfEntries } from "./counted-rows";
import { daysAgo, NOW, ohio, paris, report } from "./test-support";
import { leftOutSentence } from "./words";

describe("the entries that count where reports are not all listed", () => {
  it("are those of each image's newest report that has some, where no report could be listed", () => {
    const table = tableOf([ohio, entry("old", 9)], [ohio, entry("new", 2)]);

    expect(counted(table, [], [])).toEqual(["new"]);
  });

  it("are those of a newer report that is not listed, where only some could be listed", () => {
    const table = tableOf([ohio, entry("old", 9)], [ohio, entry("new", 2)]);

    expect(counted(table, [listed("old", 9)], [])).toEqual(["new"]);
  });

  it("are not those of a report that is known to have expired", () => {
    const table = tableOf([ohio, entry("expired", 31)]);

    expect(counted(table, [listed("expired", 31)], [])).toEqual([]);
  });

  it("are not those of a report that is gone, in a scope of which every report is listed", () => {
    const table = tableOf([ohio, entry("gone", 2)], [paris, entry("unlisted", 2)]);

    expect(counted(table, [], [ohio])).toEqual(["unlisted"]);
  });
});

describe("the entries that count", () => {
  const A = "444455556666";
  const other = { ...entry("old", 2), resourceType: "ec2:Other" };

  it("are counted once of a type that no report covers", () => {
    const table = tableOf([ohio, other], [ohio, { ...other, reportId: "new" }]);

    expect(counted(table, [listed("old", 9), listed("new", 2)], [ohio])).toEqual(["new"]);
  });

  it("are the larger ones of two reports of one age", () => {
    const table = tableOf([ohio, { ...entry("a", 2), usageCount: 0 }], [ohio, entry("b", 2)]);

    expect(counted(table, [listed("a", 2), listed("b", 2)], [ohio])).toEqual(["b"]);
  });

  it.each([
    ["the report names the image", { imageId: null }, { imageId: "ami-1" }],
    ["the entry names the image", { imageId: "ami-1" }, { imageId: null }],
  ])("are those of a report where only %s", (_, ofEntry, ofReport) => {
    const table = tableOf([ohio, { ...entry("a", 2), ...ofEntry }]);

    expect(counted(table, [{ ...listed("a", 2), ...ofReport }], [ohio])).toEqual(["a"]);
  });

  it("do not leave out others without a word", () => {
    const rows = [entry("a", 2), { ...entry("a", 2), accountId: A, reportId: null }, { ...entry("b", 2), imageId: null }, entry("gone", 1)];
    const table = tableOf(...rows.map((row): [Scope, ImageUsageReportEntry] => [ohio, row]));
    const { leftOut } = finish(countedRows(table, table.length, [listed("a", 2)], NOW));

    expect(leftOut).toEqual({ unnamed: 2, unlisted: 1 });
    expect(leftOutSentence(leftOut)).toBe(
      "Not counted: AWS did not say which report or image 2 entries are of; 1 entry is of reports that AWS does not list.",
    );
  });
});

function entry(reportId: string, age: number): ImageUsageReportEntry {
  return {
    resourceType: "ec2:Instance",
    reportId,
    usageCount: 1,
    accountId: "444455556666",
    imageId: "ami-1",
    reportCreationTime: daysAgo(age),
  };
}
const listed = (reportId: string, age: number) => ({
  ...report({ reportId, creationTime: daysAgo(age), expirationTime: daysAgo(age - 30) }),
  scope: ohio,
});

function tableOf(...rows: [Scope, ImageUsageReportEntry][]): RowTable<ImageUsageReportEntry> {
  const table = new RowTable(imageUsageReportEntries);
  for (const [scope, row] of rows) table.append(scope, [row]);
  return table;
}

/** The reports whose entries count. */
function counted(table: RowTable<ImageUsageReportEntry>, reports: ReturnType<typeof listed>[], listedScopes: Scope[]) {
  const standIns = finish(reportsOfEntries(table, table.length, reports, new Set(listedScopes.map(scopeKey))));
  const { only } = finish(countedRows(table, table.length, [...reports, ...standIns], NOW));
  return [...table.rows()].filter((_row, index) => only[index] === 1).map(({ reportId }) => reportId);
}
