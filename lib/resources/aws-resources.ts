import { fastLaunchImages } from "./fast-launch-images";
import { imageLaunchPermissions } from "./image-launch-permissions";
import { imageReferences } from "./image-references";
import { imageUsageReportEntries } from "./image-usage-report-entries";
import { imageUsageReports } from "./image-usage-reports";
import { images } from "./images";
import { importImageTasks } from "./import-image-tasks";
import { licenseConfigurationAssociations } from "./license-configuration-associations";
import { licenseConfigurationFailures } from "./license-configuration-failures";
import { licenseConfigurations } from "./license-configurations";
import { licenseUsage } from "./license-usage";
import type { Resource } from "./resource";

const LISTED = [
  images,
  imageUsageReportEntries,
  imageUsageReports,
  fastLaunchImages,
  importImageTasks,
  imageLaunchPermissions,
  imageReferences,
  licenseConfigurations,
  licenseUsage,
  licenseConfigurationAssociations,
  licenseConfigurationFailures,
] as const satisfies readonly Resource<never>[];

/** The path of a resource that AWS lists: the key of every record with an entry for each. */
export type AwsPath = (typeof LISTED)[number]["path"];

export type AwsResource = Resource<never> & { path: AwsPath };

/**
 * Every resource that AWS lists, in the order of the navigation. Permission checks, IAM policies, the API's
 * description, the navigation and the tests of every resource follow from this list.
 */
export const AWS_RESOURCES: readonly AwsResource[] = LISTED;
