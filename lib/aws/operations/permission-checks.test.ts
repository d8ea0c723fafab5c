import { beforeEach, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/api/permission-checks/route";
import { emptyRegion } from "@/lib/dev/aws-emulator/world";
import { AWS_RESOURCES } from "@/lib/resources/aws-resources";
import { ACCOUNT, type ReadAnswer, read, request, startAws } from "@/lib/server/http/test-support";

// Pauses between two tries are a random part of seconds. A small part keeps these tests quick.
vi.spyOn(Math, "random").mockReturnValue(0.05);

const MEMBER = "000055556666";
const IMAGE = "ami-0abcdef1234567890";
const arn = (region: string, owner = ACCOUNT) => `arn:aws:license-manager:${region}:${owner}:license-configuration:lic-0123456789abcdef`;
const furnished = (region: string, owner = ACCOUNT, imageOwner = ACCOUNT) => ({
  images: [{ ImageId: IMAGE, OwnerId: imageOwner }],
  licenseConfigurations: [{ LicenseConfigurationArn: arn(region, owner) }],
});

const aws = await startAws({
  "us-east-1": furnished("us-east-1"),
  "eu-west-1": furnished("eu-west-1", MEMBER),
  "ap-south-1": {},
  "us-west-2": furnished("us-west-2"),
  "sa-east-1": furnished("sa-east-1"),
});
aws.world.organization = [{ Id: ACCOUNT, Name: "images" }];
aws.world.members = { [MEMBER]: { regions: { "us-east-1": { ...emptyRegion(), ...furnished("us-east-1", MEMBER, MEMBER) } } } };

beforeEach(() => {
  aws.reset();
  process.env.LEDGER_ROLE_ARNS = "";
  process.env.LEDGER_REGIONS = "us-east-1,eu-west-1,ap-south-1,us-west-2,sa-east-1";
  process.env.LEDGER_CACHE_SECONDS = "0";
});

const READS = AWS_RESOURCES.map(({ actions: [action] }) => action);

describe("a scope in which all is allowed", () => {
  it("has one check for each action", async () => {
    const reading = await read(GET, "region=us-west-2");

    expect(states(reading)).toEqual(Object.fromEntries(READS.map((action) => [action, "allowed"])));
    expect(reading.end).toEqual({ type: "end", complete: true, truncated: false, rows: READS.length });
  });

  it("is asked by dry runs and for one row, never for a listing", async () => {
    await read(GET, "region=us-west-2");

    const asked = aws.dataCalls().map(({ operation, input }) => [operation, input.DryRun === true ? "dry run" : input.MaxResults]);
    expect(Object.fromEntries(asked)).toMatchObject({
      DescribeFastLaunchImages: "dry run",
      DescribeImageAttribute: "dry run",
      DescribeImageUsageReportEntries: "dry run",
      DescribeImageUsageReports: "dry run",
      DescribeImportImageTasks: "dry run",
      DescribeImages: 1,
      // AWS gives no fewer.
      DescribeImageReferences: 5,
      ListLicenseConfigurations: 1,
      ListUsageForLicenseConfiguration: 1,
      ListAssociationsForLicenseConfiguration: 1,
      ListFailuresForLicenseConfigurationOperations: 1,
    });
    expect(asked).toHaveLength(READS.length);
  });

  it("is asked about an image and a configuration that are there", async () => {
    await read(GET, "region=us-west-2");

    const inputOf = (name: string) => aws.dataCalls().find(({ operation }) => operation === name)?.input;
    expect(inputOf("DescribeImageAttribute")).toMatchObject({ ImageId: IMAGE, Attribute: "launchPermission" });
    expect(inputOf("DescribeImageReferences")).toMatchObject({ ImageIds: [IMAGE] });
    expect(inputOf("ListFailuresForLicenseConfigurationOperations")).toMatchObject({ LicenseConfigurationArn: arn("us-west-2") });
  });

  it("is asked anew where that is wished", async () => {
    process.env.LEDGER_CACHE_SECONDS = "60";
    await read(GET, "region=sa-east-1");
    await read(GET, "region=sa-east-1");
    expect(aws.dataCalls()).toHaveLength(READS.length);
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
    ["images", "DescribeImages", "ec2:DescribeImages", "UnauthorizedOperation", "Images"],
    ["launch permissions", "DescribeImageAttribute", "ec2:DescribeImageAttribute", "UnauthorizedOperation", "Launch permissions"],
    [
      "failures of licenses",
      "ListFailuresForLicenseConfigurationOperations",
      "license-manager:ListFailuresForLicenseConfigurationOperations",
      "AccessDeniedException",
      "License failures",
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

  it("names what AWS calls itself to find references to images, which must be allowed as well", async () => {
    aws.faults.push({ kind: "deny", operation: "DescribeImageReferences" });

    const reading = await read(GET, "region=us-east-1");

    const references = check(reading, "ec2:DescribeImageReferences");
    expect(references).toMatchObject({ state: "denied", code: "UnauthorizedOperation", neededFor: "Own references" });
    for (const action of ["ec2:DescribeInstances", "ssm:GetParameters", "imagebuilder:GetContainerRecipe"]) {
      expect(references?.message).toContain(action);
    }
  });

  it.each(["ListUsageForLicenseConfiguration", "ListAssociationsForLicenseConfiguration", "ListFailuresForLicenseConfigurationOperations"])(
    "is not known for a configuration that another account shares: %s",
    async (operation) => {
      aws.faults.push({ kind: "deny", operation });

      const reading = await read(GET, "region=eu-west-1");

      const message = expect.stringMatching(`^Account ${MEMBER} shares the configuration that was asked for`);
      expect(check(reading, `license-manager:${operation}`)).toMatchObject({ state: "not known", message });
    },
  );

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

  it.each([
    ["the use of licenses", "license-manager:ListUsageForLicenseConfiguration", "a license configuration"],
    ["associations", "license-manager:ListAssociationsForLicenseConfiguration", "a license configuration"],
    ["launch permissions", "ec2:DescribeImageAttribute", "an image"],
    ["references", "ec2:DescribeImageReferences", "an image"],
  ])("%s, where there is nothing to ask about", async (_, action, thing) => {
    expect(check(await read(GET, "region=ap-south-1"), action)).toMatchObject({
      state: "not known",
      kind: null,
      code: null,
      message: `AWS answers this only for ${thing}, and there is none here.`,
    });
  });

  it("what is told of images, where those cannot be listed", async () => {
    aws.faults.push({ kind: "deny", operation: "DescribeImages" });

    const reading = await read(GET, "region=us-west-2");

    for (const action of ["ec2:DescribeImageAttribute", "ec2:DescribeImageReferences"]) {
      expect(check(reading, action)).toMatchObject({ state: "not known", message: expect.stringContaining("could not be listed") });
    }
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
    expect(reading.rows).toHaveLength(READS.length + 1);
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

    expect(response.headers.get("content-disposition")).toContain("permission-checks");
    expect((await response.text()).split("\r\n")[0]).toBe(
      "state,action,neededFor,account,region,kind,code,message,requestId,service,operation",
    );
  });
});

const states = ({ rows }: ReadAnswer) => Object.fromEntries(rows.map(({ action, state }) => [action, state]));

const check = ({ rows }: ReadAnswer, action: string) => rows.find((row) => row.action === action);
