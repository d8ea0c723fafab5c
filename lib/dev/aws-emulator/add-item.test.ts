import {
  DescribeFastLaunchImagesCommand,
  DescribeImageUsageReportEntriesCommand,
  type DescribeImageUsageReportEntriesRequest,
  DescribeImageUsageReportsCommand,
  DescribeImportImageTasksCommand,
  DescribeRegionsCommand,
} from "@aws-sdk/client-ec2";
import { ListLicenseConfigurationsCommand, ListUsageForLicenseConfigurationCommand } from "@aws-sdk/client-license-manager";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import { assume, clients, setup, worldOf } from "./test-support";
import { emptyRegion, type RegionWorld } from "./world";

const ARN = "arn:aws:license-manager:us-east-1:111122223333:license-configuration:lic-1";
const MEMBER = "444455556666";

function region(): RegionWorld {
  return {
    ...emptyRegion(),
    imageUsageReports: [
      { ReportId: "amiur-1", State: "available" },
      { ReportId: "amiur-2", State: "pending" },
    ],
    imageUsageReportEntries: [1, 2, 3].map((UsageCount) => ({
      ReportId: "amiur-1",
      AccountId: `00000000000${UsageCount}`,
      ResourceType: "ec2:Instance",
      UsageCount,
    })),
    fastLaunchImages: [{ ImageId: "ami-00000001", State: "enabled" }],
    importImageTasks: [{ ImportTaskId: "import-ami-1", Status: "active" }],
    licenseConfigurations: [{ LicenseConfigurationId: "lic-1", LicenseConfigurationArn: ARN, Name: "SQL Server" }],
    licenseConfigurationUsage: { [ARN]: [{ ResourceArn: "arn:aws:ec2:us-east-1:1:instance/i-1", ConsumedLicenses: 4 }] },
  };
}

async function start() {
  const world = { ...worldOf(region()), members: { [MEMBER]: { regions: { "us-east-1": region() } } } };
  const started = await setup(world);
  const { ec2, emulator } = started;
  const page = async (input: DescribeImageUsageReportEntriesRequest = {}) => {
    const { ImageUsageReportEntries = [], NextToken } = await ec2.send(new DescribeImageUsageReportEntriesCommand(input));
    return { NextToken, entries: ImageUsageReportEntries, counts: ImageUsageReportEntries.map((entry) => entry.UsageCount) };
  };
  const addOne = (operation: string, more = {}) => emulator.faults.push({ kind: "add-item", operation, ...more });
  return { ...started, page, addOne };
}

describe("an item that is added", () => {
  it.each<[string, DescribeImageUsageReportEntriesRequest]>([
    ["the whole listing", {}],
    ["a listing by ids", { ReportIds: ["amiur-1"] }],
    ["a filtered listing", { Filters: [{ Name: "resource-type", Values: ["ec2:Instance"] }] }],
  ])("is met on the last page by %s under way, and by those that follow", async (_, input) => {
    const { page, addOne } = await start();
    addOne("DescribeImageUsageReportEntries");

    const first = await page({ ...input, MaxResults: 2 });
    const last = await page({ ...input, MaxResults: 2, NextToken: first.NextToken });

    expect([first.counts, last.counts, last.NextToken]).toEqual([[1, 2], [3, 3], undefined]);
    expect((await page(input)).counts).toEqual([1, 2, 3, 3]);
    expect((await page()).counts).toEqual([1, 2, 3, 3]);
  });

  it("is met by other listings under way only if it belongs there", async () => {
    const { page, addOne } = await start();
    const account = (Values: string[]) => ({ MaxResults: 1, Filters: [{ Name: "account-id", Values }] });
    const [narrow, wide] = [account(["000000000001", "000000000002"]), account(["*"])];
    const begun = [await page(narrow), await page(wide)];
    addOne("DescribeImageUsageReportEntries");
    await page();

    const rest = [
      await page({ ...narrow, MaxResults: 9, NextToken: begun[0]?.NextToken }),
      await page({ ...wide, MaxResults: 9, NextToken: begun[1]?.NextToken }),
    ];

    expect(rest.map(({ counts }) => counts)).toEqual([[2], [2, 3, 3]]);
  });

  it("comes after the answer, once, in one account and region", async () => {
    const { emulator, sts, page, addOne } = await start();
    const member = clients(emulator, "us-east-1", await assume(sts, MEMBER)).ec2;
    addOne("DescribeImageUsageReportEntries");

    expect((await page()).entries).toHaveLength(3);
    expect((await page()).entries).toHaveLength(4);
    expect((await page()).entries).toHaveLength(4);
    expect((await member.send(new DescribeImageUsageReportEntriesCommand({}))).ImageUsageReportEntries).toHaveLength(3);
  });

  it("comes as often as the fault says, each for another account", async () => {
    const { page, addOne } = await start();
    addOne("DescribeImageUsageReportEntries", { after: 1, times: 2 });

    for (let call = 0; call < 5; call += 1) await page();

    const { entries } = await page();
    expect(entries).toHaveLength(5);
    expect(new Set(entries.map((entry) => entry.AccountId)).size).toBe(5);
  });

  it("waits for a listing that can have it", async () => {
    const { emulator, ec2, sts, page } = await start();
    emulator.faults.push({ kind: "add-item" });

    await sts.send(new GetCallerIdentityCommand({}));
    await ec2.send(new DescribeRegionsCommand({}));
    await page();

    expect((await page()).entries).toHaveLength(4);
  });

  it("does not come into a listing without items", async () => {
    const { page, addOne } = await start();
    addOne("DescribeImageUsageReportEntries");

    expect((await page({ ReportIds: ["amiur-2"] })).entries).toEqual([]);
    expect((await page()).entries).toHaveLength(3);
  });

  it("is a copy of the last under another id in every listing", async () => {
    const { emulator, ec2, licenseManager } = await start();
    emulator.faults.push({ kind: "add-item", times: 5 });
    const read = async () => [
      (await ec2.send(new DescribeImageUsageReportsCommand({}))).ImageUsageReports,
      (await ec2.send(new DescribeFastLaunchImagesCommand({}))).FastLaunchImages,
      (await ec2.send(new DescribeImportImageTasksCommand({}))).ImportImageTasks,
      (await licenseManager.send(new ListLicenseConfigurationsCommand({}))).LicenseConfigurations,
      (await licenseManager.send(new ListUsageForLicenseConfigurationCommand({ LicenseConfigurationArn: ARN })))
        .LicenseConfigurationUsageList,
    ];
    await read();

    const [reports, images, tasks, configurations, usage] = await read();

    expect(reports?.[2]).toEqual({ ReportId: expect.stringMatching(/^amiur-[0-9a-f]{17}$/), State: "pending" });
    expect(images?.[1]).toEqual({ ImageId: expect.stringMatching(/^ami-[0-9a-f]{17}$/), State: "enabled" });
    expect(tasks?.[1]).toEqual({ ImportTaskId: expect.stringMatching(/^import-ami-[0-9a-f]{17}$/), Status: "active" });
    expect(configurations?.[1]).toMatchObject({ LicenseConfigurationArn: expect.stringMatching(/:lic-f\w{16}$/), Name: "SQL Server" });
    expect(usage?.[1]).toEqual({ ResourceArn: expect.stringMatching(/:instance\/i-[0-9a-f]{17}$/), ConsumedLicenses: 4 });
  });
});
