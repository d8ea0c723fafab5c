import "server-only";
import type { ScopeReading } from "@/lib/aws/listing/read-scopes";
import type { Reader } from "@/lib/aws/listing/reader";
import { stoppable } from "@/lib/aws/listing/stop-readings";
import { awsObserver } from "@/lib/aws/sdk/observer";
import { awsSettings } from "@/lib/aws/sdk/settings";
import type { ReadRequest } from "@/lib/core/read-request";
import { type Scope, scopeKey } from "@/lib/core/scope";
import { observeReading } from "./observe-reading";
import { openPast } from "./open-past";
import { keepOutcome, openStored } from "./open-stored";
import { readingStore, type WholeList } from "./reading-store";
import { type CachedRows, rowCache } from "./row-cache";
import { type Outcome, type Pages, SharedReading } from "./shared-reading";

/** Those who press “refresh” within this time of each other get one reading. */
const TOGETHER_MS = 1_000;

/** What is listed, as far as it matters here: its path stands for it. */
type ListedResource = WholeList["resource"];

const running = new Map<string, SharedReading<unknown>>();

/**
 * The rows of a scope, read once for everybody who asks for the same: from memory, from a running reading, from the store or
 * from AWS. `refresh` reads anew, and so does `max-age` where the rows are older.
 */
export function openReading<Row>(resource: ListedResource, reader: Reader<Row>, scope: Scope, request: ReadRequest): ScopeReading<Row> {
  if (request.asOf !== null) return openPast(readingStore(), { resource, scope }, request.asOf, request.ids);
  const key = cacheKey(resource, scope, request);
  const inMemory = (): ScopeReading<Row> | null => joined(key, resource, request);
  const begin = (): ScopeReading<Row> => {
    awsObserver().readingAsked(resource.path, "load");
    return following(beginReading(key, resource, reader, scope, request));
  };
  const store = isWholeList(request) ? readingStore() : null;
  const opened = inMemory();
  if (opened !== null || store === null) return opened ?? begin();
  const isYoung = (readAt: string): boolean =>
    isRecent(readAt, { ...request, maxAgeSeconds: request.maxAgeSeconds ?? defaultSeconds() }, 0);
  return openStored(store, { resource, scope }, isYoung, () => inMemory() ?? begin());
}

const defaultSeconds = (): number => awsSettings().cacheMs / 1_000;

/** A reading of this process that will do: one that is running, or the rows of one that has ended. */
function joined<Row>(key: string, resource: ListedResource, request: ReadRequest): ScopeReading<Row> | null {
  // A key names the resource, so its reading has the resource's rows.
  const current = running.get(key) as SharedReading<Row> | undefined;
  if (current?.isRunning && isRecent(current.readAt, request, TOGETHER_MS)) {
    awsObserver().readingAsked(resource.path, "joined");
    return following(current);
  }
  const cached = rowCache.get<Row>(key);
  if (cached === null || !isRecent(cached.readAt, request, 0)) return null;
  awsObserver().readingAsked(resource.path, "cache");
  return { readAt: () => cached.readAt, source: () => "aws", follow: () => replay(cached) };
}

/** Whether a reading is recent enough for a request. One that reads anew joins those that began within some milliseconds. */
function isRecent(readAt: string, { refresh, maxAgeSeconds }: ReadRequest, togetherMs: number): boolean {
  const age = Date.now() - Date.parse(readAt);
  if (refresh) return age < togetherMs;
  return maxAgeSeconds === null || age <= maxAgeSeconds * 1_000;
}

/** What is kept is all of a list, and nothing else. */
const isWholeList = ({ ids, filters, maxItems, startingToken }: ReadRequest): boolean =>
  Object.keys(ids).length === 0 && filters.length === 0 && maxItems === null && startingToken === null;

/** Begins to read. A complete reading is cached. */
function beginReading<Row>(
  key: string,
  resource: ListedResource,
  reader: Reader<Row>,
  scope: Scope,
  request: ReadRequest,
): SharedReading<Row> {
  const { cacheMs, loadMs } = awsSettings();
  const observation = observeReading(resource.path, scope);
  const ended = (outcome: Outcome): void => {
    leave();
    observation.ended(outcome, reading.pages);
    if (running.get(key) === reading) running.delete(key);
    // One that was refreshed meanwhile may end after the newer one.
    const isNewest = reading.readAt >= (rowCache.get(key)?.readAt ?? "");
    const { pages, readAt, proof } = reading;
    if (outcome === "complete" && isNewest) rowCache.put(key, { pages, readAt, proof }, cacheMs);
    if (isWholeList(request)) keepOutcome({ resource, scope }, outcome, reading);
  };
  const read = (signal: AbortSignal) => reader.read(scope, request, signal);
  const reading = observation.begin(() => new SharedReading<Row>(read, { milliseconds: loadMs }, ended));
  const leave = stoppable(reading);
  running.set(key, reading);
  return reading;
}

const following = <Row>(reading: SharedReading<Row>): ScopeReading<Row> => ({
  readAt: () => reading.readAt,
  source: () => "aws",
  follow: (signal) => reading.follow(signal),
});

async function* replay<Row>({ pages, proof }: CachedRows<Row>): Pages<Row> {
  yield* pages;
  return proof;
}

/** Everything that AWS is asked with, in one order. */
function cacheKey(resource: ListedResource, scope: Scope, { ids, filters, pageSize, maxItems, startingToken }: ReadRequest): string {
  const byName = (a: readonly [string, unknown], b: readonly [string, unknown]): number => (a[0] < b[0] ? -1 : 1);
  const sortedIds = Object.entries(ids)
    .map(([name, values]) => [name, values.toSorted()] as const)
    .sort(byName);
  const sortedFilters = filters.map(({ name, values }) => [name, values.toSorted()] as const).toSorted(byName);
  return `${resource.path} ${scopeKey(scope)} ${JSON.stringify([sortedIds, sortedFilters, pageSize, maxItems, startingToken])}`;
}
