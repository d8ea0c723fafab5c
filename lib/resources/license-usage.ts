import { scopeColumns } from "./common-columns";
import { consoleUrl } from "./console-url";
import { licenseConfigurationHref } from "./license-configurations";
import { accountId, licenseConfigurationArn, licenseFilter, ONE_CONFIGURATION } from "./parameters";
import type { Resource } from "./resource";

/** One resource that a license configuration is attached to, and the licenses it consumes now. */
export interface LicenseUse {
  /** Added here: AWS's own structure does not repeat which configuration it answers for. */
  licenseConfigurationArn: string;
  resourceArn: string | null;
  resourceType: string | null;
  resourceStatus: string | null;
  /** The account that runs the resource, which pays for the license use. */
  resourceOwnerId: string | null;
  associationTime: string | null;
  consumedLicenses: number | null;
}

export const licenseUsage = {
  path: "/license-usage",
  title: "License usage",
  noun: ["resource", "resources"],
  summary:
    "Which resource of which account consumes licenses now. License Manager keeps no history; an associated image itself consumes nothing.",
  freshSeconds: 3_600,
  service: "license-manager",
  actions: ["license-manager:ListUsageForLicenseConfiguration", "license-manager:ListLicenseConfigurations"],
  identity: (use) => `${use.licenseConfigurationArn} ${use.resourceArn}`,
  columns: {
    resourceOwnerId: { label: "Account", kind: "account", value: (use) => use.resourceOwnerId, facet: true },
    resourceArn: { label: "Resource", kind: "id", value: (use) => use.resourceArn },
    resourceType: { label: "Resource type", kind: "text", value: (use) => use.resourceType, facet: true },
    consumedLicenses: {
      label: "Licenses",
      kind: "number",
      value: (use) => use.consumedLicenses,
      hint: "In the unit of its configuration. Do not add up different units",
    },
    resourceStatus: {
      label: "Resource status",
      kind: "word",
      value: (use) => use.resourceStatus,
      absent: "AWS did not say the resource's status",
      facet: true,
    },
    associationTime: { label: "Associated", kind: "time", value: (use) => use.associationTime },
    licenseConfigurationArn: {
      label: "Configuration",
      kind: "id",
      value: (use) => use.licenseConfigurationArn,
      href: (use) => licenseConfigurationHref(use.licenseConfigurationArn),
      facet: true,
    },
    region: scopeColumns.region,
    account: scopeColumns.account,
  },
  defaultSort: "consumedLicenses.desc",
  ids: { "license-configuration-arn": licenseConfigurationArn },
  filters: {
    resourceAccount: { ...accountId, label: "Account" },
    resourceType: licenseFilter("Resource type", "EC2_INSTANCE", [
      "EC2_INSTANCE",
      "EC2_HOST",
      "EC2_AMI",
      "SYSTEMS_MANAGER_MANAGED_INSTANCE",
    ]),
    resourceArn: licenseFilter("Resource ARN", "arn:aws:ec2:us-east-1:111122223333:instance/i-0123456789abcdef0"),
  },
  maxPageSize: null,
  oneListing: ONE_CONFIGURATION,
  empty: "No resource consumes a license here. Attach a license configuration to an image or an instance in the License Manager console.",
  consoleUrl: (use) =>
    consoleUrl(use.scope.region, "license-manager", `/licenseConfigurations/${encodeURIComponent(use.licenseConfigurationArn)}`),
} satisfies Resource<LicenseUse>;
