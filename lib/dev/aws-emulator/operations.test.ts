import {
  DescribeFastLaunchImagesCommand,
  type DescribeFastLaunchImagesRequest,
  DescribeImageUsageReportEntriesCommand,
  type DescribeImageUsageReportEntriesRequest,
  DescribeImageUsageReportsCommand,
  type DescribeImageUsageReportsRequest,
  DescribeImportImageTasksCommand,
  type DescribeImportImageTasksRequest,
  type EC2Client,
} from "@aws-sdk/client-ec2";
import {
  type LicenseManagerClient,
  ListLicenseConfigurationsCommand,
  type ListLicenseConfigurationsRequest,
  ListUsageForLicenseConfigurationCommand,
  type ListUsageForLicenseConfigurationRequest,
} from "@aws-sdk/client-license-manager";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AMI_1, AMI_2, arn, world } from "./operations-world";
import { type Emulator, startEmulator } from "./server";
import { clients, failure, setup, worldOf } from "./test-support";

let emulator: Emulator;
let ec2: EC2Client;
let licenseManager: LicenseManagerClient;

beforeAll(async () => {
  emulator = await startEmulator({ world });
  ({ ec2, licenseManager } = clients(emulator));
});

afterAll(() => emulator.close());

const filter = (Name: string, ...Values: string[]) => ({ Filters: [{ Name, Values }] });

describe("DescribeImageUsageReports", () => {
  it.each<[string, DescribeImageUsageReportsRequest, string[]]>([
    ["everything", {}, ["amiur-1", "amiur-2", "amiur-3"]],
    ["the reports on an image", { ImageIds: [AMI_2] }, ["amiur-3"]],
    ["reports by id", { ReportIds: ["amiur-3", "amiur-1"] }, ["amiur-1", "amiur-3"]],
    ["what both image and report ids select", { ImageIds: [AMI_1], ReportIds: ["amiur-1", "amiur-3"] }, ["amiur-1"]],
    ["nothing for an image without reports", { ImageIds: ["ami-0123456789abcdef0"] }, []],
    ["the reports of a day", filter("creation-time", "2026-02-02T*"), ["amiur-2", "amiur-3"]],
    ["the reports of a millisecond", filter("creation-time", "2026-02-01T10:00:00.123Z"), ["amiur-1"]],
    ["reports in a state", filter("state", "pending", "error"), ["amiur-3"]],
    ["reports with a tag", filter("tag:Team", "r?d"), ["amiur-1"]],
    ["reports with a tag key", filter("tag-key", "a\\*b"), ["amiur-1"]],
  ])("lists %s", async (_, input, expected) => {
    const output = await ec2.send(new DescribeImageUsageReportsCommand(input));

    expect(output.ImageUsageReports?.map((report) => report.ReportId)).toEqual(expected);
    expect(output.NextToken).toBeUndefined();
  });

  it.each<[string, DescribeImageUsageReportsRequest, string]>([
    ["a malformed image id", { ImageIds: ["ami-xyz"] }, "InvalidAMIID.Malformed"],
    ["a malformed report id", { ReportIds: ["report-1"] }, "InvalidImageUsageReportId.Malformed"],
    ["an unknown report id", { ReportIds: ["amiur-1", "amiur-9"] }, "InvalidImageUsageReportId.NotFound"],
    ["more than 200 ids", { ImageIds: Array.from({ length: 201 }, () => AMI_1) }, "InvalidParameterValue"],
    ["a filter of another operation", filter("account-id", "x"), "InvalidParameterValue"],
    ["a page of no items", { MaxResults: 0 }, "InvalidParameterValue"],
    ["a token it did not issue", { NextToken: "opaque" }, "InvalidNextToken"],
  ])("refuses %s", async (_, input, code) => {
    const call = ec2.send(new DescribeImageUsageReportsCommand(input));

    expect(await failure(call)).toMatchObject({ code, status: 400, requestId: expect.any(String) });
  });
});

describe("DescribeImageUsageReportEntries", () => {
  it.each<[string, DescribeImageUsageReportEntriesRequest, number[]]>([
    ["only entries of reports that are available", {}, [1, 2, 3]],
    ["nothing for a report that is not", { ReportIds: ["amiur-3"] }, []],
    ["the entries of all reports on an image", { ImageIds: [AMI_1] }, [1, 2, 3]],
    ["the entries of a report", { ReportIds: ["amiur-2"] }, [2, 3]],
    ["the entries of an account", filter("account-id", "000000000001"), [1, 2]],
    ["the entries of reports of a day", filter("creation-time", "2026-02-01*"), [1]],
    ["the entries of a resource type", filter("resource-type", "ec2:LaunchTemplate"), [3]],
  ])("lists %s", async (_, input, expected) => {
    const output = await ec2.send(new DescribeImageUsageReportEntriesCommand(input));

    expect(output.ImageUsageReportEntries?.map((entry) => entry.UsageCount)).toEqual(expected);
  });

  it("refuses an unknown report id", async () => {
    const call = ec2.send(new DescribeImageUsageReportEntriesCommand({ ReportIds: ["amiur-9"] }));

    expect(await failure(call)).toMatchObject({ code: "InvalidImageUsageReportId.NotFound" });
  });
});

describe("DescribeFastLaunchImages", () => {
  it.each<[string, DescribeFastLaunchImagesRequest, string[]]>([
    ["everything", {}, [AMI_1, AMI_2]],
    ["images by id", { ImageIds: [AMI_2] }, [AMI_2]],
    ["images of an owner, and none whose owner is not told", filter("owner-id", "*"), [AMI_1]],
    ["images in a state", filter("state", "*-failed"), [AMI_2]],
    ["images of a resource type", filter("resource-type", "snapshot"), [AMI_1, AMI_2]],
    ["a page of the default size for 0", { MaxResults: 0 }, [AMI_1, AMI_2]],
  ])("lists %s", async (_, input, expected) => {
    const output = await ec2.send(new DescribeFastLaunchImagesCommand(input));

    expect(output.FastLaunchImages?.map((image) => image.ImageId)).toEqual(expected);
  });

  it("refuses a page of more than 200", async () => {
    const call = ec2.send(new DescribeFastLaunchImagesCommand({ MaxResults: 201 }));

    expect(await failure(call)).toMatchObject({ code: "InvalidParameterValue", status: 400 });
  });
});

describe("DescribeImportImageTasks", () => {
  it.each<[string, DescribeImportImageTasksRequest, string[]]>([
    ["everything", {}, ["import-ami-1", "import-ami-2"]],
    ["tasks by id", { ImportTaskIds: ["import-ami-2"] }, ["import-ami-2"]],
    ["tasks in a state", filter("task-state", "active"), ["import-ami-1"]],
  ])("lists %s", async (_, input, expected) => {
    const output = await ec2.send(new DescribeImportImageTasksCommand(input));

    expect(output.ImportImageTasks?.map((task) => task.ImportTaskId)).toEqual(expected);
  });

  it.each(["import-snap-1", "import-ami-gone"])("refuses the id %s in the same way", async (id) => {
    const call = ec2.send(new DescribeImportImageTasksCommand({ ImportTaskIds: [id] }));

    expect(await failure(call)).toMatchObject({ code: "InvalidConversionTaskId.Malformed" });
  });
});

describe("a dry run", () => {
  it("answers with DryRunOperation and nothing else", async () => {
    const calls = [
      ec2.send(new DescribeImageUsageReportsCommand({ DryRun: true })),
      ec2.send(new DescribeImageUsageReportEntriesCommand({ DryRun: true })),
      ec2.send(new DescribeFastLaunchImagesCommand({ DryRun: true })),
      ec2.send(new DescribeImportImageTasksCommand({ DryRun: true })),
    ];

    for (const outcome of await Promise.all(calls.map(failure))) {
      expect(outcome).toMatchObject({ code: "DryRunOperation", status: 412 });
    }
  });

  it("still refuses wrong input", async () => {
    const call = ec2.send(new DescribeImageUsageReportsCommand({ DryRun: true, ImageIds: ["x"] }));

    expect(await failure(call)).toMatchObject({ code: "InvalidAMIID.Malformed" });
  });
});

describe("ListLicenseConfigurations", () => {
  it.each<[string, ListLicenseConfigurationsRequest, string[]]>([
    ["everything", {}, ["1", "2", "3"]],
    ["configurations by ARN", { LicenseConfigurationArns: [arn("3")] }, ["3"]],
    ["one counting type", filter("licenseCountingType", "vCPU"), ["1", "3"]],
    ["those with a hard limit", filter("enforceLicenseCount", "true"), ["1"]],
    ["those over their limit, not those at it or without one", filter("usagelimitExceeded", "true"), ["2"]],
    [
      "the ARNs that match the filters too",
      { LicenseConfigurationArns: [arn("1"), arn("2")], ...filter("usagelimitExceeded", "false") },
      ["1"],
    ],
  ])("lists %s", async (_, input, expected) => {
    const output = await licenseManager.send(new ListLicenseConfigurationsCommand(input));

    expect(output.LicenseConfigurations?.map((one) => one.LicenseConfigurationArn)).toEqual(expected.map(arn));
  });

  it.each<[string, ListLicenseConfigurationsRequest, string]>([
    ["an unknown ARN", { LicenseConfigurationArns: [arn("9")] }, "InvalidParameterValueException"],
    ["an unknown filter", filter("usageLimitExceeded", "true"), "InvalidParameterValueException"],
    ["two values in a filter", filter("licenseCountingType", "vCPU", "Core"), "FilterLimitExceededException"],
    ["a page of no items", { MaxResults: 0 }, "InvalidParameterValueException"],
    ["a token it did not issue", { NextToken: "opaque" }, "InvalidParameterValueException"],
  ])("refuses %s", async (_, input, code) => {
    const call = licenseManager.send(new ListLicenseConfigurationsCommand(input));

    expect(await failure(call)).toMatchObject({ code, status: 400, requestId: expect.any(String) });
  });
});

describe("ListUsageForLicenseConfiguration", () => {
  it.each<[string, Partial<ListUsageForLicenseConfigurationRequest>, string[]]>([
    ["everything", {}, ["a", "b", "c"]],
    ["one resource", filter("resourceArn", "b"), ["b"]],
    ["one resource type", filter("resourceType", "EC2_INSTANCE"), ["b", "c"]],
    ["the resources of an account", filter("resourceAccount", "000000000001"), ["a", "b"]],
    ["nothing for a configuration without use", { LicenseConfigurationArn: arn("1") }, []],
  ])("lists %s", async (_, input, expected) => {
    const output = await licenseManager.send(new ListUsageForLicenseConfigurationCommand({ LicenseConfigurationArn: arn("2"), ...input }));

    expect(output.LicenseConfigurationUsageList?.map((usage) => usage.ResourceArn)).toEqual(expected);
  });

  it.each([undefined, "lic-1", arn("9")])("refuses the configuration %s", async (LicenseConfigurationArn) => {
    const call = licenseManager.send(new ListUsageForLicenseConfigurationCommand({ LicenseConfigurationArn }));

    expect(await failure(call)).toMatchObject({ code: "InvalidParameterValueException", status: 400 });
  });
});

describe("pages", () => {
  it("join to the whole listing, and the page size may change on the way", async () => {
    const first = await ec2.send(new DescribeImageUsageReportEntriesCommand({ MaxResults: 1, ImageIds: [AMI_1] }));
    const rest = await ec2.send(
      new DescribeImageUsageReportEntriesCommand({ MaxResults: 5, ImageIds: [AMI_1], NextToken: first.NextToken }),
    );

    const pages = [first, rest].map((page) => page.ImageUsageReportEntries?.map((entry) => entry.UsageCount));
    expect(pages).toEqual([[1], [2, 3]]);
    expect(rest.NextToken).toBeUndefined();
  });

  it("do not continue with other parameters", async () => {
    const { NextToken } = await ec2.send(new DescribeImageUsageReportEntriesCommand({ MaxResults: 1 }));

    const call = ec2.send(new DescribeImageUsageReportEntriesCommand({ NextToken, ImageIds: [AMI_1] }));

    expect(await failure(call)).toMatchObject({ code: "InvalidNextToken" });
  });

  it("have a default size of their own when none is asked for", async () => {
    const entries = Array.from({ length: 101 }, (_, UsageCount) => ({ UsageCount }));
    const large = await setup(worldOf({ imageUsageReportEntries: entries }));

    const page = await large.ec2.send(new DescribeImageUsageReportEntriesCommand({}));

    expect(page.ImageUsageReportEntries).toHaveLength(100);
    expect(page.NextToken).toEqual(expect.any(String));
  });

  it("of a listing under way do not change when the world does", async () => {
    const changing = worldOf({ importImageTasks: [{ Status: "active" }, { Status: "active" }] });
    const { ec2: client } = await setup(changing);
    const input = { MaxResults: 1, ...filter("task-state", "active") };
    const first = await client.send(new DescribeImportImageTasksCommand(input));
    for (const task of changing.regions["us-east-1"]?.importImageTasks ?? []) task.Status = "deleted";

    const next = await client.send(new DescribeImportImageTasksCommand({ ...input, NextToken: first.NextToken }));
    const again = await client.send(new DescribeImportImageTasksCommand(input));

    expect(next.ImportImageTasks).toHaveLength(1);
    expect(again.ImportImageTasks).toHaveLength(0);
  });
});
