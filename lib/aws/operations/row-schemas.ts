import "server-only";
import {
  DescribeFastLaunchImagesSuccessItem$,
  Image$,
  ImageAttribute$,
  ImageReference$,
  ImageUsageReport$,
  ImageUsageReportEntry$,
  ImportImageTask$,
} from "@aws-sdk/client-ec2";
import {
  LicenseConfiguration$,
  LicenseConfigurationAssociation$,
  LicenseConfigurationUsage$,
  LicenseOperationFailure$,
} from "@aws-sdk/client-license-manager";
import type { StaticStructureSchema } from "@smithy/types";
import { rowSchema } from "@/lib/aws/sdk/row-schema";
import { type JsonSchema, text } from "@/lib/core/json-schema";
import { fastLaunchImages } from "@/lib/resources/fast-launch-images";
import { imageLaunchPermissions } from "@/lib/resources/image-launch-permissions";
import { imageReferences } from "@/lib/resources/image-references";
import { imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { imageUsageReports } from "@/lib/resources/image-usage-reports";
import { images } from "@/lib/resources/images";
import { importImageTasks } from "@/lib/resources/import-image-tasks";
import { licenseConfigurationAssociations } from "@/lib/resources/license-configuration-associations";
import { licenseConfigurationFailures } from "@/lib/resources/license-configuration-failures";
import { licenseConfigurations } from "@/lib/resources/license-configurations";
import { licenseUsage } from "@/lib/resources/license-usage";

/** The rows of each resource that is a listing of AWS, by the resource's path: every member of AWS's structure. */
export const AWS_ROWS: Readonly<Record<string, JsonSchema>> = {
  [fastLaunchImages.path]: rowSchema(DescribeFastLaunchImagesSuccessItem$),
  [imageLaunchPermissions.path]: rowSchema(ImageAttribute$),
  [imageReferences.path]: rowSchema(ImageReference$),
  [imageUsageReportEntries.path]: rowSchema(ImageUsageReportEntry$),
  [imageUsageReports.path]: rowSchema(ImageUsageReport$),
  [images.path]: rowSchema(Image$),
  [importImageTasks.path]: rowSchema(ImportImageTask$),
  [licenseConfigurationAssociations.path]: ofConfiguration(LicenseConfigurationAssociation$),
  [licenseConfigurationFailures.path]: ofConfiguration(LicenseOperationFailure$),
  [licenseConfigurations.path]: rowSchema(LicenseConfiguration$),
  [licenseUsage.path]: ofConfiguration(LicenseConfigurationUsage$),
};

/** AWS's own structure does not repeat which configuration it answers for. */
function ofConfiguration(structure: StaticStructureSchema): JsonSchema {
  const of = { type: "object", required: ["licenseConfigurationArn"], properties: { licenseConfigurationArn: text } };
  return { allOf: [of, rowSchema(structure)] };
}
