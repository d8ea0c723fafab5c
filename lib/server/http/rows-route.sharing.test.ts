import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GET as entries } from "@/app/api/image-usage-report-entries/route";
import { rowCache } from "@/lib/aws/cache/row-cache";
import { bulkWorld } from "@/lib/dev/aws-emulator/company/bulk-world";
import { read, request, startWorld, times } from "./test-support";

const aws = await startWorld(bulkWorld(3_000, new Date()));
const callsOf = (operation: string): number => aws.calls.filter((call) => call.operation === operation).length;
const entryCalls = (): number => callsOf("DescribeImageUsageReportEntries");

beforeEach(() => {
  aws.reset();
  process.env.LEDGER_CACHE_SECONDS = "60";
});
afterEach(() => {
  for (const key of rowCache.keysWith("")) rowCache.delete(key);
});

describe("fifty viewers at once", () => {
  it("cause the calls of one, and all get everything", async () => {
    aws.conditions.latencyMs = 20;
    await read(entries);
    const alone = aws.dataCalls().length;
    aws.reset();
    for (const key of rowCache.keysWith("")) rowCache.delete(key);

    const readings = await Promise.all(times(50, () => read(entries)));

    expect(aws.dataCalls()).toHaveLength(alone);
    for (const { end, rows } of readings) {
      expect(end).toEqual({ type: "end", complete: true, truncated: false, rows: 3_000 });
      expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(3_000);
    }
    aws.conditions.latencyMs = 0;
  });

  it("get the pages so far when they come late, then follow", async () => {
    aws.conditions.latencyMs = 50;
    const early = read(entries, "page-size=100");
    await expect.poll(entryCalls).toBeGreaterThan(10);

    const late = read(entries, "page-size=100");

    expect((await late).rowsOf({ account: aws.world.account, region: "us-east-1" })).toEqual(
      (await early).rowsOf({ account: aws.world.account, region: "us-east-1" }),
    );
    aws.conditions.latencyMs = 0;
  });
});

describe("the second viewer", () => {
  it("waits for no call, and is told when the rows were read", async () => {
    const before = await read(entries);
    aws.reset();

    const after = await read(entries);

    expect(aws.calls).toEqual([]);
    expect(after.done).toEqual(before.done);
    expect(after.rows).toHaveLength(3_000);
  });

  it("gets rows that are read anew where that is asked for", async () => {
    await read(entries);
    aws.reset();

    const { lines, end } = await read(entries, "refresh=true");

    expect(entryCalls()).toBeGreaterThan(2);
    expect(end).toMatchObject({ complete: true, rows: 3_000 });
    expect(Date.now() - Date.parse(lines.find((line) => line.type === "done")?.readAt ?? "")).toBeLessThan(5_000);
  });

  it("gets kept rows that are young enough, and others anew, entries of reports that cannot change among them", async () => {
    const before = await read(entries);
    aws.reset();

    expect((await read(entries, "max-age=60")).done).toEqual(before.done);
    expect(aws.calls).toEqual([]);

    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const anew = await read(entries, "max-age=1");
    expect(entryCalls()).toBeGreaterThan(2);
    expect(anew.end).toMatchObject({ complete: true, rows: 3_000 });
    expect(Date.parse(anew.done[0]?.readAt ?? "")).toBeGreaterThan(Date.parse(before.done[0]?.readAt ?? ""));
  });

  it("is not given a failure that has passed", async () => {
    aws.faults.push({ kind: "deny", operation: "DescribeImageUsageReportEntries" });
    expect((await read(entries)).failures).toHaveLength(1);
    aws.reset();

    expect((await read(entries)).end).toMatchObject({ complete: true });
  });

  it("asks AWS again where nothing is to be kept", async () => {
    process.env.LEDGER_CACHE_SECONDS = "0";
    await read(entries);
    aws.reset();

    await read(entries);

    expect(entryCalls()).toBeGreaterThan(2);
  });
});

describe("entries of reports that have not expired", () => {
  it("are not read again when the rows are no longer fresh", async () => {
    await read(entries);
    for (const key of rowCache.keysWith("/image-usage-report-entries")) rowCache.delete(key);
    aws.reset();

    const { rows } = await read(entries);

    expect(rows).toHaveLength(3_000);
    expect(entryCalls()).toBe(1);
    // Listed before and after the entries.
    expect(callsOf("DescribeImageUsageReports")).toBe(2);
  });
});

describe("leaving", () => {
  it("does not stop the rows of those who stay, until the last has left", async () => {
    aws.faults.push({ kind: "stall", operation: "DescribeImageUsageReportEntries", after: 2, times: 1 });
    const [one, other] = [new AbortController(), new AbortController()];
    const texts = [one, other].map(async ({ signal }) => (await entries(request("page-size=500&max-items=2000", signal))).text());
    await expect.poll(entryCalls).toBe(3);

    one.abort();
    await expect(texts[0]).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(aws.calls.at(-1)?.aborted).toBe(false);
    other.abort();

    await expect(texts[1]).rejects.toThrow();
    await expect.poll(() => aws.calls.at(-1)?.aborted).toBe(true);
  });
});
