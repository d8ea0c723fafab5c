import type { Columnar } from "@/lib/core/columnar";
import type { ScopeError } from "@/lib/core/row-events";
import { scopeColumns } from "./common-columns";
import { imageConsoleUrl } from "./console-url";
import type { ImageUsageReport } from "./image-usage-reports";
import { ec2AccountFilter, ec2Filter, imageId, reportId } from "./parameters";
import { byMembers, type Resource } from "./resource";

/** References of one resource type in one account to one image, as counted by one report. */
export interface ImageUsageReportEntry {
  /** `ec2:Instance`, `ec2:LaunchTemplate`, or a type AWS added since. */
  resourceType: string | null;
  reportId: string | null;
  usageCount: number | null;
  /** 12 digits, as text: ids begin with zeros. */
  accountId: string | null;
  imageId: string | null;
  reportCreationTime: string | null;
}

/**
 * What makes "no entry" mean "no use": the reports as they were listed before and after their entries were read. Entries
 * exist only for available reports (EC2 User Guide), so those of one that was not available all the time may be missing.
 */
export interface EntriesProof {
  /**
   * Ids of the reports that were available before the first and after the last of the entries that count was read. None
   * where any report went away meanwhile: pages of the listing may have shifted past an entry of any other.
   */
  availableThroughout: readonly string[];
  /** Every report as it was listed after the last. */
  reports: Columnar<ImageUsageReport>;
}

/** Or why there is no proof: the reports could not be listed. */
export interface NoEntriesProof {
  failure: ScopeError;
}

/** The proof of a reading of entries, as it came over the wire. Null where there is none. */
export function entriesProof(proof: unknown): EntriesProof | NoEntriesProof | null {
  if (typeof proof !== "object" || proof === null) return null;
  if ("failure" in proof) return proof as NoEntriesProof;
  return "availableThroughout" in proof && "reports" in proof ? (proof as EntriesProof) : null;
}

export const imageUsageReportEntries = {
  path: "/image-usage-report-entries",
  title: "Usage by account",
  noun: ["entry", "entries"],
  summary:
    "Who references an image, and how often. Counts are resources that name the image, in any state; instances lag up to 24 hours, launch templates a few days.",
  service: "ec2",
  actions: ["ec2:DescribeImageUsageReportEntries"],
  identity: byMembers("reportId", "imageId", "accountId", "resourceType"),
  columns: {
    accountId: { label: "Account", kind: "account", value: (entry) => entry.accountId, facet: true },
    imageId: { label: "Image", kind: "id", value: (entry) => entry.imageId, facet: true },
    resourceType: { label: "Resource type", kind: "word", value: (entry) => entry.resourceType, facet: true },
    usageCount: {
      label: "References",
      kind: "number",
      value: (entry) => entry.usageCount,
      hint: "Resources that reference the image. A launch template counts once, however many of its versions do",
    },
    reportCreationTime: {
      label: "Counted",
      kind: "time",
      value: (entry) => entry.reportCreationTime,
      hint: "When the report was created. Instances of the 24 hours before, and launch templates of the last few days, may be missing",
    },
    reportId: { label: "Report", kind: "id", value: (entry) => entry.reportId, optional: true },
    region: scopeColumns.region,
    account: scopeColumns.account,
  },
  defaultSort: "usageCount.desc",
  ids: { "image-id": imageId, "report-id": reportId },
  filters: {
    "account-id": ec2AccountFilter("Account"),
    "resource-type": ec2Filter("Resource type", "ec2:Instance", ["ec2:Instance", "ec2:LaunchTemplate"]),
    "creation-time": ec2Filter("Report created", "2026-11-2*"),
  },
  maxPageSize: null,
  empty: "No entries arrived. That alone does not mean that nobody uses the images: entries exist only for reports that are available.",
  consoleUrl: (entry) => imageConsoleUrl(entry.scope.region, entry.imageId),
} satisfies Resource<ImageUsageReportEntry>;
