import type { ImageUsageReport, ImageUsageReportEntry, ImageUsageResourceType } from "@aws-sdk/client-ec2";
import type { GoldenImage } from "./images";
import { type Random, seededRandom } from "./random";
import { type ReportPlan, reportPlans } from "./report-plans";
import { daysBefore } from "./time";

/** Reports with what they found; only a report that is available has entries. */
export interface UsageReports {
  imageUsageReports: ImageUsageReport[];
  imageUsageReportEntries: ImageUsageReportEntry[];
}

const REPORT_LIFE_DAYS = 30;

export function usageReports(images: GoldenImage[], accounts: readonly string[], now: Date): UsageReports {
  const made = images.flatMap((image) =>
    reportPlans(image).map((plan, index) => {
      const random = seededRandom(`report/${image.imageId}/${index}`);
      const report = usageReport(image, plan, accounts, random, now);
      return { report, entries: entries(report, image, plan, accounts, random) };
    }),
  );
  return {
    imageUsageReports: made.map(({ report }) => report),
    imageUsageReportEntries: made.flatMap((one) => one.entries),
  };
}

function usageReport(image: GoldenImage, plan: ReportPlan, accounts: readonly string[], random: Random, now: Date): ImageUsageReport {
  return {
    ImageId: image.imageId,
    ReportId: `amiur-0${random.hex(16)}`,
    ResourceTypes: resourceTypes(plan),
    ...(plan.restrictedTo && { AccountIds: random.sample(accounts, plan.restrictedTo) }),
    State: plan.state,
    ...(plan.stateReason && { StateReason: plan.stateReason }),
    CreationTime: daysBefore(now, plan.age),
    ExpirationTime: daysBefore(now, plan.age - REPORT_LIFE_DAYS),
    Tags: [
      { Key: "Name", Value: `${image.family}-${image.version}` },
      { Key: "Family", Value: image.family },
      { Key: "Version", Value: image.version },
      { Key: "Team", Value: image.team },
      ...(plan.extraTags ?? []),
    ],
  };
}

function resourceTypes({ launchTemplates, versionDepth }: ReportPlan): ImageUsageResourceType[] {
  if (!launchTemplates) return [{ ResourceType: "ec2:Instance" }];
  const options = versionDepth && {
    ResourceTypeOptions: [{ OptionName: "version-depth", OptionValues: [String(versionDepth)] }],
  };
  return [{ ResourceType: "ec2:Instance" }, { ResourceType: "ec2:LaunchTemplate", ...options }];
}

function entries(
  report: ImageUsageReport,
  image: GoldenImage,
  plan: ReportPlan,
  accounts: readonly string[],
  random: Random,
): ImageUsageReportEntry[] {
  if (plan.state !== "available") return [];
  const using = random.sample(report.AccountIds ?? accounts, image.reach * plan.found);
  const entry = (AccountId: string, ResourceType: string, UsageCount: number): ImageUsageReportEntry => ({
    ResourceType,
    ReportId: report.ReportId,
    UsageCount,
    AccountId,
    ImageId: image.imageId,
    ReportCreationTime: report.CreationTime,
  });
  return using.flatMap((account) => {
    const instances = entry(account, "ec2:Instance", instanceCount(random));
    if (!plan.launchTemplates || !random.chance(0.75)) return [instances];
    return [instances, entry(account, "ec2:LaunchTemplate", random.int(1, 9))];
  });
}

/** Most accounts run a handful, a few run a fleet. */
function instanceCount(random: Random): number {
  return Math.max(1, Math.round(random.next() ** -1.15 * 1.4) % 2400);
}
