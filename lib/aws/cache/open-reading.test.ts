import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Reader } from "@/lib/aws/listing/reader";
import { RowPage } from "@/lib/aws/listing/row-page";
import type { Scope } from "@/lib/core/scope";
import { fastLaunchImages } from "@/lib/resources/fast-launch-images";
import { type ImageUsageReport, imageUsageReports } from "@/lib/resources/image-usage-reports";
import { parseReadRequest } from "@/lib/server/http/read-request";
import { openReading } from "./open-reading";

const stay = new AbortController().signal;

let scope: Scope;
let serial = 0;

beforeEach(() => {
  vi.stubEnv("LEDGER_CACHE_SECONDS", "60");
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"], now: Date.parse("2026-11-21T11:59:59.999Z") });
  // At 0, the cache takes its clock for not set.
  vi.advanceTimersByTime(1);
  serial += 1;
  scope = { account: String(serial).padStart(12, "0"), region: "us-east-1" };
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

describe("those who ask for the same", () => {
  it.each([
    ["everything", "", ""],
    ["ids in another order", "image-id=ami-1a2b3c4d&image-id=ami-1a2b3c4e", "image-id=ami-1a2b3c4e&image-id=ami-1a2b3c4d"],
    [
      "ids of several kinds in another order",
      "image-id=ami-1a2b3c4d&report-id=amiur-1a2b3c4d",
      "report-id=amiur-1a2b3c4d&image-id=ami-1a2b3c4d",
    ],
    ["filters in another order", "filter.state=available&filter.tag-key=a", "filter.tag-key=a&filter.state=available"],
    ["values in another order", "filter.tag-key=a&filter.tag-key=b", "filter.tag-key=b&filter.tag-key=a"],
    ["another format", "format=csv&partial=allow", "format=json"],
    ["the scope among others", "region=us-east-1&region=eu-west-1", "region=us-east-1&account=001122223333"],
  ])("share one reading: %s", async (_, one, other) => {
    const aws = reading();
    const both = [follow(aws, one), follow(aws, other)];
    await Promise.resolve();
    aws.finish();

    expect(await Promise.all(both)).toEqual([["1"], ["1"]]);
    expect(aws.begun).toBe(1);
  });

  it.each([
    ["other ids", "image-id=ami-1a2b3c4d", "image-id=ami-1a2b3c4e"],
    ["an id of another kind", "report-id=amiur-1a2b3c4d", "image-id=ami-1a2b3c4d"],
    ["fewer ids", "image-id=ami-1a2b3c4d&image-id=ami-1a2b3c4e", "image-id=ami-1a2b3c4d"],
    ["another filter", "filter.tag-key=a", "filter.state=a"],
    ["another value", "filter.tag-key=a", "filter.tag-key=b"],
    ["no filter", "filter.tag-key=a", ""],
    ["another page size", "page-size=5", "page-size=6"],
    ["fewer items", "max-items=5", "max-items=4"],
    ["another token", "starting-token=a", "starting-token=b"],
  ])("do not share one with those who ask for something else: %s", async (_, one, other) => {
    const aws = reading();
    aws.finish();

    expect(await follow(aws, one)).toEqual(["1"]);
    expect(await follow(aws, other)).toEqual(["2"]);
  });

  it("do not share one with another scope, or another resource", async () => {
    const aws = reading();
    aws.finish();
    await follow(aws);
    const elsewhere = openReading(imageUsageReports, aws.reader, { ...scope, region: "eu-west-1" }, ask(""));
    const others = openReading({ ...imageUsageReports, path: fastLaunchImages.path }, aws.reader, scope, ask(""));

    expect(await rowsOf(elsewhere)).toEqual(["2"]);
    expect(await rowsOf(others)).toEqual(["3"]);
  });
});

describe("rows that were read", () => {
  it("are kept for the time that is configured, and say when they were read", async () => {
    vi.stubEnv("LEDGER_CACHE_SECONDS", "5");
    const aws = reading();
    aws.finish();
    await follow(aws);
    await kept();
    vi.advanceTimersByTime(4_999);

    const again = openReading(imageUsageReports, aws.reader, scope, ask(""));
    expect(again.readAt()).toBe("2026-11-21T12:00:00.000Z");
    expect(await rowsOf(again)).toEqual(["1"]);
    vi.advanceTimersByTime(2);
    expect(await follow(aws)).toEqual(["2"]);
  });

  it("are not kept where the time is 0", async () => {
    vi.stubEnv("LEDGER_CACHE_SECONDS", "0");
    const aws = reading();
    aws.finish();
    await follow(aws);
    await kept();

    expect(await follow(aws)).toEqual(["2"]);
  });

  it("are not kept where the reading failed", async () => {
    const aws = reading();
    aws.fail(new Error("broken"));
    await expect(follow(aws)).rejects.toThrow("broken");
    await kept();
    aws.finish();

    expect(await follow(aws)).toEqual(["2"]);
  });

  it("are not kept where everybody left, and the next gets a reading of their own", async () => {
    const aws = reading();
    const leaving = new AbortController();
    const left = expect(rowsOf(openReading(imageUsageReports, aws.reader, scope, ask("")), leaving.signal)).rejects.toThrow();
    leaving.abort();
    await left;
    const next = follow(aws);
    aws.finish();

    expect(await next).toEqual(["2"]);
  });
});

describe("a refresh", () => {
  it("reads anew, and its rows are kept in place of those before", async () => {
    const aws = reading();
    aws.finish();
    await follow(aws);
    await kept();
    vi.advanceTimersByTime(1);

    expect(await follow(aws, "refresh=true")).toEqual(["2"]);
    await kept();
    expect(await follow(aws)).toEqual(["2"]);
    expect(aws.begun).toBe(2);
  });

  it("does not join a reading that began a second ago, but one that has just begun", async () => {
    const aws = reading();
    const first = follow(aws);
    vi.advanceTimersByTime(999);
    const together = follow(aws, "refresh=true");
    vi.advanceTimersByTime(1);
    const later = follow(aws, "refresh=true");
    aws.finish();

    expect(await Promise.all([first, together, later])).toEqual([["1"], ["1"], ["2"]]);
  });

  it("is joined by those who come after it", async () => {
    const aws = reading();
    const first = follow(aws);
    vi.advanceTimersByTime(1_000);
    const refreshed = follow(aws, "refresh=true");
    const after = follow(aws);
    aws.finish();

    expect(await Promise.all([first, refreshed, after])).toEqual([["1"], ["2"], ["2"]]);
  });

  it("that ends before an older reading is not replaced by it", async () => {
    const older = reading();
    const newer = reading();
    const first = follow(older);
    vi.advanceTimersByTime(1_000);
    newer.finish();
    expect(await follow(newer, "refresh=true")).toEqual(["1"]);
    await kept();
    older.finish();
    await first;
    await kept();

    expect(openReading(imageUsageReports, older.reader, scope, ask("")).readAt()).toBe("2026-11-21T12:00:01.000Z");
  });
});

it("stops a reading that takes longer than is configured", async () => {
  vi.stubEnv("LEDGER_LOAD_SECONDS", "30");
  const aws = reading();
  const stopped = expect(follow(aws)).rejects.toThrow("longer than 30 seconds");
  await Promise.resolve();
  vi.advanceTimersByTime(30_000);

  await stopped;
});

const ask = (query: string) => parseReadRequest(imageUsageReports, new URLSearchParams(query));

/** Each reading gives its number as a report's id, once it may finish. */
function reading() {
  let open: (outcome: Error | null) => void = () => undefined;
  let gate = new Promise<Error | null>((resolve) => {
    open = resolve;
  });
  const state = { begun: 0 };
  const reader: Reader<ImageUsageReport> = {
    dryRun: null,
    async *read(_scope, _request, signal) {
      state.begun += 1;
      const reportId = String(state.begun);
      const left = new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      const outcome = await Promise.race([gate, left]);
      if (outcome !== null) throw outcome;
      yield new RowPage([{ ...REPORT, reportId }]);
    },
  };
  const settle = (outcome: Error | null): void => {
    open(outcome);
    gate = Promise.resolve(outcome);
  };
  return Object.assign(state, { reader, finish: () => settle(null), fail: settle });
}

const REPORT: ImageUsageReport = {
  imageId: null,
  reportId: null,
  resourceTypes: [],
  accountIds: [],
  state: null,
  stateReason: null,
  creationTime: null,
  expirationTime: null,
  tags: [],
};

const follow = ({ reader }: ReturnType<typeof reading>, query = "") => rowsOf(openReading(imageUsageReports, reader, scope, ask(query)));

async function rowsOf({ follow: pages }: ReturnType<typeof openReading<ImageUsageReport>>, signal = stay): Promise<(string | null)[]> {
  const rows: (string | null)[] = [];
  for await (const page of pages(signal)) for (const { reportId } of await page.rows()) rows.push(reportId);
  return rows;
}

/** A load ends for its followers and is kept in the same turn, or the next. */
const kept = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
