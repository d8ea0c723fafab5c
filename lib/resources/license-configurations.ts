import { listText, scopeColumns } from "./common-columns";
import { consoleUrl } from "./console-url";
import { booleanFilter, licenseConfigurationArn, licenseFilter } from "./parameters";
import type { Resource } from "./resource";

/** A rule that counts licenses of one product, with or without a limit. */
export interface LicenseConfiguration {
  licenseConfigurationId: string | null;
  licenseConfigurationArn: string | null;
  name: string | null;
  description: string | null;
  /** `vCPU`, `Instance`, `Core` or `Socket`. Numbers of different types are never added. */
  licenseCountingType: string | null;
  licenseRules: string[];
  /** Licenses entitled to. Null means that no limit is set, not zero. */
  licenseCount: number | null;
  /** True: launches over the limit are blocked. False: they are allowed, and AWS notifies. */
  licenseCountHardLimit: boolean | null;
  disassociateWhenNotFound: boolean | null;
  consumedLicenses: number | null;
  status: string | null;
  ownerAccountId: string | null;
  consumedLicenseSummaryList: { resourceType: string | null; consumedLicenses: number | null }[];
  managedResourceSummaryList: { resourceType: string | null; associationCount: number | null }[];
  productInformationList: {
    resourceType: string | null;
    productInformationFilterList: {
      productInformationFilterName: string | null;
      productInformationFilterValue: string[];
      productInformationFilterComparator: string | null;
    }[];
  }[];
  automatedDiscoveryInformation: { lastRunTime: string | null } | null;
  /** Unix time, as AWS gives it. */
  licenseExpiry: number | null;
}

/** Limit and consumption of one configuration, or of several added up. */
type Counted = Pick<LicenseConfiguration, "licenseCount" | "consumedLicenses">;

/** Licenses over the limit. Null where there is no limit or no count. */
export function licensesOver({ licenseCount, consumedLicenses }: Counted): number | null {
  if (licenseCount === null || consumedLicenses === null) return null;
  return Math.max(0, consumedLicenses - licenseCount);
}

/** Percent of the limit that is consumed. Null where there is no limit, or none above zero. */
export function licenseUse({ licenseCount, consumedLicenses }: Counted): number | null {
  if (licenseCount === null || licenseCount <= 0 || consumedLicenses === null) return null;
  return (100 * consumedLicenses) / licenseCount;
}

/** Limit status in a word. From nine tenths of the limit it is "near limit": time to act before it is reached. */
export function limitStatus({ licenseCount, consumedLicenses }: Counted): string {
  if (licenseCount === null) return "no limit";
  if (consumedLicenses === null) return "unknown";
  if (consumedLicenses > licenseCount) return "over";
  if (consumedLicenses === licenseCount) return "at limit";
  return consumedLicenses >= 0.9 * licenseCount ? "near limit" : "within";
}

/** The page with the evidence of a configuration. Null for a row that AWS gave no ARN. */
export const licenseConfigurationHref = (arn: string | null): string | null =>
  arn === null ? null : `/license-configurations/${encodeURIComponent(arn)}`;

/** `hard`, `soft`, or null where there is no limit. */
export function limitKind({ licenseCount, licenseCountHardLimit }: LicenseConfiguration): "hard" | "soft" | null {
  if (licenseCount === null || licenseCountHardLimit === null) return null;
  return licenseCountHardLimit ? "hard" : "soft";
}

export const licenseConfigurations = {
  path: "/license-configurations",
  title: "Configurations",
  noun: ["configuration", "configurations"],
  summary:
    "How many licenses each configuration consumes, of how many. A configuration without a limit has no percentage; counting types are never added together.",
  freshSeconds: 3_600,
  service: "license-manager",
  actions: ["license-manager:ListLicenseConfigurations"],
  identity: (configuration) => `${configuration.licenseConfigurationArn}`,
  columns: {
    limitStatus: {
      label: "Limit status",
      kind: "state",
      value: limitStatus,
      tones: { over: "bad", "at limit": "warning", "near limit": "warning", within: "good", "no limit": "neutral" },
      facet: true,
      hint: "Consumed against the limit. Over a soft limit is allowed by AWS, over a hard one launches are blocked",
    },
    name: {
      label: "Name",
      kind: "text",
      value: (configuration) => configuration.name,
      href: (configuration) => licenseConfigurationHref(configuration.licenseConfigurationArn),
    },
    consumedLicenses: {
      label: "Consumed",
      kind: "number",
      value: (configuration) => configuration.consumedLicenses,
      absent: "AWS did not say how many are consumed",
    },
    licenseCount: { label: "Limit", kind: "number", value: (configuration) => configuration.licenseCount, absent: "No limit is set" },
    use: { label: "Use", kind: "percent", value: licenseUse, absent: "No limit is set, so there is no percentage" },
    over: { label: "Over by", kind: "number", value: licensesOver, absent: "No limit is set", optional: true },
    licenseCountingType: { label: "Counted by", kind: "word", value: (configuration) => configuration.licenseCountingType, facet: true },
    limitKind: {
      label: "Limit kind",
      kind: "word",
      value: limitKind,
      absent: "No limit is set",
      facet: true,
      hint: "Hard: launches over the limit are blocked. Soft: they are allowed, and AWS notifies",
    },
    status: {
      label: "Status",
      kind: "state",
      value: (configuration) => configuration.status,
      tones: { AVAILABLE: "good", DISABLED: "neutral" },
      facet: true,
      optional: true,
    },
    ownerAccountId: { label: "Owner", kind: "account", value: (configuration) => configuration.ownerAccountId, facet: true },
    description: {
      label: "Description",
      kind: "text",
      value: (configuration) => configuration.description,
      absent: "No description given",
      optional: true,
    },
    licenseRules: {
      label: "Rules",
      kind: "text",
      value: (configuration) => listText(configuration.licenseRules),
      absent: "No rules",
      optional: true,
    },
    lastRunTime: {
      label: "Last discovery",
      kind: "time",
      value: (configuration) => configuration.automatedDiscoveryInformation?.lastRunTime ?? null,
      absent: "No automated discovery has run",
      optional: true,
    },
    licenseConfigurationArn: {
      label: "ARN",
      kind: "id",
      value: (configuration) => configuration.licenseConfigurationArn,
      href: (configuration) => licenseConfigurationHref(configuration.licenseConfigurationArn),
      optional: true,
    },
    region: scopeColumns.region,
    account: scopeColumns.account,
  },
  defaultSort: "limitStatus.desc,use.desc",
  ids: { "license-configuration-arn": licenseConfigurationArn },
  filters: {
    licenseCountingType: licenseFilter("Counted by", "vCPU", ["vCPU", "Instance", "Core", "Socket"]),
    enforceLicenseCount: booleanFilter("Hard limit"),
    usagelimitExceeded: booleanFilter("Over limit"),
  },
  maxPageSize: null,
  empty: "License Manager has no license configuration here. Create one in the License Manager console (“Customer managed licenses”).",
  consoleUrl: (configuration) =>
    configuration.licenseConfigurationArn === null
      ? null
      : consoleUrl(
          configuration.scope.region,
          "license-manager",
          `/licenseConfigurations/${encodeURIComponent(configuration.licenseConfigurationArn)}`,
        ),
} satisfies Resource<LicenseConfiguration>;
