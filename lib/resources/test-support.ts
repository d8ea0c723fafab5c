import type { ImportImageTask } from "./import-image-tasks";
import type { LicenseConfiguration } from "./license-configurations";

/** A configuration of which AWS said no more than what a test is about. */
export function bareConfiguration(members: Partial<LicenseConfiguration>): LicenseConfiguration {
  return {
    licenseConfigurationId: null,
    licenseConfigurationArn: null,
    name: null,
    description: null,
    licenseCountingType: "vCPU",
    licenseRules: [],
    licenseCount: null,
    licenseCountHardLimit: null,
    disassociateWhenNotFound: null,
    consumedLicenses: null,
    status: null,
    ownerAccountId: null,
    consumedLicenseSummaryList: [],
    managedResourceSummaryList: [],
    productInformationList: [],
    automatedDiscoveryInformation: null,
    licenseExpiry: null,
    ...members,
  };
}

/** An import of which AWS said no more than what a test is about. */
export function bareImport(members: Partial<ImportImageTask>): ImportImageTask {
  return {
    architecture: null,
    description: null,
    encrypted: null,
    hypervisor: null,
    imageId: null,
    importTaskId: "import-ami-1",
    kmsKeyId: null,
    licenseType: null,
    platform: null,
    progress: null,
    snapshotDetails: [],
    status: null,
    statusMessage: null,
    tags: [],
    licenseSpecifications: [],
    usageOperation: null,
    bootMode: null,
    ...members,
  };
}
