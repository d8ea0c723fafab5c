import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { reportId, rowsOf, startEntries } from "@/lib/aws/test-support";

const { aws, region, entries, entryCalls, reportCalls, reportsAsked, fill, read } = await startEntries();

beforeEach(() => {
  vi.stubEnv("LEDGER_CACHE_SECONDS", "60");
  fill(24, 1_200);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** Reads everything once, and forgets that it was asked for. */
async function readBefore(query = "page-size=50"): Promise<void> {
  expect(await read(query)).toHaveLength(1_200);
  aws.calls.splice(0);
}

describe("entries of available reports", () => {
  it("are read once: after that, the first page and the reports are enough", async () => {
    await readBefore();

    expect(await read("page-size=50")).toEqual(rowsOf(entries()));
    expect([entryCalls().length, reportCalls().length]).toEqual([1, 2]);
  });

  it("are kept apart for each scope", async () => {
    await readBefore();
    vi.stubEnv("LEDGER_REGIONS", "us-east-1");
    const elsewhere = { ...region() };
    aws.world.regions["eu-west-1"] = elsewhere;

    const { imageUsageReportEntriesReader } = await import("@/lib/aws/operations/image-usage-report-entries");
    const { ask, stay, collected } = await import("@/lib/aws/test-support");
    const scope = { account: "000000000001", region: "eu-west-1" };
    expect(await collected(imageUsageReportEntriesReader.read(scope, ask("page-size=50"), stay))).toEqual(rowsOf(entries()));
    expect(new Set(reportsAsked()).size).toBe(24);
  });

  it("are kept whatever the size of a page, and used for some of the reports too", async () => {
    await readBefore("page-size=50");

    expect(await read("page-size=20")).toEqual(rowsOf(entries()));
    expect(entryCalls()).toHaveLength(1);
  });

  it("of a report that was made since are read, and no others", async () => {
    await readBefore();
    const [report] = region().imageUsageReports;
    const [entry] = entries();
    const added = reportId(99);
    region().imageUsageReports.push({ ...report, ReportId: added });
    region().imageUsageReportEntries = [...entries(), { ...entry, ReportId: added }];

    expect(await read("page-size=50")).toEqual(rowsOf(entries()));
    expect(reportsAsked()).toEqual([added]);
  });

  it("of a batch from which a report has gone are read again, without those of that report", async () => {
    await readBefore();
    const gone = reportId(5);
    region().imageUsageReports = region().imageUsageReports.filter(({ ReportId }) => ReportId !== gone);
    region().imageUsageReportEntries = entries().filter(({ ReportId }) => ReportId !== gone);

    expect(await read("page-size=50")).toEqual(rowsOf(entries()));
    expect(new Set(reportsAsked())).toEqual(new Set([reportId(17)]));
  });

  it("of a batch in which a report expires are not kept longer than that", async () => {
    const expiring = region().imageUsageReports[3];
    if (expiring !== undefined) expiring.ExpirationTime = new Date(Date.now() + 1_500);
    await readBefore();
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(Number(expiring?.ExpirationTime) + 20), { timeout: 3_000 });

    expect(await read("page-size=50")).toEqual(rowsOf(entries()));
    expect(new Set(reportsAsked())).toEqual(new Set([reportId(3), reportId(15)]));
  });

  it("are read anew by a refresh, and what it read is kept", async () => {
    await readBefore();

    expect(await read("page-size=50&refresh=true")).toEqual(rowsOf(entries()));
    expect(new Set(reportsAsked()).size).toBe(24);
    aws.calls.splice(0);
    await read("page-size=50");
    expect(entryCalls()).toHaveLength(1);
  });
});

describe("entries that are not kept", () => {
  it.each(["pending", "error", null])("are those of a batch with a report that is not available: %s", async (state) => {
    const [report] = region().imageUsageReports;
    if (report !== undefined) report.State = state === "error" ? "error" : state === "pending" ? "pending" : undefined;
    const all = entries().filter(({ ReportId }) => ReportId !== reportId(0));
    region().imageUsageReportEntries = all;
    await read("page-size=50");
    aws.calls.splice(0);

    expect(await read("page-size=50")).toEqual(rowsOf(all));
    expect(new Set(reportsAsked())).toEqual(new Set([reportId(0), reportId(12)]));
  });

  it("are missed by nobody once their report has become available", async () => {
    const [report] = region().imageUsageReports;
    if (report !== undefined) report.State = "pending";
    const all = entries().filter(({ ReportId }) => ReportId !== reportId(0));
    const [last] = all.slice(-1);
    region().imageUsageReportEntries = all;
    await read("page-size=50");
    if (report !== undefined) report.State = "available";
    region().imageUsageReportEntries = [...all, { ...last, ReportId: reportId(0) }];

    expect(await read("page-size=50")).toEqual(rowsOf(entries()));
  });

  it("are those that were filtered", async () => {
    const query = "page-size=50&filter.resource-type=ec2:Instance";
    const instances = rowsOf(entries().filter(({ ResourceType }) => ResourceType === "ec2:Instance"));
    expect(await read(query)).toEqual(instances);
    aws.calls.splice(0);

    expect(await read(query)).toEqual(instances);
    expect(new Set(reportsAsked()).size).toBe(24);
    aws.calls.splice(0);
    expect(await read("page-size=50")).toEqual(rowsOf(entries()));
    expect(new Set(reportsAsked()).size).toBe(24);
  });

  it("do not come from what was kept where there are filters", async () => {
    await readBefore();

    await read("page-size=50&filter.resource-type=ec2:Instance");
    expect(new Set(reportsAsked()).size).toBe(24);
  });

  it("are all of them where nothing is to be kept", async () => {
    vi.stubEnv("LEDGER_CACHE_SECONDS", "0");
    await readBefore();

    expect(await read("page-size=50")).toEqual(rowsOf(entries()));
    expect(new Set(reportsAsked()).size).toBe(24);
  });

  it("are those of a batch that was not read to its end", async () => {
    aws.faults.push({ kind: "deny", operation: "DescribeImageUsageReportEntries", after: 4 });
    await expect(read("page-size=50")).rejects.toThrow();
    aws.reset();

    expect(await read("page-size=50")).toEqual(rowsOf(entries()));
    expect(new Set(reportsAsked()).size).toBeGreaterThan(12);
  });
});
