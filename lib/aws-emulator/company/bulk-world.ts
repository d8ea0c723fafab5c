import type { ImageUsageReport, ImageUsageReportEntry } from "@aws-sdk/client-ec2";
import { emptyRegion, type World } from "../world";
import { consumerAccounts, OWNER_ACCOUNT } from "./accounts";
import { daysBefore } from "./time";

const RESOURCE_TYPES = ["ec2:Instance", "ec2:LaunchTemplate"] as const;
const MAX_ACCOUNTS = 5000;
const REPORT_LIFE_DAYS = 30;

/**
 * One region, us-east-1, with any number of report entries. All reports are available, and each has an entry
 * for every account and resource type until the number is reached.
 */
export function bulkWorld(entries: number, now: Date): World {
  const accounts = consumerAccounts(Math.max(1, Math.min(MAX_ACCOUNTS, Math.ceil(Math.sqrt(entries / 2)))));
  const entriesPerReport = accounts.length * RESOURCE_TYPES.length;
  const reports = Array.from({ length: Math.ceil(entries / entriesPerReport) }, (_, index) => report(index, now));
  return {
    account: OWNER_ACCOUNT,
    arn: `arn:aws:iam::${OWNER_ACCOUNT}:user/ami-ledger-sample-data`,
    regions: {
      "us-east-1": {
        ...emptyRegion(),
        imageUsageReports: reports,
        imageUsageReportEntries: reports.flatMap((one) => entriesOf(one, accounts)).slice(0, entries),
      },
    },
  };
}

function report(index: number, now: Date): ImageUsageReport {
  const id = index.toString(16).padStart(17, "0");
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

function entriesOf(one: ImageUsageReport, accounts: readonly string[]): ImageUsageReportEntry[] {
  const { ReportId, ImageId, CreationTime: ReportCreationTime } = one;
  return accounts.flatMap((AccountId, index) =>
    RESOURCE_TYPES.map((ResourceType) => {
      const UsageCount = 1 + ((index * 7919) % 97);
      return { ResourceType, ReportId, UsageCount, AccountId, ImageId, ReportCreationTime };
    }),
  );
}
