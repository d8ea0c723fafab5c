import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";

/** What gets a missing piece of evidence. */
export type Remedy = "create a report" | "wait" | "retry" | "ask for permission";

/** A piece of evidence without which nobody can say that an image is not used. */
export interface MissingEvidence {
  /** `report`, `entries`, `references`, `image`. */
  of: "report" | "entries" | "references" | "image";
  /** One sentence: what is missing, and since when. */
  why: string;
  remedy: Remedy;
}

/** Somebody who uses an image: another account, or a resource of the owner's own. */
export interface Use {
  /** 12 digits; null where AWS did not tell. */
  account: string | null;
  /** `ec2:Instance`, `ec2:LaunchTemplate`, or what else refers to it. */
  resourceType: string | null;
  count: number;
  /** The owner's own account, by DescribeImageReferences. */
  isOwn: boolean;
}

/**
 * Whether an image may be removed. `no use seen` is said only where everything was looked at and was empty,
 * and even then it is as old as the report.
 */
export type Verdict =
  | { verdict: "in use"; by: readonly Use[]; asOf: string | null; missing: readonly MissingEvidence[] }
  | { verdict: "no use seen"; report: ImageUsageReport; asOf: string }
  | { verdict: "unknown"; missing: readonly [MissingEvidence, ...MissingEvidence[]] };

/** A report older than this does not speak of today. */
export const FRESH_DAYS = 7;
