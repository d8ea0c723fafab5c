import { describe, expect, it, vi } from "vitest";
import { GET as fastLaunchImages } from "@/app/api/fast-launch-images/route";
import { GET as licenseConfigurations } from "@/app/api/license-configurations/route";
import type { FailureKind } from "@/lib/core/row-events";
import type { Fault } from "@/lib/dev/aws-emulator/faults";
import type { RegionWorld } from "@/lib/dev/aws-emulator/world";
import { ACCOUNT, read, startAws, times } from "./test-support";

// The SDK waits a random part of up to 16 seconds between two tries. A small part keeps these tests quick.
vi.spyOn(Math, "random").mockReturnValue(0.1);

const services = {
  EC2: { GET: fastLaunchImages, operation: "DescribeFastLaunchImages", id: "imageId" },
  "License Manager": { GET: licenseConfigurations, operation: "ListLicenseConfigurations", id: "licenseConfigurationArn" },
};

type Service = keyof typeof services;
const KINDS = [
  "deny",
  "throttle",
  "internal-error",
  "expired-credentials",
  "expire-token",
  "repeat-token",
  "empty-page",
  "cut",
  "malformed",
  "refuse-page-size",
  "slow",
] as const;
type Kind = (typeof KINDS)[number];

const failures: [Kind, Service, FailureKind, code: string, rowsKept: number][] = [
  ["deny", "EC2", "denied", "UnauthorizedOperation", 0],
  ["deny", "License Manager", "denied", "AccessDeniedException", 0],
  ["throttle", "EC2", "throttled", "RequestLimitExceeded", 0],
  ["throttle", "License Manager", "throttled", "RateLimitExceededException", 0],
  ["internal-error", "EC2", "unexpected", "InternalError", 0],
  ["internal-error", "License Manager", "unexpected", "ServerInternalException", 0],
  ["expired-credentials", "EC2", "expired", "RequestExpired", 0],
  ["expired-credentials", "License Manager", "expired", "ExpiredTokenException", 0],
  ["expire-token", "EC2", "expired", "InvalidPaginationToken", 2],
  ["expire-token", "License Manager", "expired", "InvalidNextToken", 2],
  ["repeat-token", "EC2", "unexpected", "RepeatedToken", 4],
  ["repeat-token", "License Manager", "unexpected", "RepeatedToken", 4],
  ["cut", "EC2", "unreachable", "ECONNRESET", 0],
  ["cut", "License Manager", "unreachable", "ECONNRESET", 0],
  ["malformed", "EC2", "unexpected", "UnreadableAnswer", 0],
  ["malformed", "License Manager", "unexpected", "UnreadableAnswer", 0],
];

/** Three pages are three calls; what is beyond them is the price of the trouble. */
const troubles: [Kind, Service, calls: number][] = [
  ["throttle", "EC2", 5],
  ["throttle", "License Manager", 5],
  ["internal-error", "EC2", 5],
  ["internal-error", "License Manager", 5],
  ["cut", "EC2", 5],
  ["cut", "License Manager", 5],
  ["empty-page", "EC2", 5],
  ["empty-page", "License Manager", 5],
  ["expire-token", "EC2", 6],
  ["expire-token", "License Manager", 6],
  // The second page is refused; AWS's own size then holds all that is left.
  ["refuse-page-size", "EC2", 3],
  ["refuse-page-size", "License Manager", 3],
  ["slow", "EC2", 3],
  ["slow", "License Manager", 3],
];

/** Every kind of fault has regions of its own to be in, so that all cases can run at once and back off together. */
const HEALTHY = ["us-east-1", "eu-west-1"];
const lasting = (kind: Kind) => `us-${kind}-1`;
const passing = (kind: Kind) => `us-${kind}-2`;
const ill = [...failures.map(([kind]) => lasting(kind)), ...troubles.map(([kind]) => passing(kind))];

const aws = await startAws(Object.fromEntries([...HEALTHY, ...ill].map((region) => [region, fiveRows(region)])));

describe.concurrent("what goes wrong for good fails its own scope with the rows it gave, and no other", () => {
  it.each(failures)("%s by %s", async (kind, service, failureKind, code, rowsKept) => {
    const region = lasting(kind);
    aws.faults.push(faultOf(kind, service, region));

    const reading = await readWith(region, service);

    const requestId = kind === "repeat-token" ? null : expect.stringMatching(/^[\da-f-]{36}$/);
    const error = {
      kind: failureKind,
      code,
      message: expect.stringMatching(/^[^<{]+\.?$/),
      requestId,
      httpStatus: expect.toSatisfy((status) => status === null || Number.isInteger(status)),
    };
    expect(reading.failures).toEqual([{ scope: { account: ACCOUNT, region }, error }]);
    expect(reading.failures[0]?.error.message).not.toContain(`${region}/`);
    expect(reading.ids(region)).toEqual(idsOf(region, rowsKept));
    for (const name of HEALTHY) expect(reading.ids(name)).toEqual(idsOf(name, 5));
    expect(reading.done.map(({ scope }) => scope.region).sort()).toEqual([...HEALTHY].sort());
    expect(reading.end).toEqual({ type: "end", complete: false, truncated: false, rows: 10 + rowsKept });
  });
});

describe.concurrent("what goes wrong for a while neither loses nor repeats a row", () => {
  it.each(troubles)("%s by %s", async (kind, service, calls) => {
    const region = passing(kind);
    aws.faults.push({ ...faultOf(kind, service, region), after: 1, times: kind === "expire-token" ? 1 : 2 });

    const reading = await readWith(region, service);

    expect(reading.failures).toEqual([]);
    for (const name of [...HEALTHY, region]) expect(reading.ids(name)).toEqual(idsOf(name, 5));
    expect(reading.end).toEqual({ type: "end", complete: true, truncated: false, rows: 15 });
    expect(aws.dataCalls(region).filter(({ operation }) => operation === services[service].operation)).toHaveLength(calls);
  });
});

async function readWith(region: string, service: Service) {
  const { GET, id } = services[service];
  const regions = [...HEALTHY, region].map((name) => `region=${name}`);
  const reading = await read(GET, ["page-size=2", ...regions].join("&"));
  return { ...reading, ids: (name: string) => reading.rowsIn(name).map((row) => row[id]) };
}

function faultOf(kind: Kind, service: Service, region: string): Fault {
  const where = { region, operation: services[service].operation };
  if (kind === "refuse-page-size") return { kind, max: 1, ...where };
  if (kind === "slow") return { kind, ms: 100, ...where };
  return kind === "cut" || kind === "malformed" ? { kind, ...where } : { kind, ...where };
}

function fiveRows(region: string): Partial<RegionWorld> {
  const ids = idsOf(region, 5);
  return {
    fastLaunchImages: ids.map((ImageId) => ({ ImageId })),
    licenseConfigurations: ids.map((LicenseConfigurationArn) => ({ LicenseConfigurationArn })),
  };
}

function idsOf(region: string, count: number): string[] {
  return times(count, (index) => `${region}/${index}`);
}
