import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GET as entries } from "@/app/api/image-usage-report-entries/route";
import { GET as licenseUsage } from "@/app/api/license-usage/route";
import type { FailureKind } from "@/lib/core/row-events";
import { companyWorld } from "@/lib/dev/aws-emulator/company/company-world";
import type { Fault } from "@/lib/dev/aws-emulator/faults";
import { type Handler, type ReadAnswer, read, startWorld } from "./test-support";

const REGIONS = ["us-east-1", "eu-west-1", "ap-south-1", "us-west-2", "sa-east-1"];
const ENTRIES = 100;

const aws = await startWorld(companyWorld({ accounts: 4, regions: REGIONS, entriesPerScope: ENTRIES, now: new Date() }));
const accounts = [aws.world.account, ...Object.keys(aws.world.members ?? {})];
const scopes = accounts.flatMap((account) => REGIONS.map((region) => ({ account, region })));
const faulty = { account: accounts[2] ?? "", region: "ap-south-1" };

const unhandled: unknown[] = [];
process.on("unhandledRejection", (reason) => unhandled.push(reason));
beforeEach(() => aws.reset());
afterEach(() => expect(unhandled).toEqual([]));

const well = { entries: await read(entries, "page-size=20"), licenseUsage: await read(licenseUsage, "page-size=5") };

const EC2 = "DescribeImageUsageReportEntries";
const LICENSES = "ListUsageForLicenseConfiguration";

describe("a read of 20 scopes", () => {
  it("is complete and exact where nothing fails", () => {
    expect(well.entries.end).toEqual({ type: "end", complete: true, truncated: false, rows: 20 * ENTRIES });
    expect(well.entries.done).toHaveLength(20);
    for (const scope of scopes) expect(new Set(well.entries.rowsOf(scope)).size).toBe(ENTRIES);
  });

  it.each<[string, Handler, ReadAnswer, FailureKind, Fault]>([
    ["a refusal", entries, well.entries, "denied", { kind: "deny", operation: EC2 }],
    ["throttling without end", licenseUsage, well.licenseUsage, "throttled", { kind: "throttle", operation: LICENSES }],
    ["credentials that have expired", entries, well.entries, "expired", { kind: "expired-credentials", operation: EC2 }],
    ["a connection that is closed", entries, well.entries, "unreachable", { kind: "reset", operation: EC2, after: 2 }],
    ["bodies that break off", licenseUsage, well.licenseUsage, "unreachable", { kind: "cut", operation: LICENSES }],
    ["bodies that make no sense", entries, well.entries, "unexpected", { kind: "malformed", operation: EC2, after: 3 }],
    ["a server that fails", licenseUsage, well.licenseUsage, "unexpected", { kind: "internal-error", operation: LICENSES }],
    ["a token that comes again", licenseUsage, well.licenseUsage, "unexpected", { kind: "repeat-token", operation: LICENSES }],
    ["tokens that always expire", licenseUsage, well.licenseUsage, "expired", { kind: "expire-token", operation: LICENSES }],
  ])("has all of the other 19, and names the one that failed: %s", async (_fault, GET, before, kind, fault) => {
    aws.faults.push({ ...fault, ...faulty });

    const reading = await read(GET, GET === entries ? "page-size=20" : "page-size=5");

    expect(reading.failures).toMatchObject([{ scope: faulty, error: { kind } }]);
    expect(reading.end).toMatchObject({ type: "end", complete: false, truncated: false, rows: reading.rows.length });
    for (const scope of scopes.filter((one) => one.account !== faulty.account || one.region !== faulty.region)) {
      expect(reading.rowsOf(scope)).toEqual(before.rowsOf(scope));
    }
    const partial = reading.rowsOf(faulty);
    expect(new Set(partial).size).toBe(partial.length);
    expect(partial.filter((row) => !before.rowsOf(faulty).includes(row))).toEqual([]);
  });

  it("loses nothing by an item that is added meanwhile", async () => {
    aws.faults.push({ kind: "add-item", operation: EC2, ...faulty, after: 1 });

    const reading = await read(entries, "page-size=20");

    expect(reading.end).toMatchObject({ complete: true });
    for (const scope of scopes) expect(reading.rowsOf(scope)).toEqual(expect.arrayContaining(well.entries.rowsOf(scope)));
    expect(reading.rows.length - well.entries.rows.length).toBeLessThanOrEqual(1);
  });

  it("takes no more memory by the two hundredth that fails", { timeout: 120_000 }, async () => {
    const few = "region=ap-south-1&page-size=50";
    aws.faults.push(
      { kind: "malformed", operation: EC2, ...faulty },
      { kind: "deny", operation: EC2, account: accounts[1] ?? "", region: faulty.region, after: 1 },
    );
    const loads = async (times: number) => {
      for (let load = 0; load < times; load += 1) {
        expect((await read(entries, few)).end).toMatchObject({ complete: false });
        aws.calls.splice(0);
      }
      return liveBytes();
    };
    await loads(20);
    const before = await loads(20);

    const after = await loads(180);

    expect((after - before) / 180).toBeLessThan(10_000);
  });
});

/** What is still referred to. */
async function liveBytes(): Promise<number> {
  const { setFlagsFromString } = await import("node:v8");
  const { runInNewContext } = await import("node:vm");
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  for (let round = 0; round < 3; round += 1) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return process.memoryUsage().heapUsed;
}
