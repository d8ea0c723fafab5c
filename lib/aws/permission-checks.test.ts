import { beforeEach, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/api/permission-checks/route";
import { ACCOUNT, type Reading, read, request, startAws } from "@/lib/api/test-support";
import { emptyRegion } from "@/lib/aws-emulator/world";

// Pauses between two tries are a random part of seconds. A small part keeps these tests quick.
vi.spyOn(Math, "random").mockReturnValue(0.05);

const MEMBER = "000055556666";
const arn = (region: string, owner = ACCOUNT) => `arn:aws:license-manager:${region}:${owner}:license-configuration:lic-0123456789abcdef`;
const licensed = (region: string, owner = ACCOUNT) => ({ licenseConfigurations: [{ LicenseConfigurationArn: arn(region, owner) }] });

const aws = await startAws({
  "us-east-1": licensed("us-east-1"),
  "eu-west-1": licensed("eu-west-1", MEMBER),
  "ap-south-1": {},
  "us-west-2": licensed("us-west-2"),
  "sa-east-1": licensed("sa-east-1"),
});
aws.world.organization = [{ Id: ACCOUNT, Name: "images" }];
aws.world.members = { [MEMBER]: { regions: { "us-east-1": { ...emptyRegion(), ...licensed("us-east-1", MEMBER) } } } };

beforeEach(() => {
  aws.reset();
  process.env.LEDGER_ROLE_ARNS = "";
  process.env.LEDGER_REGIONS = "us-east-1,eu-west-1,ap-south-1,us-west-2,sa-east-1";
  process.env.LEDGER_CACHE_SECONDS = "0";
});

const READS = [
  "ec2:DescribeFastLaunchImages",
  "ec2:DescribeImageUsageReportEntries",
  "ec2:DescribeImageUsageReports",
  "ec2:DescribeImportImageTasks",
  "license-manager:ListLicenseConfigurations",
  "license-manager:ListUsageForLicenseConfiguration",
];

describe("a scope in which all is allowed", () => {
  it("has one check for each action", async () => {
    const reading = await read(GET, "region=us-west-2");

    expect(states(reading)).toEqual(Object.fromEntries(READS.map((action) => [action, "allowed"])));
    expect(reading.end).toEqual({ type: "end", complete: true, rows: 6 });
  });

  it("is asked by dry runs and for one row, never for a listing", async () => {
    await read(GET, "region=us-west-2");

    const inputs = aws.dataCalls().map(({ service, input }) => [service, service === "ec2" ? input.DryRun : input.MaxResults]);
    expect(inputs).toHaveLength(6);
    for (const [service, value] of inputs) expect(value).toBe(service === "ec2" ? true : 1);
  });

  it("is asked anew where that is wished", async () => {
    process.env.LEDGER_CACHE_SECONDS = "60";
    await read(GET, "region=sa-east-1");
    await read(GET, "region=sa-east-1");
    expect(aws.dataCalls()).toHaveLength(6);
    aws.faults.push({ kind: "deny", operation: "DescribeFastLaunchImages" });

    const anew = await read(GET, "region=sa-east-1&refresh=true");

    expect(states(anew)).toMatchObject({ "ec2:DescribeFastLaunchImages": "denied", "ec2:DescribeImageUsageReports": "allowed" });
  });
});

describe("an action that is refused", () => {
  it.each([
    ["EC2", "DescribeImportImageTasks", "ec2:DescribeImportImageTasks", "UnauthorizedOperation", "Imports"],
    [
      "License Manager",
      "ListUsageForLicenseConfiguration",
      "license-manager:ListUsageForLicenseConfiguration",
      "AccessDeniedException",
      "License usage",
    ],
  ])("is denied with AWS's own words: %s", async (_, operation, action, code, neededFor) => {
    aws.faults.push({ kind: "deny", operation });

    const reading = await read(GET, "region=us-east-1");

    const message = expect.stringContaining(`is not authorized to perform: ${action}`);
    const requestId = expect.stringMatching(/^[\da-f-]{36}$/);
    expect(check(reading, action)).toMatchObject({ state: "denied", kind: "denied", code, message, requestId, neededFor, required: true });
    expect(Object.values(states(reading)).filter((state) => state === "denied")).toHaveLength(1);
    expect(reading.failures).toEqual([]);
  });

  it("is not known for a configuration that another account shares", async () => {
    aws.faults.push({ kind: "deny", operation: "ListUsageForLicenseConfiguration" });

    const reading = await read(GET, "region=eu-west-1");

    const message = expect.stringMatching(`^Account ${MEMBER} shares the configuration that was asked for`);
    expect(check(reading, "license-manager:ListUsageForLicenseConfiguration")).toMatchObject({ state: "not known", message });
  });

  it("is no fault where only names of accounts depend on it", async () => {
    aws.faults.push({ kind: "deny", operation: "ListAccounts" });

    const reading = await read(GET, "region=us-east-1");

    const message = expect.stringMatching(/^Names of accounts are then not shown\./);
    expect(check(reading, "organizations:ListAccounts")).toMatchObject({ state: "denied", required: false, message });
  });
});

describe("a check that could not be made is not known, never denied", () => {
  it.each([
    ["throttle", "throttled", "RequestLimitExceeded"],
    ["cut", "unreachable", "ECONNRESET"],
    ["internal-error", "unexpected", "InternalError"],
    ["expired-credentials", "expired", "RequestExpired"],
  ] as const)("%s", async (fault, kind, code) => {
    aws.faults.push({ kind: fault, operation: "DescribeImageUsageReports" });

    const reading = await read(GET, "region=ap-south-1");

    expect(check(reading, "ec2:DescribeImageUsageReports")).toMatchObject({ state: "not known", kind, code });
    expect(check(reading, "ec2:DescribeImageUsageReportEntries")).toMatchObject({ state: "allowed" });
  });

  it("the use of licenses, where there is no configuration", async () => {
    expect(check(await read(GET, "region=ap-south-1"), "license-manager:ListUsageForLicenseConfiguration")).toMatchObject({
      state: "not known",
      kind: null,
      code: null,
      message: "AWS answers this only for a license configuration, and there is none here.",
    });
  });

  it("the use of licenses, where configurations cannot be listed", async () => {
    aws.faults.push({ kind: "deny", operation: "ListLicenseConfigurations" });

    const reading = await read(GET, "region=us-west-2");

    expect(check(reading, "license-manager:ListLicenseConfigurations")).toMatchObject({ state: "denied" });
    expect(check(reading, "license-manager:ListUsageForLicenseConfiguration")).toMatchObject({
      state: "not known",
      message: expect.stringContaining("could not be listed"),
    });
  });
});

describe("what is used beside the rows", () => {
  it("is asked in the home of the account only: names of accounts", async () => {
    const reading = await read(GET);

    const asked = reading.lines.filter((line) => line.type === "rows").flatMap(({ scope, rows }) => rows.map((row) => [row.action, scope]));
    expect(asked.filter(([action]) => action === "organizations:ListAccounts")).toEqual([
      ["organizations:ListAccounts", { account: ACCOUNT, region: "us-east-1" }],
    ]);
    expect(asked.filter(([action]) => action === "ec2:DescribeRegions")).toEqual([]);
  });

  it("is asked where all regions are to be read: the account's regions", async () => {
    process.env.LEDGER_REGIONS = "all";
    process.env.AWS_REGION = "us-east-1";

    const reading = await read(GET, "region=us-east-1&region=us-west-2");

    expect(reading.rows.filter(({ action }) => action === "ec2:DescribeRegions")).toMatchObject([{ state: "allowed" }]);
  });
});

describe("further accounts", () => {
  it("are asked with their own roles, and not for names", async () => {
    process.env.LEDGER_ROLE_ARNS = `arn:aws:iam::${MEMBER}:role/ami-ledger`;
    aws.faults.push({ kind: "deny", operation: "DescribeFastLaunchImages", account: MEMBER });

    const reading = await read(GET, `account=${MEMBER}&region=us-east-1`);

    expect(states(reading)).toEqual({
      ...Object.fromEntries(READS.map((action) => [action, "allowed"])),
      "ec2:DescribeFastLaunchImages": "denied",
    });
  });

  it("fail as on every page where their role cannot be entered", async () => {
    process.env.LEDGER_ROLE_ARNS = "arn:aws:iam::999988887777:role/ami-ledger";

    const reading = await read(GET, "region=us-east-1");

    expect(reading.failures).toMatchObject([
      { scope: { account: "999988887777", region: "us-east-1" }, error: { kind: "denied", code: "AccessDenied" } },
    ]);
    expect(reading.failures[0]?.error.message).toContain("sts:AssumeRole");
    expect(reading.rows).toHaveLength(7);
  });

  it("fail, and are denied no action, where their role cannot be entered again", async () => {
    process.env.LEDGER_ROLE_ARNS = `arn:aws:iam::${MEMBER}:role/ami-ledger`;
    const query = `account=${MEMBER}&region=us-east-1`;
    await read(GET, query);
    aws.faults.push({ kind: "expired-credentials", account: MEMBER }, { kind: "deny", operation: "AssumeRole", account: MEMBER });

    const reading = await read(GET, query);

    expect(reading.failures).toMatchObject([{ error: { kind: "denied", code: "AccessDenied" } }]);
    expect(reading.rows).toEqual([]);
  });
});

describe("the route", () => {
  it.each(["dry-run=true", "page-size=5", "max-items=1", "starting-token=abc"])("refuses %s before AWS is asked", async (query) => {
    const response = await GET(request(query));

    expect(response.status).toBe(400);
    expect((await response.json()).error.parameter).toBe(query.split("=")[0]);
    expect(aws.dataCalls()).toEqual([]);
  });

  it("answers with a file too", async () => {
    const response = await GET(request("region=us-west-2&format=csv"));

    expect(response.headers.get("content-disposition")).toContain("permissions");
    expect((await response.text()).split("\r\n")[0]).toBe(
      "state,action,neededFor,account,region,kind,code,message,requestId,service,operation",
    );
  });
});

const states = ({ rows }: Reading) => Object.fromEntries(rows.map(({ action, state }) => [action, state]));

const check = ({ rows }: Reading, action: string) => rows.find((row) => row.action === action);
