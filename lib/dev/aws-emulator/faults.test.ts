import {
  DescribeImageUsageReportEntriesCommand,
  type DescribeImageUsageReportEntriesRequest,
  DescribeImageUsageReportsCommand,
} from "@aws-sdk/client-ec2";
import { ListLicenseConfigurationsCommand } from "@aws-sdk/client-license-manager";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import type { Fault } from "./faults";
import { assume, clients, failure, setup, worldOf } from "./test-support";
import { emptyRegion } from "./world";

const MEMBER = "444455556666";

async function faulty(...faults: Fault[]) {
  const world = worldOf({
    imageUsageReportEntries: Array.from({ length: 4 }, (_, UsageCount) => ({ UsageCount })),
    licenseConfigurations: [{ Name: "a" }, { Name: "b" }],
  });
  world.regions["eu-west-1"] = emptyRegion();
  world.members = { [MEMBER]: { regions: { "us-east-1": emptyRegion() } } };
  const started = await setup(world);
  started.emulator.faults.push(...faults);
  const { ec2, licenseManager } = started;
  return {
    ...started,
    entries: (input: DescribeImageUsageReportEntriesRequest = {}) => ec2.send(new DescribeImageUsageReportEntriesCommand(input)),
    configurations: (input: { MaxResults?: number; NextToken?: string | undefined } = {}) =>
      licenseManager.send(new ListLicenseConfigurationsCommand(input)),
  };
}

describe("a fault that answers with an error", () => {
  it.each<[Fault["kind"] & ErrorKind, string, number, string, number, string, number]>([
    ["deny", "UnauthorizedOperation", 403, "AccessDeniedException", 400, "AccessDenied", 403],
    ["throttle", "RequestLimitExceeded", 503, "RateLimitExceededException", 400, "Throttling", 400],
    ["internal-error", "InternalError", 500, "ServerInternalException", 500, "InternalFailure", 500],
    ["expired-credentials", "RequestExpired", 400, "ExpiredTokenException", 400, "ExpiredToken", 403],
  ])("speaks the language of each service: %s", async (kind, ec2, ec2Status, license, licenseStatus, sts, stsStatus) => {
    const { entries, configurations, sts: identity } = await faulty({ kind });

    expect(await failure(entries())).toMatchObject({ code: ec2, status: ec2Status });
    expect(await failure(configurations())).toMatchObject({ code: license, status: licenseStatus });
    expect(await failure(identity.send(new GetCallerIdentityCommand({})))).toMatchObject({ code: sts, status: stsStatus });
  });

  it("names the caller and the action that is denied, and the request", async () => {
    const { configurations } = await faulty({ kind: "deny" });

    expect(await failure(configurations())).toMatchObject({
      message: expect.stringContaining("assumed-role/reader/session is not authorized to perform: license-manager:List"),
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it("comes before a dry run that would have succeeded", async () => {
    const { entries } = await faulty({ kind: "deny" });

    expect(await failure(entries({ DryRun: true }))).toMatchObject({ code: "UnauthorizedOperation" });
  });
});

type ErrorKind = "deny" | "throttle" | "internal-error" | "expired-credentials";

describe("a fault", () => {
  it("hits only its region", async () => {
    const { emulator, entries } = await faulty({ kind: "deny", region: "eu-west-1" });
    const elsewhere = clients(emulator, "eu-west-1").ec2;

    await expect(entries()).resolves.toBeDefined();
    expect(await failure(elsewhere.send(new DescribeImageUsageReportEntriesCommand({})))).toMatchObject({ status: 403 });
  });

  it("hits only its operation", async () => {
    const { ec2, entries } = await faulty({ kind: "deny", operation: "DescribeImageUsageReports" });

    await expect(entries()).resolves.toBeDefined();
    expect(await failure(ec2.send(new DescribeImageUsageReportsCommand({})))).toMatchObject({ status: 403 });
  });

  it("hits only its service", async () => {
    const { configurations, entries } = await faulty({ kind: "deny", service: "license-manager" });

    await expect(entries()).resolves.toBeDefined();
    expect(await failure(configurations())).toMatchObject({ code: "AccessDeniedException" });
  });

  it("hits only its account, and not the call that assumes a role there", async () => {
    const { emulator, sts, entries } = await faulty({ kind: "deny", account: MEMBER });
    const member = clients(emulator, "us-east-1", await assume(sts, MEMBER)).ec2;

    await expect(entries()).resolves.toBeDefined();
    expect(await failure(member.send(new DescribeImageUsageReportEntriesCommand({})))).toMatchObject({
      status: 403,
      message: expect.stringContaining(`${MEMBER}:assumed-role/reader/test is not authorized`),
    });
  });

  it("of AssumeRole hits the account that is to be entered", async () => {
    const { emulator, sts } = await faulty({ kind: "deny", operation: "AssumeRole", account: MEMBER });

    expect(await failure(assume(sts, MEMBER))).toMatchObject({ code: "AccessDenied", status: 403 });
    await expect(assume(sts, "111122223333")).resolves.toBeDefined();
    expect(emulator.calls.map((call) => call.account)).toEqual(["111122223333", "111122223333"]);
  });

  it("lets `after` calls through and then hits `times`", async () => {
    const { entries } = await faulty({ kind: "throttle", after: 1, times: 2 });

    const outcomes = [];
    for (let call = 0; call < 5; call += 1) outcomes.push((await failure(entries())).status);

    expect(outcomes).toEqual([undefined, 503, 503, undefined, undefined]);
  });

  it("ends when it is taken out of the list", async () => {
    const { emulator, entries } = await faulty({ kind: "throttle" });
    await failure(entries());

    emulator.faults.splice(0);

    await expect(entries()).resolves.toBeDefined();
  });
});

describe("tokens that go wrong", () => {
  it("expire after the first page", async () => {
    const { entries, configurations } = await faulty({ kind: "expire-token" });
    const { NextToken } = await entries({ MaxResults: 1 });
    const license = await configurations({ MaxResults: 1 });

    expect(await failure(entries({ NextToken }))).toMatchObject({ code: "InvalidPaginationToken", status: 400 });
    expect(await failure(configurations({ NextToken: license.NextToken }))).toMatchObject({
      code: "InvalidNextToken",
      status: 400,
    });
  });

  it.each([1, 100])("repeat for ever with pages of %d", async (MaxResults) => {
    const { entries } = await faulty({ kind: "repeat-token" });

    const { NextToken: first } = await entries({ MaxResults });
    const { NextToken: second } = await entries({ MaxResults, NextToken: first });

    expect(first).toEqual(expect.any(String));
    expect(second).toBe(first);
  });

  it("come with an empty page, after which the listing goes on", async () => {
    const { entries } = await faulty({ kind: "empty-page", after: 1, times: 2 });

    const pages: unknown[] = [];
    const tokens: unknown[] = [];
    let NextToken: string | undefined;
    do {
      const page = await entries({ MaxResults: 2, NextToken });
      pages.push(page.ImageUsageReportEntries?.map((entry) => entry.UsageCount));
      tokens.push(page.NextToken);
      NextToken = page.NextToken;
    } while (NextToken);

    expect(pages).toEqual([[0, 1], [], [], [2, 3]]);
    expect(new Set(tokens).size).toBe(4);
  });
});

describe("refuse-page-size", () => {
  it("refuses pages above its maximum, and no others", async () => {
    const { entries, configurations } = await faulty({ kind: "refuse-page-size", max: 2 });

    expect(await failure(entries({ MaxResults: 3 }))).toMatchObject({ code: "InvalidParameterValue", status: 400 });
    expect(await failure(configurations({ MaxResults: 3 }))).toMatchObject({ code: "InvalidParameterValueException" });
    await expect(entries({ MaxResults: 2 })).resolves.toBeDefined();
    await expect(entries()).resolves.toBeDefined();
  });
});

describe("a broken connection", () => {
  it("ends in the middle of the body, and the next call is well", async () => {
    const { emulator, entries } = await faulty({ kind: "cut", times: 1 });

    expect(await failure(entries())).toMatchObject({ message: expect.stringMatching(/aborted|ECONNRESET|hang up/) });
    await expect(entries()).resolves.toBeDefined();
    expect(emulator.calls.map((call) => call.aborted)).toEqual([false, false]);
  });

  it("carries half a body that cannot be read", async () => {
    const { entries, configurations } = await faulty({ kind: "malformed" });

    expect(await failure(entries())).toMatchObject({ message: expect.stringMatching(/XML/) });
    expect(await failure(configurations())).toMatchObject({ code: "SyntaxError" });
  });

  it("stalls until the client leaves, and the emulator knows that it left", async () => {
    const { emulator, ec2 } = await faulty({ kind: "stall" });
    const leave = AbortSignal.timeout(50);

    const call = ec2.send(new DescribeImageUsageReportEntriesCommand({}), { abortSignal: leave });

    expect(await failure(call)).toMatchObject({ code: "AbortError" });
    await expect.poll(() => emulator.calls[0]?.aborted).toBe(true);
  });

  it("is slow, and right in the end", async () => {
    const { entries } = await faulty({ kind: "slow", ms: 80 });
    const start = performance.now();

    const page = await entries();

    expect(page.ImageUsageReportEntries).toHaveLength(4);
    expect(performance.now() - start).toBeGreaterThanOrEqual(75);
  });
});
