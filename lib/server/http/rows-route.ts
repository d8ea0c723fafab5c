import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { type ChosenScope, chosenScopes } from "@/lib/aws/accounts/chosen-scopes";
import { openReading } from "@/lib/aws/cache/open-reading";
import { type ReadEvent, readScopes, type ScopeReading, type ScopeSource } from "@/lib/aws/listing/read-scopes";
import type { DryRun, Reader } from "@/lib/aws/listing/reader";
import type { ReadRequest } from "@/lib/core/read-request";
import type { Scope } from "@/lib/core/scope";
import type { Resource } from "@/lib/resources/resource";
import { whileAnswering } from "@/lib/server/lifecycle/stopping";
import { personLimits } from "@/lib/server/limits/server-limits";
import { currentRequest, type ReadingLog, type RequestLog, whenEnded } from "@/lib/server/observe/request-log";
import { endRequest } from "./access-log";
import { csvResponse } from "./csv-response";
import { dryRunResponse } from "./dry-run-response";
import { headResponse } from "./head-response";
import { jsonResponse, wholeJsonResponse } from "./json-response";
import { ndjsonResponse } from "./ndjson-response";
import { parseReadRequest } from "./read-request";
import { recordEvents } from "./record-events";
import { checkStartingToken } from "./starting-token";
import { withPerson } from "./with-person";

/**
 * The route of a resource: every row of every chosen scope, as NDJSON, JSON or CSV. A request that
 * cannot be right is refused with status 400 before AWS is asked; when the last who asks for the same
 * rows has left, the calls to AWS stop.
 */
export const rowsRoute = <Row extends object>(resource: Resource<Row>, reader: Reader<Row>) =>
  route(
    resource,
    eachScope<Row>((scope, request) => openReading(resource, reader, scope, request)),
    reader.dryRun,
  );

/** The route of a resource whose rows follow from other lists, scope by scope. */
export const derivedRoute = <Row extends object>(resource: Resource<Row>, open: OpenScope<Row>) => route(resource, eachScope(open), null);

/** The route of a resource whose rows follow from the lists of all chosen scopes together. */
export const combinedRoute = <Row extends object>(resource: Resource<Row>, readEvents: ReadEvents<Row>) =>
  route(resource, readEvents, null);

/** Begins to read the rows of a scope. */
export type OpenScope<Row> = (scope: Scope, request: ReadRequest) => ScopeReading<Row>;

/** Reads the rows of all chosen scopes. */
export type ReadEvents<Row> = (request: ReadRequest, scopes: readonly ChosenScope[], signal: AbortSignal) => AsyncGenerator<ReadEvent<Row>>;

const eachScope =
  <Row>(open: OpenScope<Row>): ReadEvents<Row> =>
  (_, scopes, signal) =>
    readScopes(
      scopes.map((chosen) => scopeSource(open, chosen)),
      signal,
    );

function route<Row extends object>(resource: Resource<Row>, readEvents: ReadEvents<Row>, dryRun: DryRun | null) {
  return withPerson(async (http: Request): Promise<Response> => {
    const request = parseReadRequest(resource, new URL(http.url).searchParams);
    if (http.method === "HEAD") {
      await chosenScopes(request);
      return headResponse(http, request);
    }
    const { entry, reading } = beginReading(resource, request);
    const scopes = await chosenScopes(request);
    if (request.dryRun && dryRun !== null) return dryRunResponse(resource, dryRun, scopes, http.signal);
    const read = await checkStartingToken(
      request,
      readUntilEnd(entry, (signal) => readEvents(request, scopes, signal)),
    );
    const events = recordEvents(reading, entry.startedAt, read);
    if (request.format === "csv") return csvResponse(resource, events, request.partial === "allow");
    if (request.partial === "refuse") return wholeJsonResponse(events);
    reading.isStreamed = true;
    const over = (): void => endRequest(entry);
    return request.format === "json" ? jsonResponse(events, over) : ndjsonResponse(http, events, over);
  });
}

/** Reads until the request has ended, whether somebody waits for the next rows then, has yet to ask for them, or never took any. */
function readUntilEnd<Row>(
  entry: RequestLog,
  read: (signal: AbortSignal) => AsyncGenerator<ReadEvent<Row>>,
): AsyncGenerator<ReadEvent<Row>> {
  const leaving = new AbortController();
  const events = read(leaving.signal);
  whenEnded(entry, () => {
    leaving.abort();
    events.return(undefined).catch(() => undefined);
  });
  return events;
}

/**
 * Counts a reading for the person and records it, until the request ends.
 *
 * @throws TooManyRequests
 */
function beginReading<Row>({ path }: Resource<Row>, { refresh }: ReadRequest): { entry: RequestLog; reading: ReadingLog } {
  const entry = currentRequest();
  if (entry === null) throw new Error("A reading belongs to a request.");
  const { rateLimitKey } = entry;
  if (rateLimitKey !== null) {
    if (refresh) personLimits.countRefresh(rateLimitKey);
    whenEnded(entry, personLimits.beginRead(rateLimitKey));
  }
  whenEnded(entry, whileAnswering());
  const reading: ReadingLog = { resource: path, scopes: 0, rows: 0, failures: [], firstRowMs: null, complete: null, isStreamed: false };
  entry.reading = reading;
  return { entry, reading };
}

/** It is opened when somebody takes the answer, and belongs to the request that it was made in all the same. */
export function scopeSource<Row>(open: OpenScope<Row>, { scope, request, refusal }: ChosenScope): ScopeSource<Row> {
  return { scope, open: AsyncLocalStorage.bind(() => (refusal === null ? open(scope, request) : failing<Row>(refusal))) };
}

function failing<Row>(refusal: unknown): ScopeReading<Row> {
  return {
    readAt: () => new Date().toISOString(),
    source: () => "aws",
    // biome-ignore lint/correctness/useYield: it fails before it gives anything
    async *follow() {
      throw refusal;
    },
  };
}
