import type { DescribeFastLaunchImagesSuccessItem, ImageUsageReport, ImageUsageReportEntry, ImportImageTask } from "@aws-sdk/client-ec2";
import type { LicenseConfiguration, LicenseConfigurationUsage } from "@aws-sdk/client-license-manager";

/** What one region of the account holds, in the order in which it is listed. */
export interface RegionWorld {
  imageUsageReports: ImageUsageReport[];
  imageUsageReportEntries: ImageUsageReportEntry[];
  fastLaunchImages: DescribeFastLaunchImagesSuccessItem[];
  importImageTasks: ImportImageTask[];
  licenseConfigurations: LicenseConfiguration[];
  /** By the ARN of a license configuration. */
  licenseConfigurationUsage: Record<string, LicenseConfigurationUsage[]>;
}

/** An AWS account as plain data. A region that is not in it is one that refuses the account. */
export interface World {
  /** 12 digits. */
  account: string;
  /** Who the caller is, as GetCallerIdentity tells it. */
  arn: string;
  regions: Record<string, RegionWorld>;
}

/** A region in which nothing was ever made. */
export function emptyRegion(): RegionWorld {
  return {
    imageUsageReports: [],
    imageUsageReportEntries: [],
    fastLaunchImages: [],
    importImageTasks: [],
    licenseConfigurations: [],
    licenseConfigurationUsage: {},
  };
}
