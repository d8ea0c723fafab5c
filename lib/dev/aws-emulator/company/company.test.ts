import { describe, expect, it } from "vitest";
import { bulkWorld } from "./bulk-world";
import { sampleWorld } from "./sample-world";

const NOW = new Date("2026-03-04T05:06:07.890Z");
const world = sampleWorld(NOW);
const regions = Object.entries(world.regions);
const all = regions.map(([, region]) => region);
const reports = all.flatMap((region) => region.imageUsageReports);
const entries = all.flatMap((region) => region.imageUsageReportEntries);
const fastLaunch = all.flatMap((region) => region.fastLaunchImages);
const imports = all.flatMap((region) => region.importImageTasks);
const configurations = all.flatMap((region) => region.licenseConfigurations);
const usageOf = new Map(all.flatMap((region) => Object.entries(region.licenseConfigurationUsage)));
const usage = [...usageOf.values()].flat();

describe("the sample company", () => {
  it("is the same for the same moment, and moves with it", () => {
    const later = sampleWorld(new Date(NOW.getTime() + 1000));

    expect(sampleWorld(NOW)).toEqual(world);
    expect(later.regions["us-east-1"]?.imageUsageReports[0]?.CreationTime?.getTime()).toBe(
      (world.regions["us-east-1"]?.imageUsageReports[0]?.CreationTime?.getTime() ?? 0) + 1000,
    );
  });

  it("is as large as a company that needs the product", () => {
    expect(Object.keys(world.regions)).toEqual(["us-east-1", "eu-west-1", "ap-south-1"]);
    expect(new Set(reports.map((report) => report.ImageId)).size).toBeGreaterThan(38);
    expect(entries.length).toBeGreaterThan(10_000);
    expect(entries.length).toBeLessThan(12_000);
    expect(usage.length).toBeGreaterThan(3_800);
    expect(new Set(entries.map((entry) => entry.AccountId)).size).toBe(300);
    expect(entries.some((entry) => entry.AccountId?.startsWith("00"))).toBe(true);
  });

  it("has nothing dated in the future but expiry", () => {
    const dates = [
      ...reports.map((report) => report.CreationTime),
      ...fastLaunch.map((image) => image.StateTransitionTime),
      ...usage.map((row) => row.AssociationTime),
    ];

    expect(dates.filter((date) => !date || date > NOW)).toEqual([]);
    expect(reports.filter((report) => !report.ExpirationTime || report.ExpirationTime <= NOW)).toEqual([]);
  });
});

describe("its usage reports", () => {
  it("are in every state, and an error says why", () => {
    expect(new Set(reports.map((report) => report.State))).toEqual(new Set(["available", "pending", "error"]));
    expect(reports.filter((report) => (report.State === "error") !== (report.StateReason !== undefined))).toEqual([]);
  });

  it("have ids of their own", () => {
    expect(new Set(reports.map((report) => report.ReportId)).size).toBe(reports.length);
  });

  it("are never pending twice on an image", () => {
    const pending = reports.filter((report) => report.State === "pending").map((report) => report.ImageId);

    expect(new Set(pending).size).toBe(pending.length);
  });

  it("are two on several images, newest last", () => {
    const pairs = [...reportsByImage().values()].filter((group) => group.length > 1);

    expect(pairs.length).toBeGreaterThanOrEqual(4);
    for (const pair of pairs) {
      const times = pair.map((report) => report.CreationTime?.getTime() ?? 0);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
  });

  it("include narrow ones: instances only, some accounts only, a version depth", () => {
    expect(reports.some((report) => report.ResourceTypes?.length === 1)).toBe(true);
    expect(reports.some((report) => (report.AccountIds?.length ?? 0) > 0)).toBe(true);
    expect(reports.some((report) => report.ResourceTypes?.some((type) => type.ResourceTypeOptions))).toBe(true);
  });

  it("include one that expires within a day", () => {
    const tomorrow = NOW.getTime() + 24 * 60 * 60 * 1000;

    expect(reports.some((report) => (report.ExpirationTime?.getTime() ?? 0) < tomorrow)).toBe(true);
  });

  it("have entries only when available, and only what they asked for", () => {
    const byId = new Map(reports.map((report) => [report.ReportId, report]));
    const wrong = entries.filter((entry) => {
      const report = byId.get(entry.ReportId);
      return (
        report?.State !== "available" ||
        report.ImageId !== entry.ImageId ||
        report.CreationTime !== entry.ReportCreationTime ||
        !report.ResourceTypes?.some((type) => type.ResourceType === entry.ResourceType) ||
        (report.AccountIds && !report.AccountIds.includes(entry.AccountId ?? "")) ||
        !entry.UsageCount
      );
    });

    expect(wrong).toEqual([]);
  });

  it("name an account once for a resource type", () => {
    const keys = entries.map((entry) => `${entry.ReportId}/${entry.AccountId}/${entry.ResourceType}`);

    expect(new Set(keys).size).toBe(keys.length);
  });

  it("include available ones that found nothing, wide and narrow", () => {
    const found = new Set(entries.map((entry) => entry.ReportId));
    const empty = reports.filter((report) => report.State === "available" && !found.has(report.ReportId));

    expect(empty.some((report) => !report.AccountIds && report.ResourceTypes?.length === 2)).toBe(true);
    expect(empty.some((report) => report.AccountIds)).toBe(true);
    expect(empty.some((report) => report.ResourceTypes?.length === 1)).toBe(true);
  });

  it("carry hostile tags", () => {
    const tags = reports.flatMap((report) => report.Tags ?? []);

    expect(tags.some((tag) => tag.Key === "__proto__")).toBe(true);
    expect(tags.some((tag) => tag.Value?.startsWith("="))).toBe(true);
    expect(tags.some((tag) => tag.Value?.includes("\n"))).toBe(true);
    expect(tags.some((tag) => /\p{Extended_Pictographic}/u.test(tag.Value ?? ""))).toBe(true);
  });
});

describe("its fast-launch images", () => {
  it("are in all six states", () => {
    expect(new Set(fastLaunch.map((image) => image.State)).size).toBe(6);
  });

  it("have no owner only where they are shared with us, and are our own otherwise", () => {
    const ours = new Set(reports.map((report) => report.ImageId));

    expect(fastLaunch.some((image) => image.OwnerId === undefined)).toBe(true);
    expect(fastLaunch.filter((image) => ours.has(image.ImageId) !== (image.OwnerId === world.account))).toEqual([]);
  });
});

describe("its imports", () => {
  it("are running, stuck, completed, failed and cancelled", () => {
    const fates = imports.map((task) => `${task.Status} ${task.StatusMessage?.split(":")[0] ?? ""}`.trim());

    expect(fates).toEqual(
      expect.arrayContaining([
        "active converting",
        "active booting",
        "completed",
        "deleted ClientError",
        "deleted FirstBootFailure",
        "deleted",
      ]),
    );
    expect(imports.some((task) => task.Progress === "39" && task.StatusMessage === undefined)).toBe(true);
  });

  it("have an image only when completed, and progress only while active", () => {
    expect(imports.filter((task) => (task.Status === "completed") !== (task.ImageId !== undefined))).toEqual([]);
    expect(imports.filter((task) => (task.Status === "active") !== (task.Progress !== undefined))).toEqual([]);
  });

  it("include a secret URL and a link to a license configuration that exists", () => {
    const linked = imports.flatMap((task) => task.LicenseSpecifications ?? []).map((link) => link.LicenseConfigurationArn);

    expect(imports.some((task) => task.SnapshotDetails?.some((disk) => disk.Url))).toBe(true);
    expect(linked.length).toBeGreaterThan(0);
    expect(linked.filter((arn) => !usageOf.has(arn ?? ""))).toEqual([]);
  });
});

describe("its licenses", () => {
  it("are counted in all four ways, with hard and soft limits", () => {
    expect(new Set(configurations.map((one) => one.LicenseCountingType))).toEqual(new Set(["vCPU", "Instance", "Core", "Socket"]));
    expect(new Set(configurations.map((one) => one.LicenseCountHardLimit))).toEqual(new Set([true, false]));
  });

  it("consume what their usage adds up to", () => {
    for (const configuration of configurations) {
      const rows = usageOf.get(configuration.LicenseConfigurationArn ?? "") ?? [];
      const consumed = (type?: string) =>
        rows.filter((row) => !type || row.ResourceType === type).reduce((sum, row) => sum + (row.ConsumedLicenses ?? 0), 0);

      expect(configuration.ConsumedLicenses).toBe(consumed());
      for (const summary of configuration.ConsumedLicenseSummaryList ?? []) {
        expect(summary.ConsumedLicenses).toBe(consumed(summary.ResourceType));
      }
      for (const summary of configuration.ManagedResourceSummaryList ?? []) {
        expect(summary.AssociationCount).toBe(rows.filter((row) => row.ResourceType === summary.ResourceType).length);
      }
    }
  });

  it("are under, near, at and over their limit, and over a hard limit never", () => {
    const uses = configurations.flatMap(({ LicenseCount, ConsumedLicenses = 0 }) =>
      LicenseCount ? [ConsumedLicenses / LicenseCount] : [],
    );

    expect(uses.some((use) => use === 0)).toBe(true);
    expect(uses.some((use) => use > 0 && use < 0.9)).toBe(true);
    expect(uses.some((use) => use > 0.9 && use < 1)).toBe(true);
    expect(uses.some((use) => use === 1)).toBe(true);
    expect(uses.some((use) => use > 1)).toBe(true);
    expect(configurations.filter((one) => one.LicenseCountHardLimit && (one.ConsumedLicenses ?? 0) > (one.LicenseCount ?? 0))).toEqual([]);
  });

  it("include one without a limit, a disabled one, a shared one, and a name in two regions", () => {
    const names = configurations.map((one) => one.Name);

    expect(configurations.some((one) => one.LicenseCount === undefined)).toBe(true);
    expect(configurations.some((one) => one.Status === "DISABLED")).toBe(true);
    expect(configurations.some((one) => one.OwnerAccountId !== world.account)).toBe(true);
    expect(new Set(names).size).toBeLessThan(names.length);
  });

  it("are used by resources of every type, in several accounts", () => {
    expect(new Set(usage.map((row) => row.ResourceType))).toEqual(
      new Set(["EC2_INSTANCE", "EC2_HOST", "EC2_AMI", "RDS", "SYSTEMS_MANAGER_MANAGED_INSTANCE"]),
    );
    expect(new Set(usage.map((row) => row.ResourceOwnerId)).size).toBeGreaterThan(100);
    expect(new Set(usage.map((row) => row.ResourceArn)).size).toBe(usage.length);
  });
});

describe("a bulk world", () => {
  it.each([0, 1, 7, 20_001])("has exactly %d entries, each of an available report", (count) => {
    const region = bulkWorld(count, NOW).regions["us-east-1"];
    const ids = new Set(region?.imageUsageReports.filter((report) => report.State === "available").map((report) => report.ReportId));
    const keys = region?.imageUsageReportEntries.map((entry) => `${entry.ReportId}/${entry.AccountId}/${entry.ResourceType}`);

    expect(keys).toHaveLength(count);
    expect(new Set(keys).size).toBe(count);
    expect(region?.imageUsageReportEntries.filter((entry) => !ids.has(entry.ReportId))).toEqual([]);
  });
});

function reportsByImage() {
  const groups = new Map<string | undefined, typeof reports>();
  for (const report of reports) groups.set(report.ImageId, [...(groups.get(report.ImageId) ?? []), report]);
  return groups;
}
