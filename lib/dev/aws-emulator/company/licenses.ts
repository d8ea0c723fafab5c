import type { LicenseConfiguration, LicenseConfigurationUsage, ResourceType } from "@aws-sdk/client-license-manager";
import type { RegionWorld } from "../world";
import { OWNER_ACCOUNT } from "./accounts";
import type { Region } from "./images";
import { LICENSE_PLANS, type LicensePlan } from "./license-plans";
import { licenseUsage } from "./license-usage";
import { seededRandom } from "./random";
import { daysBefore } from "./time";

/** The types License Manager always sums up, also at zero. Images are associated, but consume nothing. */
const SUMMED: ResourceType[] = ["EC2_INSTANCE", "EC2_HOST", "SYSTEMS_MANAGER_MANAGED_INSTANCE"];

/** The license configurations of a region, those of the base account unless told otherwise, with the resources that consume them. */
export function licenses(
  region: Region,
  accounts: readonly [string, ...string[]],
  now: Date,
  plans: readonly LicensePlan[] = LICENSE_PLANS[region],
): Pick<RegionWorld, "licenseConfigurations" | "licenseConfigurationUsage"> {
  const made = plans.map((plan) => {
    const id = `lic-${seededRandom(`license/${region}/${plan.name}`).hex(32)}`;
    const arn = `arn:aws:license-manager:${region}:${plan.owner ?? OWNER_ACCOUNT}:license-configuration:${id}`;
    const usage = licenseUsage(region, plan, accounts, now);
    return { arn, usage, configuration: licenseConfiguration(id, arn, plan, usage, now) };
  });
  return {
    licenseConfigurations: made.map(({ configuration }) => configuration),
    licenseConfigurationUsage: Object.fromEntries(made.map(({ arn, usage }) => [arn, usage])),
  };
}

function licenseConfiguration(
  LicenseConfigurationId: string,
  LicenseConfigurationArn: string,
  plan: LicensePlan,
  usage: LicenseConfigurationUsage[],
  now: Date,
): LicenseConfiguration {
  const consumed = consumedBy(usage);
  const types = [...new Set([...SUMMED, ...usage.map((row) => row.ResourceType ?? "EC2_INSTANCE")])];
  const ofType = (type: ResourceType) => usage.filter((row) => row.ResourceType === type);
  return {
    LicenseConfigurationId,
    LicenseConfigurationArn,
    Name: plan.name,
    LicenseCountingType: plan.countingType,
    LicenseRules: [],
    ...(plan.bought && { LicenseCount: plan.bought(consumed) }),
    LicenseCountHardLimit: plan.hardLimit,
    ConsumedLicenses: consumed,
    Status: "AVAILABLE",
    OwnerAccountId: plan.owner ?? OWNER_ACCOUNT,
    ConsumedLicenseSummaryList: types
      .filter((type) => type !== "EC2_AMI")
      .map((type) => ({ ResourceType: type, ConsumedLicenses: consumedBy(ofType(type)) })),
    ManagedResourceSummaryList: types.map((type) => ({
      ResourceType: type,
      AssociationCount: ofType(type).length,
    })),
    ...plan.rest,
    ...(plan.rest?.AutomatedDiscoveryInformation && {
      AutomatedDiscoveryInformation: { LastRunTime: daysBefore(now, 0.3) },
    }),
  };
}

function consumedBy(usage: LicenseConfigurationUsage[]): number {
  return usage.reduce((sum, row) => sum + (row.ConsumedLicenses ?? 0), 0);
}
