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
