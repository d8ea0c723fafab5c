import type { ScopeError } from "@/lib/core/row-events";
import type { Scope } from "@/lib/core/scope";
import type { ImageProgress, ReportJob } from "@/lib/domain/report-jobs/report-job";
import { JournalUnwritable } from "./journal";
import type { LaterEvent } from "./journal-event";
import type { QueueLog } from "./queue-log";
import type { ReportsPort } from "./reports-port";

/** How long the queue waits, in milliseconds. */
export interface Timing {
  /** Between two looks at reports that are awaited: the last goes on. */
  pollMs: readonly number[];
  /** At most, before something that AWS did not take for now is sent again; the first wait is a 32nd of it. */
  retryMs: number;
  /** How long a report that AWS gave an id for may be missing from what AWS lists. */
  missingMs: number;
}

/** AWS lists what is new a while later (EC2 Developer Guide, "Eventual consistency"): 2, 4, 8, 15, 15 s. */
export const TIMING: Timing = { pollMs: [2_000, 4_000, 8_000, 15_000], retryMs: 60_000, missingMs: 60 * 60_000 };

/** What the workers of all scopes share. */
export interface QueueContext {
  aws: ReportsPort;
  log: QueueLog;
  timing: Timing;
  /** Whether reports may be created. */
  mayWrite: () => boolean;
  /** Whether the scope is still one that is configured: with other credentials than its own it must not be asked. */
  isConfigured: (scope: Scope) => Promise<boolean>;
  /** The requests that are not finished, the oldest first. */
  unfinished: () => Iterable<ReportJob>;
  /** Writes an event down, and then into the request. */
  record: (job: ReportJob, event: LaterEvent) => Promise<void>;
  signal: AbortSignal;
}

/** One image of a request. */
export interface JobItem {
  job: ReportJob;
  index: number;
  image: ImageProgress;
}

/** The images of one scope that something is to be done for, the oldest request's first. */
export function itemsOf(jobs: Iterable<ReportJob>, { account, region }: Scope, isMeant: (image: ImageProgress) => boolean): JobItem[] {
  return [...jobs].flatMap((job) =>
    job.images.flatMap((image, index) =>
      image.region === region && image.account === account && isMeant(image) ? [{ job, index, image }] : [],
    ),
  );
}

export const now = (): string => new Date().toISOString();

export const NOT_CONFIGURED = "This account and region are not configured at the server, so that AWS is not asked.";
const NOT_WRITTEN = "The server cannot write to its data directory (LEDGER_DATA_DIR). It goes on when it can.";

/** Why it does not go on at once, of what was thrown. */
export const waitReason = (aws: ReportsPort, error: unknown): string =>
  error instanceof JournalUnwritable ? NOT_WRITTEN : awsWaitReason(aws.toError(error));

/** Why it does not go on at once, of what AWS answered. */
export function awsWaitReason({ kind, code, message }: ScopeError): string {
  if (kind === "throttled") return "AWS limits how many requests it takes. It goes on by itself.";
  return `It is tried again (${code}): ${message}`;
}
