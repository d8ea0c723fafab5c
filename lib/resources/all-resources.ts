import { AWS_RESOURCES } from "./aws-resources";
import { findings } from "./findings";
import { historyChanges } from "./history-changes";
import { historyLicenseConfigurations } from "./history-license-configurations";
import { imageVerdicts } from "./image-verdicts";
import { permissionChecks } from "./permission-checks";
import type { Resource } from "./resource";

/** Every resource that has a read route. */
export const ALL_RESOURCES: readonly Resource<never>[] = [
  ...AWS_RESOURCES,
  imageVerdicts,
  findings,
  permissionChecks,
  historyChanges,
  historyLicenseConfigurations,
];
