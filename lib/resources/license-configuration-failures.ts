import { listText, scopeColumns } from "./common-columns";
import { consoleUrl } from "./console-url";
import { licenseConfigurationArn, ONE_CONFIGURATION } from "./parameters";
import type { Resource } from "./resource";

/** Something that License Manager could not do with a configuration, such as attaching it to a resource that it discovered. */
export interface LicenseFailure {
  /** Added here: AWS's own structure does not repeat which configuration it answers for. */
  licenseConfigurationArn: string;
  resourceArn: string | null;
  resourceType: string | null;
  errorMessage: string | null;
  failureTime: string | null;
  operationName: string | null;
  /** The account that owns the resource. */
  resourceOwnerId: string | null;
  /** Who asked for the operation. */
  operationRequestedBy: string | null;
  metadataList: { name: string | null; value: string | null }[];
}

export const licenseConfigurationFailures = {
  path: "/license-configuration-failures",
  title: "License failures",
  noun: ["failure", "failures"],
  summary: "What License Manager could not attach, detach or discover, and why: such a resource may use a license that is not counted.",
  freshSeconds: 3_600,
  service: "license-manager",
  actions: ["license-manager:ListFailuresForLicenseConfigurationOperations", "license-manager:ListLicenseConfigurations"],
  identity: ({ licenseConfigurationArn: arn, resourceArn, operationName, failureTime, errorMessage }) =>
    [arn, resourceArn, operationName, failureTime, errorMessage].join(" "),
  columns: {
    failureTime: { label: "Failed", kind: "time", value: (failure) => failure.failureTime },
    operationName: { label: "Operation", kind: "word", value: (failure) => failure.operationName, facet: true },
    errorMessage: { label: "Message", kind: "text", value: (failure) => failure.errorMessage, absent: "AWS gave no message" },
    resourceArn: { label: "Resource", kind: "id", value: (failure) => failure.resourceArn },
    resourceType: { label: "Resource type", kind: "text", value: (failure) => failure.resourceType, facet: true },
    resourceOwnerId: { label: "Account", kind: "account", value: (failure) => failure.resourceOwnerId, facet: true },
    operationRequestedBy: {
      label: "Requested by",
      kind: "text",
      value: (failure) => failure.operationRequestedBy,
      absent: "AWS did not say who asked for it",
      optional: true,
    },
    metadata: {
      label: "Metadata",
      kind: "text",
      value: (failure) => listText(failure.metadataList.map(({ name, value }) => `${name ?? ""}=${value ?? ""}`)),
      absent: "AWS gave none",
      optional: true,
    },
    licenseConfigurationArn: { label: "Configuration", kind: "id", value: (failure) => failure.licenseConfigurationArn, facet: true },
    region: scopeColumns.region,
    account: scopeColumns.account,
  },
  defaultSort: "failureTime.desc",
  ids: { "license-configuration-arn": licenseConfigurationArn },
  filters: {},
  maxPageSize: null,
  isPart: true,
  oneListing: ONE_CONFIGURATION,
  empty: "License Manager reports no failure with any license configuration here.",
  consoleUrl: (failure) =>
    consoleUrl(failure.scope.region, "license-manager", `/licenseConfigurations/${encodeURIComponent(failure.licenseConfigurationArn)}`),
} satisfies Resource<LicenseFailure>;
