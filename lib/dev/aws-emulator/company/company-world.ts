import type { DescribeFastLaunchImagesSuccessItem, ImportImageTask } from "@aws-sdk/client-ec2";
import type { LicenseConfigurationUsage } from "@aws-sdk/client-license-manager";
import { type AccountWorld, emptyRegion, type RegionWorld, type World } from "../world";
import { OWNER_ACCOUNT } from "./accounts";
import { bulkHex, bulkImages, bulkReports } from "./bulk-reports";
import { organization } from "./organization";
import { daysBefore } from "./time";

export interface CompanySize {
  /** How many, the base account among them. */
  accounts: number;
  /** By name; every account is in all of them. */
  regions: readonly string[];
  entriesPerScope: number;
  now: Date;
}

/** Where a scope is, and the number that tells its ids from those of the others. */
interface Scope {
  account: string;
  region: string;
  number: number;
}

const FAST_LAUNCH_IMAGES = 6;
const IMPORTS = 4;
const USED_INSTANCES = 12;
const VCPUS = 4;

/** A company of many accounts, with as much in every region of each: the same for the same size and moment. */
export function companyWorld({ accounts, regions, entriesPerScope, now }: CompanySize): World {
  const memberIds = Array.from({ length: accounts - 1 }, (_, index) => String(200_000_000_001 + index * 1_000_003));
  const accountWorld = (account: string, first: number): AccountWorld => ({
    regions: Object.fromEntries(
      regions.map((region, index) => [region, scopeWorld({ account, region, number: first + index }, entriesPerScope, now)]),
    ),
  });
  return {
    account: OWNER_ACCOUNT,
    arn: `arn:aws:iam::${OWNER_ACCOUNT}:user/ami-ledger-sample-data`,
    ...accountWorld(OWNER_ACCOUNT, 0),
    members: Object.fromEntries(memberIds.map((id, index) => [id, accountWorld(id, (index + 1) * regions.length)])),
    organization: organization(
      [OWNER_ACCOUNT, ...memberIds].map((Id, index) => ({ Id, Name: `unit-${index}` })),
      now,
    ),
  };
}

function scopeWorld(scope: Scope, entries: number, now: Date): RegionWorld {
  const arn = `arn:aws:license-manager:${scope.region}:${scope.account}:license-configuration:lic-${bulkHex(scope.number, 0)}`;
  const reports = bulkReports(entries, now, scope.number);
  return {
    ...emptyRegion(),
    images: bulkImages(scope.account, reports.imageUsageReports),
    ...reports,
    fastLaunchImages: Array.from({ length: FAST_LAUNCH_IMAGES }, (_, index) => fastLaunchImage(scope, index, now)),
    importImageTasks: Array.from({ length: IMPORTS }, (_, index) => importTask(scope, index)),
    licenseConfigurations: [
      {
        LicenseConfigurationId: `lic-${bulkHex(scope.number, 0)}`,
        LicenseConfigurationArn: arn,
        Name: "SQL Server Standard",
        LicenseCountingType: "vCPU",
        LicenseCount: 64,
        LicenseCountHardLimit: true,
        ConsumedLicenses: USED_INSTANCES * VCPUS,
        Status: "AVAILABLE",
        OwnerAccountId: scope.account,
      },
    ],
    licenseConfigurationUsage: { [arn]: Array.from({ length: USED_INSTANCES }, (_, index) => instance(scope, index, now)) },
  };
}

/** Fast launch on the images that the first reports are about. */
function fastLaunchImage({ account, number }: Scope, index: number, now: Date): DescribeFastLaunchImagesSuccessItem {
  return {
    ImageId: `ami-${bulkHex(number, index)}`,
    ResourceType: "snapshot",
    SnapshotConfiguration: { TargetResourceCount: 5 },
    MaxParallelLaunches: 6,
    OwnerId: account,
    State: "enabled",
    StateTransitionReason: "Client.UserInitiated",
    StateTransitionTime: daysBefore(now, 3 + index),
  };
}

function importTask({ number }: Scope, index: number): ImportImageTask {
  const progress = index % 2 === 0 ? { Status: "active", StatusMessage: "converting", Progress: "28" } : { Status: "completed" };
  return { ImportTaskId: `import-ami-${bulkHex(number, index)}`, Description: `Machine ${index}`, Platform: "Linux", ...progress };
}

function instance({ account, region, number }: Scope, index: number, now: Date): LicenseConfigurationUsage {
  return {
    ResourceArn: `arn:aws:ec2:${region}:${account}:instance/i-${bulkHex(number, index)}`,
    ResourceType: "EC2_INSTANCE",
    ResourceStatus: "running",
    ResourceOwnerId: account,
    AssociationTime: daysBefore(now, 10 + index),
    ConsumedLicenses: VCPUS,
  };
}
