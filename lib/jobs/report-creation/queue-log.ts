/** An attempt to create a report at AWS. */
interface CreationAttempt {
  /** Who asked for it. */
  by: string;
  requestId: string;
  account: string | null;
  region: string;
  imageId: string;
  /** Null where AWS refused. */
  reportId: string | null;
  /** AWS's code, or null. */
  error: string | null;
}

/** The queue's log. No method may throw. */
export interface QueueLog {
  creationTried(attempt: CreationAttempt): void;
  /** A worker failed with something other than AWS's answers. It goes on after a while. */
  workerFailed(error: unknown): void;
  /** A line of a file that cannot be read, and is passed over. */
  lineDamaged(path: string): void;
}
