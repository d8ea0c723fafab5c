import { scopeColumns } from "./common-columns";
import { licenseConfigurationHref } from "./license-configurations";
import { licenseConfigurationArn } from "./parameters";
import type { Resource } from "./resource";

/** What a license configuration consumed when it was read. */
export interface LicenseMoment {
  licenseConfigurationArn: string;
  /** ISO 8601: the time of the reading. */
  at: string;
  /** Null where AWS did not say. */
  consumedLicenses: number | null;
  /** The limit. Null where there is none, or AWS did not say. */
  licenseCount: number | null;
  source: "reading";
}

export const historyLicenseConfigurations = {
  path: "/history/license-configurations",
  title: "License use over time",
  noun: ["reading", "readings"],
  summary: "What each license configuration consumed at each whole reading. A time without a reading has no row: it is unknown.",
  service: "license-manager",
  actions: ["sts:AssumeRole"],
  identity: (moment) => `${moment.licenseConfigurationArn} ${moment.at}`,
  columns: {
    at: { label: "Read", kind: "time", value: (moment) => moment.at },
    licenseConfigurationArn: {
      label: "Configuration",
      kind: "id",
      value: (moment) => moment.licenseConfigurationArn,
      href: (moment) => licenseConfigurationHref(moment.licenseConfigurationArn),
      facet: true,
    },
    consumedLicenses: { label: "Consumed", kind: "number", value: (moment) => moment.consumedLicenses, absent: "AWS did not say" },
    licenseCount: {
      label: "Limit",
      kind: "number",
      value: (moment) => moment.licenseCount,
      absent: "There is no limit, or AWS did not say",
    },
    source: { label: "Source", kind: "word", value: (moment) => moment.source, optional: true },
    region: scopeColumns.region,
    account: scopeColumns.account,
  },
  defaultSort: "at.desc",
  ids: { "license-configuration-arn": licenseConfigurationArn },
  filters: {},
  maxPageSize: null,
  isDerived: true,
  isHistory: true,
  empty: "No license configuration was read in this period.",
  consoleUrl: () => null,
} satisfies Resource<LicenseMoment>;
