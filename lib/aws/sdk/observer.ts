import "server-only";
import { processWide } from "@/lib/core/process-wide";
import type { Scope } from "@/lib/core/scope";

/** Outcome of a call: one word, AWS's code and the request id. */
interface End {
  outcome: string;
  code: string | null;
  awsRequestId: string | null;
}

/** One call to AWS that has ended. Never its parameters. */
export interface CallEnd extends End {
  service: string;
  operation: string;
  scope: Scope;
  /** Number of attempts. */
  attempts: number;
  durationMs: number;
}

/** The calls of one reading. */
export interface CallCounts {
  /** By operation. */
  readonly calls: Record<string, number>;
  /** Number of attempts of all calls. */
  attempts: number;
  throttles: number;
}

/** One reading of one scope that has ended. */
export interface ReadingEnd extends End, Readonly<CallCounts> {
  /** The resource's path. */
  resource: string;
  scope: Scope;
  rows: number;
  durationMs: number;
}

/** Where the rows that somebody asked for come from: the cache, a running reading, or a new one. */
type ReadingSource = "cache" | "joined" | "store" | "load";

/** Whoever watches the calls and readings. Each method is called in the context of the request that caused it, and must not throw. */
export interface AwsObserver {
  callEnded(call: CallEnd): void;
  readingAsked(resource: string, source: ReadingSource): void;
  readingStarted(): void;
  readingEnded(reading: ReadingEnd): void;
}

const ignore = (): void => undefined;
const NOBODY: AwsObserver = { callEnded: ignore, readingAsked: ignore, readingStarted: ignore, readingEnded: ignore };

const held = processWide("aws-observer", () => ({ observer: NOBODY }));

export const awsObserver = (): AwsObserver => held.observer;

/** Sets the observer of all calls. */
export function setAwsObserver(observer: AwsObserver): void {
  held.observer = observer;
}
