import { describe, expect, it } from "vitest";
import { finish } from "@/lib/core/slices";
import { RowTable } from "@/lib/dataset/row-table";
import { imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { countReportedImages, newestReportIds, reportedEntries } from "./newest-reports";

const ohio = { account: "111122223333", region: "us-east-2" };
const paris = { account: "111122223333", region: "eu-west-3" };

describe("the report of an image whose entries are added up", () => {
  it.each([
    ["is the newest", [report("old", { day: 1 }), report("new", { day: 2 }), report("older", { day: 0 })], ["new"]],
    [
      "is one that is available, whatever came after",
      [report("ready", { day: 1 }), report("failed", { day: 2, state: "error" }), report("asked", { day: 3, state: "pending" })],
      ["ready"],
    ],
    ["is none where none is available", [report("failed", { state: "error" }), report("odd", { state: null })], []],
    ["is one for each image", [report("a", { imageId: "ami-a" }), report("b", { imageId: "ami-b" })], ["a", "b"]],
    ["is one for each region of the same image", [report("east", { scope: ohio }), report("west", { scope: paris })], ["east", "west"]],
    ["is none without an id", [report(null)], []],
    ["is one with a time rather than one without", [report("untimed", { day: null }), report("timed", { day: 1 })], ["timed"]],
  ])("%s", (_, reports, ids) => expect([...newestReportIds(reports, [])]).toEqual(ids));

  it("is a known one, even where a newer one has entries", () => {
    expect([...newestReportIds([report("known", { day: 1 })], [entry("unlisted", 2)])]).toEqual(["known"]);
  });

  it("is the newest that has entries where the reports are not known", () => {
    expect([...newestReportIds([], [entry("new", 2), entry("old", 1), entry("new", 2)])]).toEqual(["new"]);
  });
});

describe("one entry of each report", () => {
  it("says of all entries which reports there are", () => {
    const table = new RowTable(imageUsageReportEntries);
    table.append(ohio, [wholeEntry("old", 1), wholeEntry("new", 2), wholeEntry("old", 1)]);
    table.append(paris, [wholeEntry("old", 1), wholeEntry("new", 2)]);
    const reported = finish(reportedEntries(table, 4));

    expect(reported.map(({ scope, reportId }) => [scope.region, reportId])).toEqual([
      ["us-east-2", "old"],
      ["us-east-2", "new"],
      ["eu-west-3", "old"],
    ]);
    expect(finish(reportedEntries(table, 5))).toHaveLength(4);
  });
});

describe("images with reports", () => {
  it("are unknown where no report of theirs is available", () => {
    const reports = [
      report("a1", { imageId: "ami-a", state: "error" }),
      report("a2", { imageId: "ami-a", state: "available" }),
      report("b1", { imageId: "ami-b", state: "error" }),
      report("c1", { imageId: "ami-c", state: "pending" }),
      report("c2", { imageId: "ami-c", state: "brand-new" }),
    ];

    expect(countReportedImages(reports)).toEqual({ images: 3, unknown: 2 });
  });

  it("are counted in each region", () => {
    expect(countReportedImages([report("1", { scope: ohio }), report("2", { scope: paris, state: "error" })])).toEqual({
      images: 2,
      unknown: 1,
    });
  });
});

interface Given {
  day?: number | null;
  state?: string | null;
  imageId?: string;
  scope?: typeof ohio;
}

function report(reportId: string | null, { day = 1, state = "available", imageId = "ami-1", scope = ohio }: Given = {}) {
  return { scope, imageId, reportId, state, creationTime: day === null ? null : `2026-11-0${day}T00:00:00.000Z` };
}

function entry(reportId: string, day: number) {
  return { scope: ohio, imageId: "ami-1", reportId, reportCreationTime: `2026-11-0${day}T00:00:00.000Z` };
}

const wholeEntry = (reportId: string, day: number) => ({
  ...entry(reportId, day),
  resourceType: "ec2:Instance",
  usageCount: 1,
  accountId: "111122223333",
});
