import type { Image, ImageUsageReport, ImageUsageReportEntry } from "@aws-sdk/client-ec2";
import type { RegionWorld } from "../world";
import { consumerAccounts } from "./accounts";
import { MACHINE } from "./machine";
import { daysBefore } from "./time";

const RESOURCE_TYPES = ["ec2:Instance", "ec2:LaunchTemplate"] as const;
const MAX_ACCOUNTS = 5000;
const REPORT_LIFE_DAYS = 30;

/** Days from the making of an image to its report. */
const BUILT_DAYS_BEFORE = 40;

/** Far more reports than a scope can have, and few enough scopes that their ids stay exact numbers. */
const IDS_PER_SCOPE = 2 ** 24;

/**
 * Any number of report entries. All reports are available, and each has an entry for every account and resource
 * type until the number is reached. No id is made for two scopes.
 */
export function bulkReports(entries: number, now: Date, scope = 0): Pick<RegionWorld, "imageUsageReports" | "imageUsageReportEntries"> {
  const accounts = consumerAccounts(Math.max(1, Math.min(MAX_ACCOUNTS, Math.ceil(Math.sqrt(entries / 2)))));
  const entriesPerReport = accounts.length * RESOURCE_TYPES.length;
  const reports = Array.from({ length: Math.ceil(entries / entriesPerReport) }, (_, index) => report(scope, index, now));
  return {
    imageUsageReports: reports,
    imageUsageReportEntries: reports.flatMap((one) => entriesOf(one, accounts, scope)).slice(0, entries),
  };
}

/** The images that reports are about, as their owner sees them. */
export function bulkImages(owner: string, reports: readonly ImageUsageReport[]): Image[] {
  return reports.map(({ ImageId, CreationTime, Tags }) => ({
    ...MACHINE,
    ImageId,
    Name: Tags?.[0]?.Value,
    OwnerId: owner,
    PlatformDetails: "Linux/UNIX",
    CreationDate: CreationTime && daysBefore(CreationTime, BUILT_DAYS_BEFORE).toISOString(),
  }));
}

/** The 17 digits of an id, the same for the same scope and index. */
export function bulkHex(scope: number, index: number): string {
  return (scope * IDS_PER_SCOPE + index).toString(16).padStart(17, "0");
}

function report(scope: number, index: number, now: Date): ImageUsageReport {
  const id = bulkHex(scope, index);
  const age = 1 + (index % 280) / 10;
  return {
    ImageId: `ami-${id}`,
    ReportId: `amiur-${id}`,
    ResourceTypes: RESOURCE_TYPES.map((ResourceType) => ({ ResourceType })),
    State: "available",
    CreationTime: daysBefore(now, age),
    ExpirationTime: daysBefore(now, age - REPORT_LIFE_DAYS),
    Tags: [{ Key: "Name", Value: `golden-bulk-${index}` }],
  };
}

function entriesOf(one: ImageUsageReport, accounts: readonly string[], scope: number): ImageUsageReportEntry[] {
  const { ReportId, ImageId, CreationTime: ReportCreationTime } = one;
  return accounts.flatMap((AccountId, index) =>
    RESOURCE_TYPES.map((ResourceType) => {
      const UsageCount = 1 + ((index * 7919 + scope * 31) % 97);
      return { ResourceType, ReportId, UsageCount, AccountId, ImageId, ReportCreationTime };
    }),
  );
}
