import { fastLaunchImages } from "./fast-launch-images";
import { findings } from "./findings";
import { imageLaunchPermissions } from "./image-launch-permissions";
import { imageReferences } from "./image-references";
import { imageUsageReportEntries } from "./image-usage-report-entries";
import { imageUsageReports } from "./image-usage-reports";
import { imageVerdicts } from "./image-verdicts";
import { images } from "./images";
import { importImageTasks } from "./import-image-tasks";
import { licenseConfigurationAssociations } from "./license-configuration-associations";
import { licenseConfigurationFailures } from "./license-configuration-failures";
import { licenseConfigurations } from "./license-configurations";
import { licenseUsage } from "./license-usage";
import { permissionChecks } from "./permission-checks";
import type { Resource } from "./resource";

/** Every resource that has a read route. */
export const ALL_RESOURCES: readonly Resource<never>[] = [
  imageUsageReports,
  imageUsageReportEntries,
  fastLaunchImages,
  importImageTasks,
  licenseConfigurations,
  licenseUsage,
  images,
  imageLaunchPermissions,
  imageReferences,
  licenseConfigurationAssociations,
  licenseConfigurationFailures,
  imageVerdicts,
  findings,
  permissionChecks,
];
