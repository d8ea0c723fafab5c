import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { consumerAccounts, LOGISTICS_ACCOUNT, OWNER_ACCOUNT, SISTER_ACCOUNT } from "./accounts";
import { sampleWorld } from "./sample-world";

const NOW = new Date("2026-03-04T05:06:07.890Z");
const { regions: baseRegions, members = {}, organization } = sampleWorld(NOW);

describe("the sister companies", () => {
  it("are two, in two regions each", () => {
    expect(Object.entries(members).map(([account, member]) => [account, Object.keys(member.regions)])).toEqual([
      [SISTER_ACCOUNT, ["us-east-1", "eu-west-1"]],
      [LOGISTICS_ACCOUNT, ["us-east-1", "eu-west-1"]],
    ]);
  });

  it.each([SISTER_ACCOUNT, LOGISTICS_ACCOUNT])("hold something of everything they have, and own it: %s", (account) => {
    for (const region of Object.values(members[account]?.regions ?? {})) {
      const reports = new Set(region.imageUsageReports.map((report) => report.ReportId));

      expect(region.imageUsageReportEntries.length).toBeGreaterThan(50);
      expect(region.imageUsageReportEntries.filter((entry) => !reports.has(entry.ReportId))).toEqual([]);
      expect(region.fastLaunchImages.length).toBeGreaterThan(0);
      expect(region.fastLaunchImages.filter((image) => image.OwnerId !== account)).toEqual([]);
      expect(region.licenseConfigurations.length).toBeGreaterThan(0);
      expect(region.licenseConfigurations.filter((one) => one.OwnerAccountId !== account)).toEqual([]);
    }
  });

  it("share no report and no image with the base account", () => {
    const ids = (regions: typeof baseRegions) =>
      Object.values(regions).flatMap((region) => region.imageUsageReports.flatMap((report) => [report.ReportId, report.ImageId]));
    const base = new Set(ids(baseRegions));

    expect(Object.values(members).flatMap((member) => ids(member.regions).filter((id) => base.has(id)))).toEqual([]);
  });

  it("share one license configuration with it, which is the same in both", () => {
    const shared = (region = baseRegions["us-east-1"]) => {
      const configuration = region?.licenseConfigurations.find((one) => one.Name === "MATLAB Parallel Server");
      return { configuration, usage: region?.licenseConfigurationUsage[configuration?.LicenseConfigurationArn ?? ""] };
    };

    expect(shared().configuration).toBeDefined();
    expect(shared(members[SISTER_ACCOUNT]?.regions["us-east-1"])).toEqual(shared());
  });
});

describe("the base account", () => {
  const counted = Object.entries(baseRegions).map(([name, region]) => [
    name,
    region.imageUsageReports,
    region.imageUsageReportEntries,
    region.fastLaunchImages,
    region.importImageTasks,
    region.licenseConfigurations,
    region.licenseConfigurationUsage,
  ]);

  it("holds what it held without them, to the row", () => {
    const digest = createHash("sha256").update(JSON.stringify(counted)).digest("hex");

    expect(digest).toBe("cbf5efb67b46f468ba1c82f06fd2d49f49a35a592d4c3d4ba7cb5f92b0fb0cba");
  });
});

describe("the organization", () => {
  it("knows all accounts by names of their own", () => {
    const consumers = consumerAccounts(300);

    expect(organization?.map((account) => account.Id)).toEqual([OWNER_ACCOUNT, SISTER_ACCOUNT, LOGISTICS_ACCOUNT, ...consumers]);
    expect(new Set(organization?.map((account) => account.Name)).size).toBe(303);
    expect(organization?.filter((account) => account.State === "SUSPENDED")).toHaveLength(2);
    expect(organization?.filter((account) => !account.JoinedTimestamp || account.JoinedTimestamp > NOW)).toEqual([]);
  });
});
