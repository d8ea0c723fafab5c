import { imageConsoleUrl } from "./console-url";
import { imageId } from "./parameters";
import type { Resource } from "./resource";

/** Evidence without which nobody can say that an image is not used. Programs and rules match it; lib/domain/words says it. */
export const MISSING_CODES = [
  "report-missing",
  "report-pending",
  "report-failed",
  "report-expired",
  "report-restricted",
  "report-partial-types",
  "report-stale",
  "report-newer-unavailable",
  "launched-since",
  "entries-unread",
  "reports-changed",
  "reading-stale",
  "references-unread",
  "image-unread",
  "count-missing",
] as const;

export type MissingCode = (typeof MISSING_CODES)[number];

/** How a missing piece of evidence is obtained. */
export const REMEDIES = ["create-report", "wait", "retry", "grant-permission"] as const;

export type Remedy = (typeof REMEDIES)[number];

/** One missing piece of evidence, in code and in words. */
export interface MissingEvidence {
  code: MissingCode;
  /** One sentence: what is missing, and since when. */
  message: string;
  remedy: Remedy;
}

export type VerdictWord = "in-use" | "no-use-seen" | "unknown";

/** Resources of one type in one account that use an image. */
export interface ImageUse {
  /** 12 digits; null where AWS did not say. */
  accountId: string | null;
  /** `ec2:Instance`, `ec2:LaunchTemplate`, or what else refers to it. */
  resourceType: string | null;
  count: number;
  /** ISO 8601. Null where AWS did not say. */
  countedAt: string | null;
  /** The report that counted it; null for the owner's own resources, which DescribeImageReferences names. */
  reportId: string | null;
}

/** Whether one image may be removed. Numbers are null where unknown; with `atLeast` they may be higher. */
export interface ImageVerdict {
  imageId: string;
  name: string | null;
  verdict: VerdictWord;
  /** ISO 8601: the oldest evidence that the verdict rests on. */
  asOf: string | null;
  /** Accounts other than the owner's with at least one use. */
  accounts: number | null;
  instances: number | null;
  launchTemplates: number | null;
  atLeast: boolean;
  /** Resources of the owner's own account that name the image. */
  ownReferences: number | null;
  /** The newest complete report, or else the newest available one. */
  reportId: string | null;
  uses: readonly ImageUse[];
  missing: readonly MissingEvidence[];
}

export const imageVerdicts = {
  path: "/image-verdicts",
  title: "Image verdicts",
  noun: ["verdict", "verdicts"],
  summary: "Whether each image may be removed: in use, no use seen, or unknown, and what evidence is missing.",
  service: "ec2",
  actions: ["ec2:DescribeImages", "ec2:DescribeImageUsageReports", "ec2:DescribeImageUsageReportEntries", "ec2:DescribeImageReferences"],
  identity: ({ imageId }) => imageId,
  columns: {
    imageId: { label: "Image", kind: "id", value: (row) => row.imageId },
    name: { label: "Name", kind: "text", value: (row) => row.name, absent: "The image has no name, or is not listed" },
    verdict: {
      label: "Removal",
      kind: "state",
      value: (row) => row.verdict,
      tones: { "in-use": "active", "no-use-seen": "good", unknown: "warning" },
      facet: true,
    },
    asOf: { label: "As of", kind: "time", value: (row) => row.asOf, absent: "Nothing is known" },
    accounts: { label: "Accounts", kind: "number", value: (row) => row.accounts, absent: "Not known" },
    instances: { label: "Instances", kind: "number", value: (row) => row.instances, absent: "Not known" },
    launchTemplates: { label: "Launch templates", kind: "number", value: (row) => row.launchTemplates, absent: "Not known" },
    atLeast: { label: "At least", kind: "boolean", value: (row) => row.atLeast, hint: "The numbers may be higher" },
    ownReferences: { label: "Own references", kind: "number", value: (row) => row.ownReferences, absent: "Not known" },
    reportId: { label: "Report", kind: "id", value: (row) => row.reportId, absent: "No report is available" },
    missing: {
      label: "Missing",
      kind: "text",
      value: (row) => (row.missing.length === 0 ? null : row.missing.map(({ message }) => message).join(" ")),
      absent: "Nothing is missing",
    },
  },
  defaultSort: "verdict.asc,name.asc",
  ids: { "image-id": imageId },
  filters: {},
  maxPageSize: null,
  isDerived: true,
  empty: "These accounts own no image in these regions.",
  consoleUrl: (row) => imageConsoleUrl(row.scope.region, row.imageId),
} satisfies Resource<ImageVerdict>;
