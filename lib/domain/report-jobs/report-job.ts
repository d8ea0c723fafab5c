import type { Scope } from "@/lib/core/scope";

/** Resource types of usage reports (EC2 User Guide, "View your AMI usage"). */
export const RESOURCE_TYPES = ["ec2:Instance", "ec2:LaunchTemplate"] as const;

type ReportedType = (typeof RESOURCE_TYPES)[number];

/** AWS's default number of launch template versions (EC2 API Reference, CreateImageUsageReport). */
export const DEFAULT_VERSION_DEPTH = 20;

/** The most of each in one job. `images` is our limit, the others are AWS's. */
export const MOST = { images: 5_000, versionDepth: 10_000, accountIds: 200, tags: 50 } as const;

/** Coverage of every report of a job. */
export interface ReportOptions {
  resourceTypes: ReportedType[];
  /** The newest versions of each launch template that are looked through. */
  versionDepth: number;
  /** 12 digits each. Empty means every account. */
  accountIds: string[];
  tags: { key: string; value: string }[];
}

/** An image to report on. */
export interface ReportJobImage extends Scope {
  imageId: string;
}

/** The body that creates a job. The sender chooses the id: the same one twice is one job. */
export interface NewReportJob extends ReportOptions {
  requestId: string;
  images: ReportJobImage[];
}

/** The progress of one image's report. */
export interface ImageProgress extends ReportJobImage {
  /**
   * Ours: `queued`, `requested` (AWS gave an id, the report is not listed yet), `stopped`, `deleted`. AWS's:
   * `pending`, `available`, `error`, or one that it added since. `error` is also what AWS refused to begin.
   */
  state: string;
  reportId: string | null;
  /** Number of the attempt, from 1. */
  attempt: number;
  /** Since when it is being sent without an answer. AWS may have the call or not. ISO 8601. */
  sendingSince: string | null;
  /** When AWS gave the id. */
  requestedAt: string | null;
  /** Where AWS had a pending report already: that it is followed in place of a new one, and what it lacks. */
  adopted: string | null;
  /** Why it waits, or AWS's reason for its state. */
  reason: string | null;
  /** AWS's code and message, where a report could not be asked for or made. */
  error: { code: string; message: string } | null;
  changedAt: string;
}

/** A person's wish for reports on some images, and how far each has come. */
export interface ReportJob {
  id: string;
  createdAt: string;
  changedAt: string;
  /** Who created it. */
  by: string;
  options: ReportOptions;
  images: ImageProgress[];
}

/** A job without its images. */
export interface ReportJobSummary extends Omit<ReportJob, "images"> {
  total: number;
  /** Number of images by state. */
  counts: Readonly<Record<string, number>>;
  finished: boolean;
  /** Until everything that is queued has been sent, at AWS's pace. */
  secondsToSend: number;
}

/** Answer of `GET /api/report-requests/<id>`. */
export interface ReportJobDetail extends ReportJobSummary {
  images: ImageProgress[];
}

/** States that nothing follows. Any other that AWS may add is waited for. */
const FINAL: readonly string[] = ["available", "error", "stopped", "deleted"];

export const isFinal = ({ state }: Pick<ImageProgress, "state">): boolean => FINAL.includes(state);

/** A report was asked for, and its outcome is awaited. */
export const isAwaited = (image: ImageProgress): boolean => image.reportId !== null && image.state !== "queued" && !isFinal(image);

/** AWS does not take a report while another on the same image is pending, and takes so many calls at once, then so many a second. */
const BURST = 50;
const PER_SECOND = 5;

/** Estimated sending time in whole seconds: that of the scope with the most images. */
export function secondsToSend(images: readonly Scope[]): number {
  const byScope = new Map<string, number>();
  for (const { account, region } of images) {
    const key = `${account}/${region}`;
    byScope.set(key, (byScope.get(key) ?? 0) + 1);
  }
  return Math.ceil(Math.max(0, ...[...byScope.values()].map((count) => count - BURST)) / PER_SECOND);
}
