import type { ScopeError } from "@/lib/core/row-events";
import type { Scope } from "@/lib/core/scope";
import type { ImageProgress, ReportJob } from "@/lib/domain/report-jobs/report-job";
import { JournalUnwritable } from "./journal";
import type { LaterEvent } from "./journal-event";
import type { QueueLog } from "./queue-log";
import type { ReportsPort } from "./reports-port";

/** Waiting times of the queue, in milliseconds. */
export interface Timing {
  /** Between two polls of awaited reports. The last one repeats. */
  pollMs: readonly number[];
  /** The longest wait before a call is retried; the first is a 32nd of it. */
  retryMs: number;
  /** Grace period in which a created report may be missing from AWS's listing. */
  missingMs: number;
}

/** AWS lists what is new a while later (EC2 Developer Guide, "Eventual consistency"): 2, 4, 8, 15, 15 s. */
export const TIMING: Timing = { pollMs: [2_000, 4_000, 8_000, 15_000], retryMs: 60_000, missingMs: 60 * 60_000 };

/** Shared by all scope workers. */
export interface QueueContext {
  aws: ReportsPort;
  log: QueueLog;
  timing: Timing;
  /** Whether reports may be created. */
  mayWrite: () => boolean;
  /** Whether the scope is still configured: AWS is never asked with another scope's credentials. */
  isConfigured: (scope: Scope) => Promise<boolean>;
  /** Unfinished jobs, the oldest first. */
  unfinished: () => Iterable<ReportJob>;
  /** Writes an event to the journal, then applies it to the job. */
  record: (job: ReportJob, event: LaterEvent) => Promise<void>;
  signal: AbortSignal;
}

/** One image of a job. */
export interface JobItem {
  job: ReportJob;
  index: number;
  image: ImageProgress;
}

/** The images of one scope that match, the oldest job's first. */
export function itemsOf(jobs: Iterable<ReportJob>, { account, region }: Scope, matches: (image: ImageProgress) => boolean): JobItem[] {
  return [...jobs].flatMap((job) =>
    job.images.flatMap((image, index) =>
      image.region === region && image.account === account && matches(image) ? [{ job, index, image }] : [],
    ),
  );
}

export const now = (): string => new Date().toISOString();

export const NOT_CONFIGURED = "This account and region are not configured at the server, so AWS is not asked.";
const NOT_WRITTEN = "The server cannot write to its data directory (LEDGER_DATA_DIR). The queue goes on when it can.";

/** Why the queue waits, from an error thrown by AWS or the journal. */
export const waitReason = (aws: ReportsPort, error: unknown): string =>
  error instanceof JournalUnwritable ? NOT_WRITTEN : awsWaitReason(aws.toError(error));

/** Why the queue waits, from AWS's error. */
export function awsWaitReason({ kind, code, message }: ScopeError): string {
  if (kind === "throttled") return "AWS limits how many requests it takes. Retrying automatically.";
  return `Retrying (${code}): ${message}`;
}
