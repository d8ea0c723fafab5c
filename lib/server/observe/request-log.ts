import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { processWide } from "@/lib/core/process-wide";

/** A request, as its line in the access log will have it. */
export interface RequestLog {
  readonly id: string;
  readonly method: string;
  /** Without the parameters, which are data. */
  readonly path: string;
  /** Milliseconds of `performance.now()`. */
  readonly startedAt: number;
  /** Null until the person is authenticated. */
  person: string | null;
  /** The key that it counts for, or null. */
  rateLimitKey: string | null;
  /** Null until there is an answer. */
  status: number | null;
  /** Null for a route without rows. */
  reading: ReadingLog | null;
  /** Runs once, when the request ends: see `whenEnded`. */
  readonly atEnd: (() => void)[];
  hasEnded: boolean;
}

/** The rows of a request. */
export interface ReadingLog {
  resource: string;
  scopes: number;
  rows: number;
  /** AWS's codes for the scopes that failed, each once. */
  failures: string[];
  /** Since the request. Null until rows arrive. */
  firstRowMs: number | null;
  /** From the last line. Null until then. */
  complete: boolean | null;
  /** Whether rows arrive after the route has answered. */
  isStreamed: boolean;
}

const storage = processWide("request", () => new AsyncLocalStorage<RequestLog>());

/** The request being answered, or the one that started the work under way. */
export const currentRequest = (): RequestLog | null => storage.getStore() ?? null;

/** Does something once the request has ended: at once where its client left before the person was authenticated. */
export function whenEnded(entry: RequestLog, act: () => void): void {
  if (entry.hasEnded) act();
  else entry.atEnd.push(act);
}

export const inRequest = <T>(entry: RequestLog, run: () => T): T => storage.run(entry, run);

/** Ids that a proxy may give. Anything else could fill the log. */
const REQUEST_ID = /^[\w.:=;-]{8,100}$/;
const MAX_PATH_LENGTH = 200;

/** The id of a request in the log and in its answer: the one of the proxy in front, or a new one. */
export function requestId(headers: Headers): string {
  const asked = headers.get("x-request-id");
  return asked !== null && REQUEST_ID.test(asked) ? asked : randomUUID();
}

export function newRequestLog({ headers, method, url }: Request): RequestLog {
  return {
    id: requestId(headers),
    method,
    path: shortened(new URL(url).pathname),
    startedAt: performance.now(),
    person: null,
    rateLimitKey: null,
    status: null,
    reading: null,
    atEnd: [],
    hasEnded: false,
  };
}

/** A path cut to a length for the log: anybody may ask for any path. */
export const shortened = (path: string): string => path.slice(0, MAX_PATH_LENGTH);
