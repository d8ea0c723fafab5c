import { describe, expect, it } from "vitest";
import { GET } from "@/app/api/permission-checks/route";
import { read } from "@/lib/server/http/test-support";
import { arn, aws, check, IMAGE, MEMBER, READS, states } from "./permission-checks.test-support";

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
