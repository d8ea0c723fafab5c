import "server-only";
import type { ScopeReading } from "@/lib/aws/listing/read-scopes";
import type { Reader } from "@/lib/aws/listing/reader";
import { stoppable } from "@/lib/aws/listing/stop-readings";
import { awsObserver } from "@/lib/aws/sdk/observer";
import { awsSettings } from "@/lib/aws/sdk/settings";
import type { ReadRequest } from "@/lib/core/read-request";
import { type Scope, scopeKey } from "@/lib/core/scope";
import type { Resource } from "@/lib/resources/resource";
import { observeReading } from "./observe-reading";
import { type CachedRows, rowCache } from "./row-cache";
import { type Outcome, type Pages, SharedReading } from "./shared-reading";

/** Those who press “refresh” within this time of each other get one reading. */
const TOGETHER_MS = 1_000;

const running = new Map<string, SharedReading<unknown>>();

/**
 * The rows of a scope, read once for everybody who asks for the same: from the cache, from a running reading or
 * from a new one. `refresh` reads anew, and so does `max-age` where the rows are older.
 */
export function openReading<Row>(resource: Resource<Row>, reader: Reader<Row>, scope: Scope, request: ReadRequest): ScopeReading<Row> {
  const key = cacheKey(resource, scope, request);
  // A key names the resource, so its reading has the resource's rows.
  const current = running.get(key) as SharedReading<Row> | undefined;
  if (current?.isRunning && isRecent(current.readAt, request, TOGETHER_MS)) {
    awsObserver().readingAsked(resource.path, "joined");
    return following(current);
  }
  const cached = rowCache.get<Row>(key);
  if (cached !== null && isRecent(cached.readAt, request, 0)) {
    awsObserver().readingAsked(resource.path, "cache");
    return { readAt: () => cached.readAt, follow: () => replay(cached) };
  }
  awsObserver().readingAsked(resource.path, "load");
  const reading = beginReading(key, resource, reader, scope, request);
  running.set(key, reading);
  return following(reading);
}

/** Whether a reading is recent enough for a request. One that reads anew joins those that began within some milliseconds. */
function isRecent(readAt: string, { refresh, maxAgeSeconds }: ReadRequest, togetherMs: number): boolean {
  const age = Date.now() - Date.parse(readAt);
  if (refresh) return age < togetherMs;
  return maxAgeSeconds === null || age <= maxAgeSeconds * 1_000;
}

/** Begins to read. A complete reading is cached. */
function beginReading<Row>(
  key: string,
  resource: Resource<Row>,
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
  };
  const read = (signal: AbortSignal) => reader.read(scope, request, signal);
  const reading = observation.begin(() => new SharedReading<Row>(read, { milliseconds: loadMs }, ended));
  const leave = stoppable(reading);
  return reading;
}

const following = <Row>(reading: SharedReading<Row>): ScopeReading<Row> => ({
  readAt: () => reading.readAt,
  follow: (signal) => reading.follow(signal),
});

async function* replay<Row>({ pages, proof }: CachedRows<Row>): Pages<Row> {
  yield* pages;
  return proof;
}

/** Everything that AWS is asked with, in one order. */
function cacheKey<Row>(resource: Resource<Row>, scope: Scope, { ids, filters, pageSize, maxItems, startingToken }: ReadRequest): string {
  const byName = (a: readonly [string, unknown], b: readonly [string, unknown]): number => (a[0] < b[0] ? -1 : 1);
  const sortedIds = Object.entries(ids)
    .map(([name, values]) => [name, values.toSorted()] as const)
    .sort(byName);
  const sortedFilters = filters.map(({ name, values }) => [name, values.toSorted()] as const).toSorted(byName);
  return `${resource.path} ${scopeKey(scope)} ${JSON.stringify([sortedIds, sortedFilters, pageSize, maxItems, startingToken])}`;
}
