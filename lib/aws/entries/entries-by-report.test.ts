import { describe, expect, it, vi } from "vitest";
import type { Reader } from "@/lib/aws/listing/reader";
import { RowPage } from "@/lib/aws/listing/row-page";
import { imageUsageReportsReader } from "@/lib/aws/operations/image-usage-reports";
import { ask, collected, reportId, rowsOf, startEntries, stay, toRow } from "@/lib/aws/test-support";
import { fromColumnar } from "@/lib/core/columnar";
import { entriesProof, type ImageUsageReportEntry } from "@/lib/resources/image-usage-report-entries";
import { readByReports } from "./entries-by-report";

const { aws, region, scope, entries, entryCalls, reportCalls, reportsAsked, fill, pages: pagesOf, read } = await startEntries();
const ENTRIES = "DescribeImageUsageReportEntries";
const REPORTS = "DescribeImageUsageReports";

describe("a listing of several pages", () => {
  it("gives exactly the rows of AWS's own order, each once", async () => {
    fill(60, 6_000);

    expect(await read("page-size=100")).toEqual(rowsOf(entries()));
    expect(reportCalls()).toHaveLength(2);
    expect(new Set(reportsAsked()).size).toBe(60);
  });

  it("gives its first page in AWS's own order, without waiting for the reports", async () => {
    fill(20, 1_000);
    aws.faults.push({ kind: "slow", ms: 60_000, operation: REPORTS });
    const pages = pagesOf("page-size=10");

    const first = await pages.next();

    if (first.done) throw new Error("There is no page.");
    expect(await first.value.rows()).toEqual(entries().slice(0, 10).map(toRow));
    await pages.return(undefined);
  });

  it("gives an item once that AWS lists twice, also one of the first page", async () => {
    fill(5, 100);
    const once = entries();
    region().imageUsageReportEntries = once.flatMap((entry) => [entry, { ...entry }]);

    expect(await read("page-size=7")).toEqual(rowsOf(once));
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
    ["one page and filtered", "filter.account-id=0*", 100, 1],
    ["a part of it", "page-size=10&max-items=35", 35, 4],
  ])("does so where it is %s, without a look at the reports", async (_, query, expected, calls) => {
    fill(20, 100);
    const all: ImageUsageReportEntry[] = [];
    for await (const page of pagesOf(query)) all.push(...(await page.rows()));

    expect(all).toEqual(entries().slice(0, expected).map(toRow));
    expect(entryCalls()).toHaveLength(calls);
    expect(reportsAsked()).toEqual([]);
    expect(reportCalls()).toEqual([]);
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
    // Twice, for only a steady order proves anything.
    expect(entryCalls()).toHaveLength(41);
    expect(reportsAsked()).toEqual([]);
  });

  it("goes on so where a report vanishes meanwhile", async () => {
    fill(20, 1_000);
    const before = rowsOf(entries());
    // The list of reports is right when it is made, and old when it arrives.
    aws.faults.push({ kind: "slow", ms: 100, operation: REPORTS });
    const reading = read("page-size=50");
    await vi.waitFor(() => expect(reportCalls()).toHaveLength(1), { interval: 1 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    region().imageUsageReports = region().imageUsageReports.filter(({ ReportId }) => ReportId !== reportId(7));

    expect(await reading).toEqual(before);
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

describe("what a listing proves", () => {
  it("is which reports were available before its first entry that counts and after its last", async () => {
    fill(3, 30);
    setState(1, "pending");

    expect(await proved("page-size=10")).toEqual([reportId(0), reportId(2)]);
  });

  it.each([
    ["became available meanwhile", "pending", "available", [reportId(0), reportId(2)]],
    ["was available until then", "available", "error", [reportId(0), reportId(2)]],
  ] as const)("is nothing of a report that %s", async (_, before, after, expected) => {
    fill(3, 30);
    setState(1, before);

    expect(await proved("page-size=10", () => setState(1, after))).toEqual(expected);
  });

  it.each(["available", "pending"] as const)(
    "is nothing at all where a report went away that was %s: pages may have shifted",
    async (state) => {
      fill(3, 30);
      setState(1, state);
      const goAway = () => {
        region().imageUsageReports = region().imageUsageReports.filter(({ ReportId }) => ReportId !== reportId(1));
      };

      expect(await proved("page-size=10", goAway)).toEqual([]);
    },
  );

  it("has the reports as they were listed afterwards", async () => {
    fill(3, 30);
    const proof = await proofOf("", () => setState(2, "error"));

    if (proof === null || !("reports" in proof)) throw new Error("There is no proof.");
    expect(fromColumnar(proof.reports).map(({ state }) => state)).toEqual(["available", "available", "error"]);
  });

  it("says why there is none where the reports could not be listed", async () => {
    fill(3, 30);
    aws.faults.push({ kind: "deny", operation: REPORTS });

    expect(await proofOf("page-size=10")).toMatchObject({ failure: { kind: "denied" } });
  });

  it("does not rest on an answer that AWS does not know a report whose entries were asked for", async () => {
    fill(2, 20);
    const forgetful = async function* (...[, request]: Parameters<Reader<ImageUsageReportEntry>["read"]>) {
      if (request.ids["report-id"] !== undefined) return { unknownIds: request.ids["report-id"] };
      yield new RowPage(entries().map(toRow));
      return undefined;
    };

    expect(await collected(readByReports({ entries: forgetful, reports: imageUsageReportsReader.read }, scope(), ask(""), stay))).toEqual(
      rowsOf(entries()),
    );
  });

  it("is none where a part is read", async () => {
    fill(3, 30);

    expect(await proofOf("page-size=10&max-items=10")).toBeNull();
    expect(await proofOf("filter.resource-type=ec2:Instance")).toBeNull();
  });
});

function setState(report: number, state: "available" | "pending" | "error"): void {
  const found = region().imageUsageReports[report];
  if (found !== undefined) found.State = state;
}

/** Reads to the end, and after the first page lets something happen. */
async function proofOf(query: string, meanwhile = () => {}) {
  // Reports are listed once the first page has arrived, so what happens after the second happens in between.
  aws.faults.push({ kind: "slow", ms: 60, operation: ENTRIES });
  const pages = pagesOf(query);
  await pages.next();
  let step = await pages.next();
  meanwhile();
  while (!step.done) step = await pages.next();
  return entriesProof(step.value);
}

async function proved(query: string, meanwhile?: () => void) {
  const proof = await proofOf(query, meanwhile);
  return proof !== null && "availableThroughout" in proof ? proof.availableThroughout : null;
}
