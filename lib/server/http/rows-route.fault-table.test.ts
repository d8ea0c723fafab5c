import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { GET as fastLaunchImages } from "@/app/api/fast-launch-images/route";
import { GET as imageLaunchPermissions } from "@/app/api/image-launch-permissions/route";
import { GET as imageReferences } from "@/app/api/image-references/route";
import { GET as imageUsageReportEntries } from "@/app/api/image-usage-report-entries/route";
import { GET as imageUsageReports } from "@/app/api/image-usage-reports/route";
import { GET as images } from "@/app/api/images/route";
import { GET as importImageTasks } from "@/app/api/import-image-tasks/route";
import { GET as licenseConfigurationAssociations } from "@/app/api/license-configuration-associations/route";
import { GET as licenseConfigurationFailures } from "@/app/api/license-configuration-failures/route";
import { GET as licenseConfigurations } from "@/app/api/license-configurations/route";
import { GET as licenseUsage } from "@/app/api/license-usage/route";
import { rowCache } from "@/lib/aws/cache/row-cache";
import type { Fault } from "@/lib/dev/aws-emulator/faults";
import type { RegionWorld } from "@/lib/dev/aws-emulator/world";
import { ACCOUNT, type Handler, type ReadAnswer, read, startAws, times } from "./test-support";

// Pauses between two tries are a random part of seconds. A small part keeps these tests quick.
vi.spyOn(Math, "random").mockReturnValue(0.05);

const IMAGE = "ami-0abcdef1234567890";
const HEALTHY = "us-east-1";
const FAULTY = "eu-west-1";
const arn = (region: string) => `arn:aws:license-manager:${region}:${ACCOUNT}:license-configuration:lic-0123456789abcdef`;

const reportId = (index: number) => `amiur-${String(index).padStart(17, "0")}`;

/** Of a page of 5, every listing has two. */
const COUNT = 6;
const ARNS = `license-configuration-arn=${arn(HEALTHY)}&license-configuration-arn=${arn(FAULTY)}`;

/** Every operation that reads, asked for so that no other call comes before its own. */
const OPERATIONS: Readonly<Record<string, { GET: Handler; query: string; service: "ec2" | "license-manager"; isListing: boolean }>> = {
  DescribeFastLaunchImages: ec2(fastLaunchImages, "page-size=5"),
  DescribeImageAttribute: { ...ec2(imageLaunchPermissions, `image-id=${IMAGE}`), isListing: false },
  DescribeImageReferences: ec2(imageReferences, `image-id=${IMAGE}&page-size=5`),
  DescribeImageUsageReportEntries: ec2(imageUsageReportEntries, "page-size=5"),
  DescribeImageUsageReports: ec2(imageUsageReports, "page-size=5"),
  DescribeImages: ec2(images, "page-size=5"),
  DescribeImportImageTasks: ec2(importImageTasks, "page-size=5"),
  ListAssociationsForLicenseConfiguration: licenses(licenseConfigurationAssociations, `page-size=5&${ARNS}`),
  ListFailuresForLicenseConfigurationOperations: licenses(licenseConfigurationFailures, `page-size=5&${ARNS}`),
  ListLicenseConfigurations: licenses(licenseConfigurations, "page-size=5"),
  ListUsageForLicenseConfiguration: licenses(licenseUsage, `page-size=5&${ARNS}`),
};

const aws = await startAws({ [HEALTHY]: region(HEALTHY), [FAULTY]: region(FAULTY) });
process.env.LEDGER_CALL_SECONDS = "2";
process.env.LEDGER_CACHE_SECONDS = "60";
afterAll(() => vi.restoreAllMocks());

let well: Readonly<Record<string, ReadAnswer>> = {};
beforeAll(async () => {
  well = await readAll(() => true);
});
beforeEach(() => {
  aws.reset();
  for (const key of rowCache.keysWith("")) rowCache.delete(key);
});

const UNREADABLE = ["UnreadableAnswer", "UnreadableAnswer"] as const;
const body = (text: string, status = 200): Fault => ({ kind: "replace-body", body: text, status });

/** The code of EC2's scope and of License Manager's. */
const FAILURES: [string, Fault, readonly [string, string]][] = [
  ["a refusal", { kind: "deny" }, ["UnauthorizedOperation", "AccessDeniedException"]],
  ["an error of the server", { kind: "internal-error" }, ["InternalError", "ServerInternalException"]],
  ["expired credentials", { kind: "expired-credentials" }, ["RequestExpired", "ExpiredTokenException"]],
  ["no answer", { kind: "stall" }, ["TimeoutError", "TimeoutError"]],
  ["a byte a while", { kind: "drip", ms: 100 }, ["TimeoutError", "TimeoutError"]],
  ["a connection that is closed", { kind: "reset" }, ["ECONNRESET", "ECONNRESET"]],
  ["a connection that breaks before the body", { kind: "cut", at: 0 }, ["ECONNRESET", "ECONNRESET"]],
  ["a connection that breaks in the body", { kind: "cut" }, ["ECONNRESET", "ECONNRESET"]],
  ["a connection that breaks at the end of the body", { kind: "cut", at: 0.999 }, ["ECONNRESET", "ECONNRESET"]],
  ["a body that ends early", { kind: "malformed" }, UNREADABLE],
  ["a body without its last bytes", { kind: "malformed", at: 0.999 }, UNREADABLE],
  ["an empty body", body(""), UNREADABLE],
  ["a blank body", body(" \r\n"), UNREADABLE],
  ["a page of HTML", body("<!DOCTYPE html><html><body>Welcome</body></html>"), UNREADABLE],
  ["a page of HTML of a gateway", body("<html><body>Bad gateway</body></html>", 502), ["Http502", "Http502"]],
  ["an empty body of a gateway", body("", 504), ["Http504", "Http504"]],
  ["text", body("Service Unavailable"), UNREADABLE],
  ["null", body("null"), UNREADABLE],
  ["an array", body("[]"), UNREADABLE],
  ["a text in JSON", body('"none"'), UNREADABLE],
  ["the document of another operation", body("<DescribeRegionsResponse><regionInfo/></DescribeRegionsResponse>"), UNREADABLE],
  ["the object of another operation", body('{"Accounts":[]}'), UNREADABLE],
  ["an object that is not closed", body("{"), UNREADABLE],
  ["another character set", { kind: "encode", as: "utf16le" }, UNREADABLE],
  ["a compressed body that breaks off", { kind: "encode", as: "broken-gzip" }, UNREADABLE],
];

const LISTING_FAILURES: [string, Fault, readonly [string, string]][] = [
  ["a token that always expires", { kind: "expire-token" }, ["InvalidPaginationToken", "InvalidNextToken"]],
  ["the same token again", { kind: "repeat-token" }, ["RepeatedToken", "RepeatedToken"]],
];

/** Last, because a rate limiter stays slow once AWS has throttled. */
const THROTTLED: typeof FAILURES = [
  ["throttling without end", { kind: "throttle" }, ["RequestLimitExceeded", "RateLimitExceededException"]],
];

const HARMLESS: [string, Fault][] = [
  ["an empty page with a token", { kind: "empty-page", times: 3 }],
  ["a page size that is refused", { kind: "refuse-page-size", max: 0 }],
  ["an answer that is late", { kind: "slow", ms: 100 }],
  ["a byte-order mark", { kind: "encode", as: "utf8-with-bom" }],
  ["a connection that is closed once", { kind: "reset", times: 1 }],
  ["an error of the server that passes", { kind: "internal-error", times: 2 }],
];

describe("each operation that reads", () => {
  it("has all its rows where nothing is wrong", () => {
    for (const [operation, { rows, end }] of Object.entries(well)) {
      expect({ operation, rows: rows.length }).toEqual({ operation, rows: OPERATIONS[operation]?.isListing ? 2 * COUNT : 2 });
      expect(end).toMatchObject({ complete: true });
    }
  });

  it.each(HARMLESS)("reads the same rows over %s", async (_, fault) => {
    aws.faults.push({ ...fault, region: FAULTY });

    const readings = await readAll(() => true);

    for (const [operation, reading] of Object.entries(readings)) expectSame(operation, reading, [HEALTHY, FAULTY]);
    expect(summaries(readings)).toEqual(expected(readings, null));
  });

  it.each(FAILURES)("fails its scope alone, and caches nothing of it, over %s", async (_, fault, codes) => {
    await expectFailure(fault, codes, () => true);
  });

  it.each(LISTING_FAILURES)("of a listing fails its scope alone, and caches nothing of it, over %s", async (_, fault, codes) => {
    await expectFailure(fault, codes, ({ isListing }) => isListing);
  });

  it.each(THROTTLED)("fails its scope alone, and caches nothing of it, over %s", async (_, fault, codes) => {
    await expectFailure(fault, codes, () => true);
  });
});

type Operation = (typeof OPERATIONS)[string];
type Codes = readonly [ec2: string, licenseManager: string];

async function expectFailure(fault: Fault, codes: Codes, isConcerned: (operation: Operation) => boolean): Promise<void> {
  aws.faults.push({ ...fault, region: FAULTY });

  const readings = await readAll(isConcerned);

  expect(summaries(readings)).toEqual(expected(readings, codes));
  for (const [operation, reading] of Object.entries(readings)) {
    expectSame(operation, reading, [HEALTHY]);
    const partial = reading.rowsOf({ account: ACCOUNT, region: FAULTY });
    expect(partial.filter((row) => !well[operation]?.rowsOf({ account: ACCOUNT, region: FAULTY }).includes(row))).toEqual([]);
    expect(new Set(partial).size).toBe(partial.length);
  }
  expect(rowCache.keysWith("").filter((key) => key.includes(`/${FAULTY}`))).toEqual([]);
}

/** What became of the faulty scope, by operation: its code, or that it was read to its end. */
function summaries(readings: Readonly<Record<string, ReadAnswer>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(readings).map(([operation, { failures, done, end }]) => [
      operation,
      {
        failed: failures.map(({ scope, error }) => [scope.region, error.code]),
        done: done.map(({ scope }) => scope.region).sort(),
        complete: end?.type === "end" && end.complete,
      },
    ]),
  );
}

function expected(readings: Readonly<Record<string, ReadAnswer>>, codes: Codes | null): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(readings).map((operation) => {
      if (codes === null) return [operation, { failed: [], done: [FAULTY, HEALTHY], complete: true }];
      const code = codes[OPERATIONS[operation]?.service === "ec2" ? 0 : 1];
      return [operation, { failed: [[FAULTY, code]], done: [HEALTHY], complete: false }];
    }),
  );
}

function expectSame(operation: string, reading: ReadAnswer, regions: readonly string[]): void {
  for (const name of regions) {
    const scope = { account: ACCOUNT, region: name };
    expect({ operation, rows: reading.rowsOf(scope) }).toEqual({ operation, rows: well[operation]?.rowsOf(scope) });
  }
}

/** At the same time: most faults take a while until they are given up. */
async function readAll(isConcerned: (operation: Operation) => boolean): Promise<Record<string, ReadAnswer>> {
  const concerned = Object.entries(OPERATIONS).filter(([, operation]) => isConcerned(operation));
  return Object.fromEntries(await Promise.all(concerned.map(async ([name, { GET, query }]) => [name, await read(GET, query)] as const)));
}

function ec2(GET: Handler, query: string) {
  return { GET, query, service: "ec2" as const, isListing: true };
}

function licenses(GET: Handler, query: string) {
  return { GET, query, service: "license-manager" as const, isListing: true };
}

function region(name: string): Partial<RegionWorld> {
  const id = (index: number) => `${name}-${index}`;
  return {
    images: times(COUNT, (index) => ({ ImageId: index === 0 ? IMAGE : `ami-${String(index).padStart(17, "0")}`, OwnerId: ACCOUNT })),
    imageReferences: times(COUNT, (index) => ({ ImageId: IMAGE, Arn: id(index) })),
    imageUsageReports: times(COUNT, (index) => ({ ReportId: reportId(index), State: "available" })),
    imageUsageReportEntries: times(COUNT, (index) => ({
      ReportId: reportId(0),
      AccountId: String(index).padStart(12, "0"),
      UsageCount: index,
    })),
    fastLaunchImages: times(COUNT, (index) => ({ ImageId: id(index) })),
    importImageTasks: times(COUNT, (index) => ({ ImportTaskId: id(index) })),
    licenseConfigurations: times(COUNT, (index) => ({ LicenseConfigurationArn: index === 0 ? arn(name) : id(index) })),
    licenseConfigurationUsage: { [arn(name)]: times(COUNT, (index) => ({ ResourceArn: id(index) })) },
    licenseConfigurationAssociations: { [arn(name)]: times(COUNT, (index) => ({ ResourceArn: id(index) })) },
    licenseOperationFailures: { [arn(name)]: times(COUNT, (index) => ({ ResourceArn: id(index) })) },
  };
}
