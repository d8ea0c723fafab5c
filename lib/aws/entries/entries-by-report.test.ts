import { describe, expect, it, vi } from "vitest";
import type { Reader } from "@/lib/aws/listing/reader";
import { RowPage } from "@/lib/aws/listing/row-page";
import { imageUsageReportsReader } from "@/lib/aws/operations/image-usage-reports";
import { ask, collected, reportId, rowsOf, startEntries, stay, toRow } from "@/lib/aws/test-support";
import type { ImageUsageReportEntry } from "@/lib/resources/image-usage-report-entries";
import { readByReports } from "./entries-by-report";

const { aws, region, scope, entries, entryCalls, reportCalls, reportsAsked, fill, pages: pagesOf, read } = await startEntries();
const ENTRIES = "DescribeImageUsageReportEntries";
const REPORTS = "DescribeImageUsageReports";

describe("a listing of several pages", () => {
  it("gives exactly the rows of AWS's own order, and lists the reports before and after them", async () => {
    fill(60, 6_000);

    expect(await read("page-size=100")).toEqual(rowsOf(entries()));
    expect(reportCalls()).toHaveLength(2);
    expect(new Set(reportsAsked()).size).toBe(60);
  });

  it("gives its first page in AWS's own order, while the reports are still awaited", async () => {
    fill(20, 1_000);
    aws.faults.push({ kind: "stall", operation: REPORTS });
    const leaving = new AbortController();

    for await (const page of pagesOf("page-size=10", leaving.signal)) {
      expect(await page.rows()).toEqual(entries().slice(0, 10).map(toRow));
      break;
    }
    leaving.abort();
  });

  it("gives an entry once, however often AWS lists it", async () => {
    fill(5, 100);
    const once = rowsOf(entries());
    region().imageUsageReportEntries = entries().flatMap((entry) => [entry, { ...entry }]);

    expect(await read("page-size=7")).toEqual(once);
  });

  it("is asked for the chosen ids alone", async () => {
    fill(20, 1_000);
    const chosen = entries().filter(({ ReportId }) => [1, 2, 3].some((report) => ReportId === reportId(report)));
    const ids = [1, 2, 3].map((report) => `report-id=${reportId(report)}`).join("&");

    expect(await read(`page-size=20&${ids}`)).toEqual(rowsOf(chosen));
  });

  it("keeps its filters in every call", async () => {
    fill(20, 1_000);
    const instances = entries().filter(({ ResourceType }) => ResourceType === "ec2:Instance");

    expect(await read("page-size=20&filter.resource-type=ec2:Instance")).toEqual(rowsOf(instances));
    expect(reportCalls()).toHaveLength(1);
  });

  it("fails where a page is refused, and gives nothing twice before", async () => {
    fill(20, 1_000);
    aws.faults.push({ kind: "deny", operation: ENTRIES, after: 5 });

    await expect(read("page-size=20")).rejects.toThrow("not authorized");
  });

  it("ends its calls where it is left", async () => {
    fill(60, 6_000);
    const leaving = new AbortController();
    const reading = async () => {
      let pages = 0;
      for await (const _ of pagesOf("page-size=20", leaving.signal)) {
        pages += 1;
        if (pages === 3) leaving.abort(new Error("left"));
      }
    };
    await expect(reading()).rejects.toThrow();
    // What was on its way arrives.
    await new Promise((resolve) => setTimeout(resolve, 100));
    const sent = aws.calls.length;
    await new Promise((resolve) => setTimeout(resolve, 100));

    expect(aws.calls).toHaveLength(sent);
    expect(sent).toBeLessThan(30);
  });
});

describe("a listing that is read in AWS's own order", () => {
  it.each([
    ["one page", "", 60, 2],
    ["several pages of a single report", "page-size=10", 1, 11],
  ])("does so where it is %s, of which the first page is read again", async (_, query, reports, expected) => {
    fill(reports, 100);

    expect(await inOrder(query)).toEqual(entries().map(toRow));
    expect(entryCalls()).toHaveLength(expected);
  });

  it("does so where a part is asked for, without a look at the reports", async () => {
    fill(20, 100);

    expect(await inOrder("page-size=10&max-items=35")).toEqual(entries().slice(0, 35).map(toRow));
    expect(entryCalls()).toHaveLength(4);
    expect(reportCalls()).toEqual([]);
    expect(reportsAsked()).toEqual([]);
  });

  it.each(["deny", "malformed"] as const)("does so where the reports may not be listed, or not be read: %s", async (kind) => {
    fill(20, 1_000);
    aws.faults.push({ kind, operation: REPORTS });

    expect(await read("page-size=50")).toEqual(rowsOf(entries()));
    expect(entryCalls()).toHaveLength(20);
  });

  it("does so where entries name a report that is not listed", async () => {
    fill(20, 1_000);
    region().imageUsageReports.shift();

    expect(await read("page-size=50")).toEqual(rowsOf(entries()));
    // The first page is read again.
    expect(entryCalls()).toHaveLength(21);
  });

  it("has no rows of a report that is deleted meanwhile, but those that came before", async () => {
    fill(20, 1_000);
    const deleted = reportId(7);
    const left = entries().filter(({ ReportId }, place) => place < 50 || ReportId !== deleted);
    // The list of reports is right when it is made, and old when it arrives.
    aws.faults.push({ kind: "slow", ms: 100, operation: REPORTS });
    const reading = read("page-size=50");
    await vi.waitFor(() => expect(reportCalls()).toHaveLength(1), { interval: 1 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    region().imageUsageReports = region().imageUsageReports.filter(({ ReportId }) => ReportId !== deleted);
    region().imageUsageReportEntries = entries().filter(({ ReportId }) => ReportId !== deleted);

    expect(await reading).toEqual(rowsOf(left));
  });

  it("goes on so where an answer has rows of other reports than were asked for", async () => {
    fill(20, 1_000);
    const heedless = async function* (): AsyncGenerator<RowPage<ImageUsageReportEntry>> {
      for (let at = 0; at < 1_000; at += 50) {
        const rows = entries()
          .slice(at, at + 50)
          .map(toRow);
        yield new RowPage(rows).placed({ more: at < 950, nextToken: null });
      }
    };

    expect(
      await collected(readByReports({ entries: heedless, reports: imageUsageReportsReader.read }, scope(), ask("page-size=50"), stay)),
    ).toEqual(rowsOf(entries()));
  });

  it("goes on so after some batches have given rows already", async () => {
    fill(24, 1_200);
    const wrong = reportId(23);
    const careless = async function* (...[, request]: Parameters<Reader<ImageUsageReportEntry>["read"]>) {
      const asked = request.ids["report-id"];
      const matching = entries().filter(({ ReportId }) => asked === undefined || asked.includes(ReportId ?? ""));
      // One batch turns out wrong at its end.
      const others = asked?.includes(wrong) ? entries().slice(0, 1) : [];
      const all = [...matching, ...others].map(toRow);
      for (let at = 0; at < all.length; at += 20) {
        await new Promise((resolve) => setImmediate(resolve));
        yield new RowPage(all.slice(at, at + 20)).placed({ more: at + 20 < all.length, nextToken: null });
      }
    };

    expect(
      await collected(readByReports({ entries: careless, reports: imageUsageReportsReader.read }, scope(), ask("page-size=20"), stay)),
    ).toEqual(rowsOf(entries()));
  });
});

async function inOrder(query: string): Promise<ImageUsageReportEntry[]> {
  const all: ImageUsageReportEntry[] = [];
  for await (const page of pagesOf(query)) all.push(...(await page.rows()));
  return all;
}
