import "server-only";
import type { ChosenScope } from "@/lib/aws/accounts/chosen-scopes";
import { organization } from "@/lib/aws/accounts/organization";
import type { Reader } from "@/lib/aws/listing/reader";
import { fastLaunchImagesReader } from "@/lib/aws/operations/fast-launch-images";
import { imageLaunchPermissionsReader } from "@/lib/aws/operations/image-launch-permissions";
import { imageReferencesReader } from "@/lib/aws/operations/image-references";
import { imageUsageReportEntriesReader } from "@/lib/aws/operations/image-usage-report-entries";
import { imagesReader } from "@/lib/aws/operations/images";
import { importImageTasksReader } from "@/lib/aws/operations/import-image-tasks";
import { licenseConfigurationsReader } from "@/lib/aws/operations/license-configurations";
import { toScopeError } from "@/lib/aws/sdk/aws-errors";
import { known } from "@/lib/core/known";
import type { ReadRequest } from "@/lib/core/read-request";
import type { ScopeError } from "@/lib/core/row-events";
import { type Organization, unknownOrganization } from "@/lib/domain/images/organization";
import { fastLaunchImages } from "@/lib/resources/fast-launch-images";
import { imageLaunchPermissions } from "@/lib/resources/image-launch-permissions";
import { imageReferences } from "@/lib/resources/image-references";
import { imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { images } from "@/lib/resources/images";
import { importImageTasks } from "@/lib/resources/import-image-tasks";
import { licenseConfigurations } from "@/lib/resources/license-configurations";
import type { Resource } from "@/lib/resources/resource";
import { collectRows } from "./collect-rows";

/** The lists that findings follow from, each as soon as it is there. */
export type FindingLists = ReturnType<typeof readFindingLists>;

/** Begins to read all of them. */
export function readFindingLists(chosen: readonly ChosenScope[], request: ReadRequest, signal: AbortSignal) {
  const read = <Row extends object>(resource: Resource<Row>, reader: Reader<Row>) => {
    const list = collectRows({ resource, reader }, chosen, request, signal);
    // It may fail, where the signal is aborted, before anybody waits for it.
    list.catch(() => undefined);
    return list;
  };
  return {
    images: read(images, imagesReader),
    entries: read(imageUsageReportEntries, imageUsageReportEntriesReader),
    references: read(imageReferences, imageReferencesReader),
    launchPermissions: read(imageLaunchPermissions, imageLaunchPermissionsReader),
    fastLaunch: read(fastLaunchImages, fastLaunchImagesReader),
    imports: read(importImageTasks, importImageTasksReader),
    licenses: read(licenseConfigurations, licenseConfigurationsReader),
    organization: readOrganization(request),
  };
}

/** Of the organization no history is kept. */
const NOT_KEPT: ScopeError = {
  kind: "missing",
  code: "NotKept",
  message: "Nothing is kept about who was in the organization in the past.",
  requestId: null,
  httpStatus: null,
};

async function readOrganization({ asOf }: ReadRequest): Promise<Organization> {
  if (asOf !== null) return unknownOrganization(NOT_KEPT);
  try {
    return known((await organization()).accounts);
  } catch (error) {
    return unknownOrganization(toScopeError(error));
  }
}
