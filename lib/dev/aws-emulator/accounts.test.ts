import { DescribeImageUsageReportsCommand, type EC2Client } from "@aws-sdk/client-ec2";
import { ListLicenseConfigurationsCommand } from "@aws-sdk/client-license-manager";
import { ListAccountsCommand } from "@aws-sdk/client-organizations";
import { AssumeRoleCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import { assume, clients, failure, setup, worldOf } from "./test-support";
import { type AccountWorld, emptyRegion, type World } from "./world";

const MEMBER = "444455556666";
const ROLE = `arn:aws:iam::${MEMBER}:role/ledger/reader`;

function worldWith(member: Partial<AccountWorld> = {}): World {
  const regions = { "us-east-1": { ...emptyRegion(), imageUsageReports: [{ ReportId: "amiur-2" }] } };
  return { ...worldOf({ imageUsageReports: [{ ReportId: "amiur-1" }] }), members: { [MEMBER]: { regions, ...member } } };
}

async function reportIds(ec2: EC2Client) {
  const { ImageUsageReports = [] } = await ec2.send(new DescribeImageUsageReportsCommand({}));
  return ImageUsageReports.map((report) => report.ReportId);
}

describe("an assumed role", () => {
  it("reads what its account holds, while the base account goes on reading its own", async () => {
    const { emulator, ec2, sts } = await setup(worldWith());
    const member = clients(emulator, "us-east-1", await assume(sts, MEMBER));

    expect(await reportIds(member.ec2)).toEqual(["amiur-2"]);
    expect(await reportIds(ec2)).toEqual(["amiur-1"]);
    expect(emulator.calls.map((call) => [call.operation, call.account])).toEqual([
      ["AssumeRole", "111122223333"],
      ["DescribeImageUsageReports", MEMBER],
      ["DescribeImageUsageReports", "111122223333"],
    ]);
  });

  it("is told who it is", async () => {
    const { emulator, sts } = await setup(worldWith());
    const { AssumedRoleUser } = await sts.send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: "ledger@test" }));
    const keys = await assume(sts, MEMBER, { RoleArn: ROLE, RoleSessionName: "ledger@test" });

    const identity = await clients(emulator, "us-east-1", keys).sts.send(new GetCallerIdentityCommand({}));

    const arn = `arn:aws:sts::${MEMBER}:assumed-role/reader/ledger@test`;
    expect(AssumedRoleUser).toEqual({ Arn: arn, AssumedRoleId: expect.stringMatching(/^AROA\w{17}:ledger@test$/) });
    expect(identity).toMatchObject({ Account: MEMBER, Arn: arn, UserId: AssumedRoleUser?.AssumedRoleId });
  });

  it("has keys of its own in every session", async () => {
    const { sts } = await setup(worldWith());

    const [one, other] = [await assume(sts, MEMBER), await assume(sts, MEMBER)];

    expect(one.accessKeyId).toMatch(/^ASIA[0-9A-F]{16}$/);
    expect(one.accessKeyId).not.toBe(other.accessKeyId);
  });

  it("keeps the partition of its ARN", async () => {
    const { sts } = await setup(worldWith());
    const role = new AssumeRoleCommand({ RoleArn: `arn:aws-cn:iam::${MEMBER}:role/x`, RoleSessionName: "test" });

    expect((await sts.send(role)).AssumedRoleUser?.Arn).toBe(`arn:aws-cn:sts::${MEMBER}:assumed-role/x/test`);
  });

  it("may be one of the base account", async () => {
    const { emulator, sts } = await setup(worldWith());

    expect(await reportIds(clients(emulator, "us-east-1", await assume(sts, "111122223333")).ec2)).toEqual(["amiur-1"]);
  });

  it("continues no listing of another account", async () => {
    const world = worldWith();
    for (const { regions } of [world, ...Object.values(world.members ?? {})]) {
      regions["us-east-1"]?.imageUsageReports.push({ ReportId: "amiur-3" });
    }
    const { emulator, ec2, sts } = await setup(world);
    const member = clients(emulator, "us-east-1", await assume(sts, MEMBER));
    const { NextToken } = await ec2.send(new DescribeImageUsageReportsCommand({ MaxResults: 1 }));

    const call = member.ec2.send(new DescribeImageUsageReportsCommand({ MaxResults: 1, NextToken }));

    expect(await failure(call)).toMatchObject({ code: "InvalidNextToken" });
  });
});

describe("a role that cannot be assumed", () => {
  it("is one of an account that nobody knows", async () => {
    const { sts } = await setup(worldWith());

    expect(await failure(assume(sts, "999999999999"))).toMatchObject({
      code: "AccessDenied",
      status: 403,
      message:
        "User: arn:aws:sts::111122223333:assumed-role/reader/session is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::999999999999:role/reader",
    });
  });

  it("is one whose external id is missing or another", async () => {
    const { sts } = await setup(worldWith({ externalId: "secret" }));

    expect(await failure(assume(sts, MEMBER))).toMatchObject({ code: "AccessDenied" });
    expect(await failure(assume(sts, MEMBER, { ExternalId: "Secret" }))).toMatchObject({ code: "AccessDenied" });
    await expect(assume(sts, MEMBER, { ExternalId: "secret" })).resolves.toBeDefined();
  });

  it.each([
    ["a short session name", { RoleSessionName: "x" }],
    ["a session name with a blank", { RoleSessionName: "a b" }],
    ["a long session name", { RoleSessionName: "x".repeat(65) }],
    ["the ARN of a user", { RoleArn: `arn:aws:iam::${MEMBER}:user/x` }],
    ["a session of ten minutes", { DurationSeconds: 600 }],
    ["a session of a day", { DurationSeconds: 86_400 }],
  ])("is one asked for with %s", async (_, input) => {
    const { sts } = await setup(worldWith());

    expect(await failure(assume(sts, MEMBER, input))).toMatchObject({ code: "ValidationError", status: 400 });
  });
});

describe("a session", () => {
  it.each([
    ["an hour", {}, {}, 3600],
    ["as long as asked for", {}, { DurationSeconds: 900 }, 900],
    ["as long as its account says", { sessionSeconds: 5 }, { DurationSeconds: 900 }, 5],
  ])("lasts %s", async (_, member, input, seconds) => {
    const { sts } = await setup(worldWith(member));
    const before = Date.now();

    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: "test", ...input }));

    const lasts = (Credentials?.Expiration?.getTime() ?? 0) - before;
    expect(lasts).toBeGreaterThanOrEqual(seconds * 1000);
    expect(lasts).toBeLessThan(seconds * 1000 + 5000);
  });

  it("is refused once it has expired, as each service does", async () => {
    const { emulator, sts } = await setup(worldWith({ sessionSeconds: 0 }));
    const expired = clients(emulator, "us-east-1", await assume(sts, MEMBER));

    expect(await failure(reportIds(expired.ec2))).toMatchObject({ code: "RequestExpired" });
    expect(await failure(expired.licenseManager.send(new ListLicenseConfigurationsCommand({})))).toMatchObject({
      code: "ExpiredTokenException",
    });
    expect(await failure(expired.organizations.send(new ListAccountsCommand({})))).toMatchObject({ code: "ExpiredTokenException" });
    expect(await failure(expired.sts.send(new GetCallerIdentityCommand({})))).toMatchObject({ code: "ExpiredToken" });
    expect(emulator.calls.at(-1)?.account).toBe(MEMBER);
  });

  it.each([undefined, "another"])("is refused with the token %s, as each service does", async (sessionToken) => {
    const { emulator, sts } = await setup(worldWith());
    const { accessKeyId, secretAccessKey } = await assume(sts, MEMBER);
    const keys = { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
    const wrong = clients(emulator, "us-east-1", keys);

    expect(await failure(reportIds(wrong.ec2))).toMatchObject({ code: "AuthFailure", status: 401 });
    expect(await failure(wrong.licenseManager.send(new ListLicenseConfigurationsCommand({})))).toMatchObject({
      code: "UnrecognizedClientException",
    });
    expect(await failure(wrong.sts.send(new GetCallerIdentityCommand({})))).toMatchObject({ code: "InvalidClientTokenId" });
  });
});
