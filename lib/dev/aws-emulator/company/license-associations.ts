import type {
  LicenseConfiguration,
  LicenseConfigurationAssociation,
  LicenseConfigurationUsage,
  LicenseOperationFailure,
} from "@aws-sdk/client-license-manager";
import type { RegionWorld } from "../world";
import type { Region } from "./images";
import { seededRandom } from "./random";
import { daysBefore } from "./time";

/** Something License Manager could not do, and with how many resources. */
interface Trouble {
  operation: string;
  message: string;
  resources: number;
  /** Days since the first of them. */
  age: number;
}

const NO_ROLE: Trouble = {
  operation: "DisassociateLicenseConfiguration",
  message: "The service-linked role AWSServiceRoleForAWSLicenseManagerMemberAccountsRole does not exist in the account of the resource.",
  resources: 2,
  age: 19.2,
};

/** By `region/name` of a configuration. */
const TROUBLES: Record<string, Trouble[]> = {
  "us-east-1/SQL Server Standard": [
    {
      operation: "AssociateLicenseConfiguration",
      message: "LicenseUsageException: No licenses are available for this license configuration. Requested 16, available 0.",
      resources: 4,
      age: 0.8,
    },
    NO_ROLE,
  ],
  "us-east-1/Windows Server Datacenter": [
    {
      operation: "AssociateLicenseConfiguration",
      message: "The tenancy of the resource is not allowed by the license rule #allowedTenancy=EC2-DedicatedHost.",
      resources: 3,
      age: 5.5,
    },
  ],
  "us-east-1/RHEL subscriptions": [
    {
      operation: "AutomatedDiscovery",
      message: "Systems Manager inventory could not be read: Rate exceeded <retry & wait>",
      resources: 1,
      age: 0.3,
    },
  ],
  "eu-west-1/RHEL subscriptions": [NO_ROLE],
};

type Associations = Pick<RegionWorld, "licenseConfigurationAssociations" | "licenseOperationFailures">;

/** The associations of a region's license configurations, and the failures. */
export function licenseAssociations(
  region: Region,
  { licenseConfigurations, licenseConfigurationUsage }: Pick<RegionWorld, "licenseConfigurations" | "licenseConfigurationUsage">,
  now: Date,
): Associations {
  const byArn = <Item>(of: (configuration: LicenseConfiguration, usage: LicenseConfigurationUsage[]) => Item[]) =>
    Object.fromEntries(
      licenseConfigurations.map((configuration) => {
        const { LicenseConfigurationArn: arn = "" } = configuration;
        return [arn, of(configuration, licenseConfigurationUsage[arn] ?? [])];
      }),
    );
  return {
    licenseConfigurationAssociations: byArn((_, usage) => usage.map(association)),
    licenseOperationFailures: byArn((configuration, usage) => failures(region, configuration, usage, now)),
  };
}

/** Everything that is counted is bound, and so are the images that are not. */
function association({
  ResourceArn,
  ResourceType,
  ResourceOwnerId,
  AssociationTime,
}: LicenseConfigurationUsage): LicenseConfigurationAssociation {
  const scope = ResourceType === "EC2_AMI" && { AmiAssociationScope: "cross-account" };
  return { ResourceArn, ResourceType, ResourceOwnerId, AssociationTime, ...scope };
}

function failures(
  region: Region,
  { Name = "", OwnerAccountId }: LicenseConfiguration,
  usage: readonly LicenseConfigurationUsage[],
  now: Date,
): LicenseOperationFailure[] {
  const key = `${region}/${Name}`;
  const random = seededRandom(`license-failures/${OwnerAccountId}/${key}`);
  const instances = usage.filter((row) => row.ResourceType === "EC2_INSTANCE" || row.ResourceType === "EC2_HOST");
  return (TROUBLES[key] ?? []).flatMap(({ operation, message, resources, age }) =>
    instances.slice(0, resources).map(({ ResourceArn, ResourceType, ResourceOwnerId }, index) => ({
      ResourceArn: ResourceArn?.replace(/[0-9a-f]{16}$/, random.hex(16)),
      ResourceType,
      ResourceOwnerId,
      ErrorMessage: message,
      FailureTime: daysBefore(now, age / (index + 1)),
      OperationName: operation,
      OperationRequestedBy: `arn:aws:iam::${OwnerAccountId}:role/license-desk`,
      MetadataList: [{ Name: "LicenseConfiguration", Value: Name }],
    })),
  );
}
