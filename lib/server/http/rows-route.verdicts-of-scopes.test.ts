import { beforeEach, describe, expect, it, vi } from "vitest";
import { GET as findings } from "@/app/api/findings/route";
import { GET as verdicts } from "@/app/api/image-verdicts/route";
import { scopeKey } from "@/lib/core/scope";
import { companyWorld } from "@/lib/dev/aws-emulator/company/company-world";
import type { Fault } from "@/lib/dev/aws-emulator/faults";
import type { RegionWorld } from "@/lib/dev/aws-emulator/world";
import { read, startWorld } from "./test-support";

// The SDK waits a random part of up to 16 seconds between two tries. A small part keeps these tests quick.
vi.spyOn(Math, "random").mockReturnValue(0.1);
// No scope may fail because the machine is busy.
process.env.LEDGER_CALL_SECONDS = "60";

const REGIONS = ["us-east-1", "eu-west-1", "ap-south-1", "us-west-2", "sa-east-1"];
const world = companyWorld({ accounts: 4, regions: REGIONS, entriesPerScope: 20, now: new Date() });
const own = Object.values(world.regions);
for (const region of [...own, ...Object.values(world.members ?? {}).flatMap(({ regions }) => Object.values(regions))]) addUnused(region);
const [account = ""] = Object.keys(world.members ?? {});
const aws = await startWorld(world);
beforeEach(() => aws.reset());

const ILL = scopeKey({ account, region: "eu-west-1" });
const OPERATIONS = ["DescribeImages", "DescribeImageUsageReports", "DescribeImageUsageReportEntries", "DescribeImageReferences"];
const KINDS = ["deny", "throttle", "internal-error", "expired-credentials", "cut", "malformed", "reset"] as const;
/** Every kind, and every list, with others each time: all pairs take a quarter of a minute. */
const EACH = KINDS.flatMap((kind, place) => [0, 1].map((next) => [kind, OPERATIONS[(place + next) % OPERATIONS.length] ?? ""] as const));
const faultOf = (kind: (typeof KINDS)[number], operation: string): Fault => ({ kind, operation, account, region: "eu-west-1" });

const whole = await read(verdicts);

describe("verdicts of twenty scopes, one of which fails", () => {
  const of = (reading: typeof whole, isIll: boolean) =>
    reading.lines.flatMap((line) =>
      line.type === "rows" && (scopeKey(line.scope) === ILL) === isIll ? line.rows.map((row) => JSON.stringify([line.scope, row])) : [],
    );

  it("are there for all where none fails", () => {
    expect(whole.done).toHaveLength(20);
    expect(whole.rows.some(({ verdict }) => verdict === "no-use-seen")).toBe(true);
  });

  it.each(EACH)("are exact in the other nineteen, and not said where evidence is missing: %s of %s", async (kind, operation) => {
    aws.faults.push(faultOf(kind, operation));

    const reading = await read(verdicts);

    expect(of(reading, false).map(timeless).toSorted()).toEqual(of(whole, false).map(timeless).toSorted());
    expect(of(reading, true).filter((row) => row.includes('"no-use-seen"'))).toEqual([]);
    expect(reading.failures.map(({ scope }) => scopeKey(scope))).toEqual([ILL]);
    expect(reading.end).toMatchObject({ complete: false });
  });

  it("are what the findings follow from: the scope is named there too", async () => {
    aws.faults.push(faultOf("deny", "DescribeImageUsageReportEntries"));

    const { failures, end } = await read(findings);

    expect(failures.map(({ scope }) => scopeKey(scope))).toContain(ILL);
    expect(end).toMatchObject({ complete: false });
  });
});

/** An image with a report on it that found nothing. */
function addUnused(region: RegionWorld): void {
  const { LastLaunchedTime: _, ...image } = region.images[0] ?? {};
  const ImageId = "ami-0aaaaaaaaaaaaaaaa";
  const report = region.imageUsageReports.find(({ State }) => State === "available");
  region.images.push({ ...image, ImageId, Name: "unused" });
  region.imageUsageReports.push({ ...report, ImageId, ReportId: "amiur-0aaaaaaaaaaaaaaaa" });
}

/** Readings differ by when they were made. */
const timeless = (text: string): string => text.replaceAll(/"asOf":"[^"]+"/g, '"asOf":"…"');
