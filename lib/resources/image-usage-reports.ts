import { listText, scopeColumns, type Tag, tagText } from "./common-columns";
import { imageConsoleUrl } from "./console-url";
import { ec2Filter, imageId, reportId } from "./parameters";
import type { Resource } from "./resource";

/** A request to AWS to count who references one image, and what became of it. Deleted by AWS about 30 days on. */
export interface ImageUsageReport {
  imageId: string | null;
  reportId: string | null;
  resourceTypes: {
    resourceType: string | null;
    resourceTypeOptions: { optionName: string | null; optionValues: string[] }[];
  }[];
  /** The accounts the report is restricted to. Empty means every account. */
  accountIds: string[];
  /** `pending`, `available`, `error`, or a state AWS added since. */
  state: string | null;
  stateReason: string | null;
  creationTime: string | null;
  expirationTime: string | null;
  tags: Tag[];
}

/** `ec2:LaunchTemplate (version-depth 50)`: what a report covers, with the options it was asked with. */
function coverage({ resourceType, resourceTypeOptions }: ImageUsageReport["resourceTypes"][number]): string {
  const options = resourceTypeOptions.map(({ optionName, optionValues }) => `${optionName ?? "option"} ${optionValues.join(", ")}`);
  return options.length === 0 ? (resourceType ?? "unnamed type") : `${resourceType ?? "unnamed type"} (${options.join("; ")})`;
}

export const imageUsageReports = {
  path: "/image-usage-reports",
  title: "Usage reports",
  noun: ["report", "reports"],
  summary:
    "What AWS was asked to count, for which image, and whether the answer is there. Only an available report can say that nobody uses an image.",
  service: "ec2",
  actions: ["ec2:DescribeImageUsageReports"],
  identity: (report) => report.reportId ?? `${report.imageId}@${report.creationTime}`,
  columns: {
    state: {
      label: "State",
      kind: "state",
      value: (report) => report.state,
      tones: { available: "good", pending: "busy", error: "bad" },
      facet: true,
    },
    imageId: { label: "Image", kind: "id", value: (report) => report.imageId },
    reportId: { label: "Report", kind: "id", value: (report) => report.reportId },
    resourceTypes: {
      label: "Covers",
      kind: "text",
      value: (report) => listText(report.resourceTypes.map(coverage)),
      absent: "AWS did not say which resource types the report covers",
      facet: true,
      hint: "A resource type that is not covered is unknown, not unused",
    },
    accountIds: {
      label: "Restricted to",
      kind: "text",
      value: (report) => listText(report.accountIds),
      absent: "Not restricted: the report covers every account",
      hint: "Accounts the report was restricted to. A dash means every account",
    },
    creationTime: { label: "Created", kind: "time", value: (report) => report.creationTime },
    expirationTime: {
      label: "Expires",
      kind: "time",
      value: (report) => report.expirationTime,
      hint: "AWS deletes the report and its entries then",
    },
    stateReason: { label: "Reason", kind: "text", value: (report) => report.stateReason, absent: "AWS gave no reason" },
    tags: { label: "Tags", kind: "text", value: (report) => tagText(report.tags), absent: "No tags", optional: true },
    region: scopeColumns.region,
    account: scopeColumns.account,
  },
  defaultSort: "state.desc,expirationTime.asc",
  ids: { "image-id": imageId, "report-id": reportId },
  filters: {
    state: ec2Filter("State", "available", ["available", "pending", "error"]),
    "creation-time": ec2Filter("Created", "2026-11-2*"),
    "tag:<key>": ec2Filter("Tag", "golden-win2022"),
    "tag-key": ec2Filter("Tag key", "Family"),
  },
  maxPageSize: null,
  empty:
    "AWS has no usage report here. Create one on the page of an image, or of many on the page of images; AWS keeps it for about 30 days.",
  consoleUrl: (report) => imageConsoleUrl(report.scope.region, report.imageId),
} satisfies Resource<ImageUsageReport>;
