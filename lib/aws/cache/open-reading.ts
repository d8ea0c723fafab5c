import "server-only";
import type { ScopeReading } from "@/lib/aws/listing/read-scopes";
import type { Reader } from "@/lib/aws/listing/reader";
import { type Scope, scopeKey } from "@/lib/core/scope";
import type { Resource } from "@/lib/resources/resource";
import { readConfig } from "@/lib/server/config/config";
import type { ReadRequest } from "@/lib/server/http/read-request";
import { whileRunning } from "@/lib/server/lifecycle/stopping";
import { metrics } from "@/lib/server/observe/metrics";
import { observeLoad } from "./observe-reading";
import { type Kept, keptRows } from "./row-cache";
import { Load, type Outcome, type Pages } from "./shared-reading";

/** Those who press “refresh” within this time of each other get one reading. */
const TOGETHER_MS = 1_000;

const running = new Map<string, Load<unknown>>();

/**
 * The rows of a scope, read once for everybody who asks for the same: kept ones where there are any, those
 * of a reading that is under way, or those of a new one. `refresh` reads anew, and so does `max-age` where they are older.
 */
export function sharedReading<Row>(resource: Resource<Row>, reader: Reader<Row>, scope: Scope, request: ReadRequest): ScopeReading<Row> {
  const key = keyOf(resource, scope, request);
  // A key names the resource, so that what is found under it has the resource's rows.
  const current = running.get(key) as Load<Row> | undefined;
  const labels = { resource: resource.path };
  if (current?.isRunning && isRecent(current.readAt, request, TOGETHER_MS)) {
    metrics.scopeReads.inc({ ...labels, source: "joined" });
    return following(current);
  }
  const kept = keptRows.get<Row>(key);
  if (kept !== null && isRecent(kept.readAt, request, 0)) {
    metrics.scopeReads.inc({ ...labels, source: "cache" });
    return { readAt: () => kept.readAt, follow: () => replay(kept) };
  }
  metrics.scopeReads.inc({ ...labels, source: "load" });
  const load = newLoad(key, resource, reader, scope, request);
  running.set(key, load);
  return following(load);
}

/** Whether a reading is recent enough for a request. One that reads anew joins those that began within some milliseconds. */
function isRecent(readAt: string, { refresh, maxAgeSeconds }: ReadRequest, togetherMs: number): boolean {
  const age = Date.now() - Date.parse(readAt);
  if (refresh) return age < togetherMs;
  return maxAgeSeconds === null || age <= maxAgeSeconds * 1_000;
}

/** Begins to read. What has been read completely is kept. */
function newLoad<Row>(key: string, resource: Resource<Row>, reader: Reader<Row>, scope: Scope, request: ReadRequest): Load<Row> {
  const { cacheMs, loadMs } = readConfig(process.env);
  const observation = observeLoad(resource.path, scope);
  const ended = (outcome: Outcome): void => {
    leave();
    observation.ended(outcome, load.pages);
    if (running.get(key) === load) running.delete(key);
    // One that was refreshed meanwhile may end after the newer one.
    const isNewest = load.readAt >= (keptRows.get(key)?.readAt ?? "");
    if (outcome === "complete" && isNewest) keptRows.put(key, { pages: load.pages, readAt: load.readAt, proof: load.proof }, cacheMs);
  };
  const load = observation.begin(() => new Load<Row>((signal) => reader.read(scope, request, signal), { milliseconds: loadMs }, ended));
  const leave = whileRunning(load);
  return load;
}

const following = <Row>(load: Load<Row>): ScopeReading<Row> => ({ readAt: () => load.readAt, follow: (signal) => load.follow(signal) });

async function* replay<Row>({ pages, proof }: Kept<Row>): Pages<Row> {
  yield* pages;
  return proof;
}

/** Everything that AWS is asked with, in one order. */
function keyOf<Row>(resource: Resource<Row>, scope: Scope, { ids, filters, pageSize, maxItems, startingToken }: ReadRequest): string {
  const byName = (a: readonly [string, unknown], b: readonly [string, unknown]): number => (a[0] < b[0] ? -1 : 1);
  const sortedIds = Object.entries(ids)
    .map(([name, values]) => [name, values.toSorted()] as const)
    .sort(byName);
  const sortedFilters = filters.map(({ name, values }) => [name, values.toSorted()] as const).toSorted(byName);
  return `${resource.path} ${scopeKey(scope)} ${JSON.stringify([sortedIds, sortedFilters, pageSize, maxItems, startingToken])}`;
}
