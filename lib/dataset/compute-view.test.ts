import { describe, expect, it } from "vitest";
import { finish } from "@/lib/core/slices";
import { type ImageUsageReportEntry, imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { computeView, type ViewQuestion, viewLength } from "./compute-view";
import { RowTable } from "./row-table";

describe("a view of rows", () => {
  it("holds those that match, in arrival and in the order that was asked for", () => {
    const view = ask({ search: "ami-b", sort: [{ column: "usageCount", direction: "desc" }] });

    expect([...view.filtered]).toEqual([2, 3]);
    expect([...view.shown]).toEqual([3, 2]);
    expect(view.length).toBe(4);
  });

  it("counts a facet with its own choices left aside, and the others with them", () => {
    const { facets, matching, filtered } = ask({ choices: { imageId: ["ami-a"] } });

    expect([...filtered]).toEqual([0, 1]);
    expect([...(matching.imageId ?? [])]).toEqual([0, 1, 2, 3]);
    expect(facets.imageId).toEqual([
      { text: "ami-a", count: 2 },
      { text: "ami-b", count: 2 },
    ]);
    expect(matching.resourceType).toBe(filtered);
    expect(facets.accountId).toEqual([{ text: "111122223333", count: 2 }]);
  });

  it("leaves out what is restricted away, also where nothing is left of it", () => {
    const allowing = (...only: number[]) => ask({ restrict: constant(Uint8Array.from(only)) });

    expect([...allowing(0, 0, 1, 1).filtered]).toEqual([2, 3]);
    expect([...allowing(0, 0, 0, 0).filtered]).toEqual([]);
    expect([...ask({ restrict: constant(Uint8Array.of(0, 0, 1, 1)), choices: { imageId: ["ami-a"] } }).filtered]).toEqual([]);
    expect([...ask({ restrict: constant(null) }).filtered]).toHaveLength(4);
  });

  it("is of as many rows as it is asked for, though more have arrived", () => {
    expect([...ask({ length: 3 }).filtered]).toEqual([0, 1, 2]);
  });
});

describe("the rows that are looked at while they arrive", () => {
  it("are all of them as long as they are few, and once all have arrived", () => {
    expect([viewLength(0, false), viewLength(19_999, false), viewLength(1_000_000, true)]).toEqual([0, 19_999, 1_000_000]);
  });

  it("are never more than have arrived, and never far behind", () => {
    for (let arrived = 20_000; arrived < 2_000_000; arrived += 4_321) {
      expect(viewLength(arrived, false)).toBeLessThanOrEqual(arrived);
      expect(viewLength(arrived, false)).toBeGreaterThan(arrived / 1.26);
    }
  });

  it("cost twice as much to look at for twice as many", () => {
    const cost = (rows: number) => {
      const lengths = new Set(Array.from({ length: 1_000 }, (_, batch) => viewLength((rows / 1_000) * (batch + 1), false)));
      return [...lengths].reduce((sum, length) => sum + length, 0);
    };

    expect(cost(2_000_000) / cost(1_000_000)).toBeLessThan(2.3);
  });
});

const constant = (restriction: Uint8Array | null): ViewQuestion<ImageUsageReportEntry>["restrict"] =>
  // biome-ignore lint/correctness/useYield: there is nothing to look through
  function* () {
    return restriction;
  };

function ask(question: Partial<ViewQuestion<ImageUsageReportEntry>>) {
  const table = new RowTable(imageUsageReportEntries);
  table.append({ account: null, region: "us-east-1" }, [entry("ami-a", 4), entry("ami-a", 3), entry("ami-b", 1), entry("ami-b", 2)]);
  return finish(computeView({ table, length: table.length, search: "", choices: {}, sort: [], ...question }));
}

function entry(imageId: string, usageCount: number): ImageUsageReportEntry {
  return { resourceType: "ec2:Instance", reportId: "amiur-1", usageCount, accountId: "111122223333", imageId, reportCreationTime: null };
}
