import { scopeColumns } from "./common-columns";
import { consoleUrl } from "./console-url";
import { licenseConfigurationArn, ONE_CONFIGURATION } from "./parameters";
import type { Resource } from "./resource";

/** A resource to which a license configuration is attached, whether it consumes a license or not: an image itself never does. */
export interface LicenseAssociation {
  /** Added here: AWS's own structure does not repeat which configuration it answers for. */
  licenseConfigurationArn: string;
  resourceArn: string | null;
  /** `EC2_INSTANCE`, `EC2_HOST`, `EC2_AMI`, `RDS`, `SYSTEMS_MANAGER_MANAGED_INSTANCE`: an open set. */
  resourceType: string | null;
  /** The account that owns the resource. */
  resourceOwnerId: string | null;
  associationTime: string | null;
  /** Images only: `cross-account`. */
  amiAssociationScope: string | null;
}

export const licenseConfigurationAssociations = {
  path: "/license-configuration-associations",
  title: "License associations",
  noun: ["association", "associations"],
  summary: "Which resources a license configuration is attached to, images among them, and since when.",
  freshSeconds: 3_600,
  service: "license-manager",
  actions: ["license-manager:ListAssociationsForLicenseConfiguration", "license-manager:ListLicenseConfigurations"],
  identity: (association) => `${association.licenseConfigurationArn} ${association.resourceArn}`,
  columns: {
    resourceArn: { label: "Resource", kind: "id", value: (association) => association.resourceArn },
    resourceType: { label: "Resource type", kind: "text", value: (association) => association.resourceType, facet: true },
    resourceOwnerId: { label: "Account", kind: "account", value: (association) => association.resourceOwnerId, facet: true },
    associationTime: { label: "Associated", kind: "time", value: (association) => association.associationTime },
    amiAssociationScope: {
      label: "Image scope",
      kind: "word",
      value: (association) => association.amiAssociationScope,
      absent: "AWS says this only of images that are associated across accounts",
      facet: true,
    },
    licenseConfigurationArn: {
      label: "Configuration",
      kind: "id",
      value: (association) => association.licenseConfigurationArn,
      facet: true,
    },
    region: scopeColumns.region,
    account: scopeColumns.account,
  },
  defaultSort: "associationTime.desc",
  ids: { "license-configuration-arn": licenseConfigurationArn },
  filters: {},
  maxPageSize: null,
  isPart: true,
  oneListing: ONE_CONFIGURATION,
  empty: "No license configuration here is attached to a resource.",
  consoleUrl: (association) =>
    consoleUrl(
      association.scope.region,
      "license-manager",
      `/licenseConfigurations/${encodeURIComponent(association.licenseConfigurationArn)}`,
    ),
} satisfies Resource<LicenseAssociation>;
