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
import type { Reader } from "@/lib/aws/listing/reader";
import type { AwsPath } from "@/lib/resources/aws-resources";
import { fastLaunchImagesReader } from "./fast-launch-images";
import { imageLaunchPermissionsReader } from "./image-launch-permissions";
import { imageReferencesReader } from "./image-references";
import { imageUsageReportEntriesReader } from "./image-usage-report-entries";
import { imageUsageReportsReader } from "./image-usage-reports";
import { imagesReader } from "./images";
import { importImageTasksReader } from "./import-image-tasks";
import { licenseConfigurationAssociationsReader } from "./license-configuration-associations";
import { licenseConfigurationFailuresReader } from "./license-configuration-failures";
import { licenseConfigurationsReader } from "./license-configurations";
import { licenseUsageReader } from "./license-usage";

interface AwsOperation {
  reader: Reader<unknown>;
  /** The model's name of a list item. The row has each of its members. */
  item: StaticStructureSchema;
}

/** The reader of each resource. */
export const AWS_OPERATIONS: Readonly<Record<AwsPath, AwsOperation>> = {
  "/images": { reader: imagesReader, item: Image$ },
  "/image-usage-report-entries": { reader: imageUsageReportEntriesReader, item: ImageUsageReportEntry$ },
  "/image-usage-reports": { reader: imageUsageReportsReader, item: ImageUsageReport$ },
  "/fast-launch-images": { reader: fastLaunchImagesReader, item: DescribeFastLaunchImagesSuccessItem$ },
  "/import-image-tasks": { reader: importImageTasksReader, item: ImportImageTask$ },
  "/image-launch-permissions": { reader: imageLaunchPermissionsReader, item: ImageAttribute$ },
  "/image-references": { reader: imageReferencesReader, item: ImageReference$ },
  "/license-configurations": { reader: licenseConfigurationsReader, item: LicenseConfiguration$ },
  "/license-usage": { reader: licenseUsageReader, item: LicenseConfigurationUsage$ },
  "/license-configuration-associations": { reader: licenseConfigurationAssociationsReader, item: LicenseConfigurationAssociation$ },
  "/license-configuration-failures": { reader: licenseConfigurationFailuresReader, item: LicenseOperationFailure$ },
};
