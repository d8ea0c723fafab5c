import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { processWide } from "@/lib/core/process-wide";

/** What is known of a request, for the line that the log has of it. */
export interface RequestNote {
  readonly id: string;
  readonly method: string;
  /** Without the parameters, which are data. */
  readonly path: string;
  /** By the clock of `performance`. */
  readonly startedAt: number;
  /** Null while nobody knows. */
  person: string | null;
  /** Whom it is counted for. Null where for nobody. */
  countedAs: string | null;
  /** Null until there is an answer. */
  status: number | null;
  /** Of a reading of rows. */
  reading: ReadingNote | null;
  /** Done once, when the request has ended. */
  readonly atEnd: (() => void)[];
  hasEnded: boolean;
}

/** What is known of a reading of rows. */
export interface ReadingNote {
  resource: string;
  scopes: number;
  rows: number;
  /** AWS's codes for the scopes that failed, each once. */
  failures: string[];
  /** From the request on. Null until rows have come. */
  firstRowMs: number | null;
  /** What the last line says. Null until there is one. */
  complete: boolean | null;
  /** Whether the rows go on arriving when the route has answered. */
  isStreamed: boolean;
}

const storage = processWide("request", () => new AsyncLocalStorage<RequestNote>());

/** The request that is being answered, or that began what is going on. */
export const currentRequest = (): RequestNote | null => storage.getStore() ?? null;

export const inRequest = <T>(note: RequestNote, run: () => T): T => storage.run(note, run);

/** What a proxy in front may call a request. Anything else could fill the log. */
const REQUEST_ID = /^[\w.:=;-]{8,100}$/;
const LONGEST_PATH = 200;

/** What a request is called in the log and in its answer: as the proxy in front calls it, or else a new name. */
export function requestId(headers: Headers): string {
  const asked = headers.get("x-request-id");
  return asked !== null && REQUEST_ID.test(asked) ? asked : randomUUID();
}

export function noteOf({ headers, method, url }: Request): RequestNote {
  return {
    id: requestId(headers),
    method,
    path: shortened(new URL(url).pathname),
    startedAt: performance.now(),
    person: null,
    countedAs: null,
    status: null,
    reading: null,
    atEnd: [],
    hasEnded: false,
  };
}

/** Anybody may ask for a path of any length. */
export const shortened = (path: string): string => path.slice(0, LONGEST_PATH);
