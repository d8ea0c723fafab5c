import { DescribeImageUsageReportEntriesCommand, type DescribeImageUsageReportEntriesRequest, type EC2Client } from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { bulkWorld } from "./company/bulk-world";
import { entriesWithIds } from "./entry-index";
import { setup, worldOf } from "./test-support";

const entry = (report: number, image: number, UsageCount: number) => ({
  ReportId: `amiur-${report}`,
  ImageId: `ami-0000000${image}`,
  UsageCount,
});

/** Entries of one report that are not side by side. */
const ENTRIES = [entry(1, 1, 1), entry(2, 1, 2), entry(1, 1, 3), entry(3, 2, 4), entry(2, 1, 5)];

describe("entries by ids", () => {
  it.each<[string, DescribeImageUsageReportEntriesRequest, number[]]>([
    ["one report", { ReportIds: ["amiur-2"] }, [2, 5]],
    ["several reports, whatever their order", { ReportIds: ["amiur-3", "amiur-1", "amiur-3"] }, [1, 3, 4]],
    ["one image", { ImageIds: ["ami-00000001"] }, [1, 2, 3, 5]],
    ["a report and an image", { ReportIds: ["amiur-1", "amiur-3"], ImageIds: ["ami-00000002"] }, [4]],
    ["an image that nobody knows", { ImageIds: ["ami-00000009"] }, []],
  ])("are listed in the order of the world: %s", async (_, input, expected) => {
    const reports = [1, 2, 3].map((id) => ({ ReportId: `amiur-${id}`, State: "available" as const }));
    const { ec2 } = await setup(worldOf({ imageUsageReports: reports, imageUsageReportEntries: ENTRIES }));

    const { ImageUsageReportEntries } = await ec2.send(new DescribeImageUsageReportEntriesCommand(input));

    expect(ImageUsageReportEntries?.map((one) => one.UsageCount)).toEqual(expected);
  });

  it("are found after the list has grown and after it has shrunk", () => {
    const entries = [...ENTRIES];
    const counts = () => entriesWithIds(entries, { ReportIds: ["amiur-1"] }).map((one) => one.UsageCount);
    counts();

    entries.push(entry(1, 1, 6));
    expect(counts()).toEqual([1, 3, 6]);

    entries.splice(0, 2);
    expect(counts()).toEqual([3, 6]);
  });

  it("are the list itself without ids", () => expect(entriesWithIds(ENTRIES, {})).toBe(ENTRIES));
});

describe("in a world of 1,000,000 entries", () => {
  it("a page of a listing by ids takes no longer than one of the whole listing", async () => {
    const world = bulkWorld(1_000_000, new Date("2026-03-04T05:06:07.890Z"));
    const { ec2 } = await setup(world);
    const ids = world.regions["us-east-1"]?.imageUsageReports.map((report) => report.ReportId ?? "") ?? [];
    const many: DescribeImageUsageReportEntriesRequest = { ReportIds: ids.slice(0, 200) };
    const { NextToken } = await ec2.send(new DescribeImageUsageReportEntriesCommand({ ...many, MaxResults: 1000 }));

    const [whole = 0, ofOne, ofMany] = await medians(ec2, [{}, { ReportIds: ids.slice(300, 301) }, { ...many, NextToken }]);

    expect(ofOne).toBeLessThan(whole * 1.5 + 10);
    expect(ofMany).toBeLessThan(whole * 1.5 + 10);
  });
});

/** Milliseconds that a page of 1,000 of each listing takes, in the middle of nine: asked for in turns, so that the machine is as busy for all. */
async function medians(ec2: EC2Client, inputs: DescribeImageUsageReportEntriesRequest[]): Promise<(number | undefined)[]> {
  const times = inputs.map((): number[] => []);
  for (let turn = 0; turn < 9; turn += 1) {
    for (const [index, input] of inputs.entries()) {
      const begin = performance.now();
      const page = await ec2.send(new DescribeImageUsageReportEntriesCommand({ MaxResults: 1000, ...input }));
      times[index]?.push(performance.now() - begin);
      expect(page.ImageUsageReportEntries).toHaveLength(1000);
    }
  }
  return times.map((all) => all.toSorted((a, b) => a - b)[4]);
}
