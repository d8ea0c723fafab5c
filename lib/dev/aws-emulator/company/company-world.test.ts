import {
  DescribeFastLaunchImagesCommand,
  DescribeImageUsageReportEntriesCommand,
  DescribeImageUsageReportsCommand,
  DescribeImportImageTasksCommand,
} from "@aws-sdk/client-ec2";
import { ListLicenseConfigurationsCommand, ListUsageForLicenseConfigurationCommand } from "@aws-sdk/client-license-manager";
import { describe, expect, it } from "vitest";
import { assume, clients, setup } from "../test-support";
import type { RegionWorld, World } from "../world";
import { companyWorld } from "./company-world";

const NOW = new Date("2026-03-04T05:06:07.890Z");
const size = { accounts: 10, regions: ["us-east-1", "eu-west-1"], entriesPerScope: 500, now: NOW };

function scopesOf({ regions, members }: World): RegionWorld[] {
  return [regions, ...Object.values(members ?? {}).map((member) => member.regions)].flatMap((one) => Object.values(one));
}

describe("a company", () => {
  it.each([
    [1, ["us-east-1"], 1],
    [10, ["us-east-1", "eu-west-1"], 20],
    [10, ["us-east-1", "eu-west-1", "ap-south-1", "sa-east-1"], 40],
  ])("of %d accounts in %o has %d scopes, each with what was asked for", (accounts, regions, count) => {
    const scopes = scopesOf(companyWorld({ ...size, accounts, regions }));

    expect(scopes).toHaveLength(count);
    expect(scopes.filter((scope) => scope.imageUsageReportEntries.length !== 500)).toEqual([]);
  });

  it("is the same for the same size", () => expect(companyWorld(size)).toEqual(companyWorld(size)));

  it("has no id in two scopes", () => {
    const scopes = scopesOf(companyWorld(size));
    const ids = scopes.map((scope) => [
      ...scope.imageUsageReports.flatMap((report) => [report.ReportId, report.ImageId]),
      ...scope.importImageTasks.map((task) => task.ImportTaskId),
      ...scope.licenseConfigurations.map((configuration) => configuration.LicenseConfigurationArn),
      ...Object.values(scope.licenseConfigurationUsage).flatMap((rows) => rows.map((row) => row.ResourceArn)),
    ]);

    expect(new Set(ids.flat()).size).toBe(ids.flat().length);
  });

  it("has entries of its own reports, and license use that adds up", () => {
    for (const scope of scopesOf(companyWorld(size))) {
      const reports = new Set(scope.imageUsageReports.map((report) => report.ReportId));
      const used = Object.values(scope.licenseConfigurationUsage).flat();

      expect(scope.imageUsageReportEntries.filter((entry) => !reports.has(entry.ReportId))).toEqual([]);
      expect(used.reduce((sum, row) => sum + (row.ConsumedLicenses ?? 0), 0)).toBe(scope.licenseConfigurations[0]?.ConsumedLicenses);
    }
  });

  it("has the images that its reports are about, and owns them", () => {
    for (const { images, imageUsageReports } of scopesOf(companyWorld(size))) {
      expect(images.map((image) => image.ImageId)).toEqual(imageUsageReports.map((report) => report.ImageId));
      expect(new Set(images.map((image) => image.OwnerId)).size).toBe(1);
    }
  });

  it("lists its accounts in its organization", () => {
    const { account, members = {}, organization } = companyWorld(size);

    expect(organization?.map((one) => one.Id)).toEqual([account, ...Object.keys(members)]);
  });

  it("can be read as a member", async () => {
    const world = companyWorld(size);
    const { emulator, sts } = await setup(world);
    const [id = "", member] = Object.entries(world.members ?? {})[4] ?? [];
    const { ec2, licenseManager } = clients(emulator, "eu-west-1", await assume(sts, id));
    const region = member?.regions["eu-west-1"];
    const LicenseConfigurationArn = region?.licenseConfigurations[0]?.LicenseConfigurationArn;

    const { ImageUsageReports } = await ec2.send(new DescribeImageUsageReportsCommand({}));
    const { ImageUsageReportEntries } = await ec2.send(new DescribeImageUsageReportEntriesCommand({ MaxResults: 1000 }));
    const { FastLaunchImages } = await ec2.send(new DescribeFastLaunchImagesCommand({}));
    const { ImportImageTasks } = await ec2.send(new DescribeImportImageTasksCommand({}));
    const { LicenseConfigurations } = await licenseManager.send(new ListLicenseConfigurationsCommand({}));
    const usage = await licenseManager.send(new ListUsageForLicenseConfigurationCommand({ LicenseConfigurationArn }));

    expect(ImageUsageReports).toEqual(region?.imageUsageReports);
    expect(ImageUsageReportEntries).toEqual(region?.imageUsageReportEntries);
    expect(FastLaunchImages).toEqual(region?.fastLaunchImages);
    expect(ImportImageTasks).toEqual(region?.importImageTasks);
    expect(LicenseConfigurations).toEqual(region?.licenseConfigurations);
    expect(usage.LicenseConfigurationUsageList).toHaveLength(12);
  });
});
