import { type QueryClient, type QueryFunctionContext, queryOptions } from "@tanstack/react-query";
import { finishInSlices } from "@/lib/core/slices";
import { refreshed } from "@/lib/dataset/merge-readings";
import type { Reading } from "@/lib/dataset/reading";
import { freshSeconds, type Resource } from "@/lib/resources/resource";
import { readRows } from "./read-rows";
import { serverNow } from "./server-clock";

const FRESH_MS = 5 * 60_000;

/** Query key of a reading: the resource and the query of its route. */
export const rowsKey = <Row>({ path }: Resource<Row>, search: string): readonly [string, string] => [path, search];

/**
 * The one way a browser gets rows: `useQuery(rowsQuery(fastLaunchImages, "region=us-east-1"))`. Rows show
 * as they stream in; a later reading keeps the old ones until it has ended.
 */
export function rowsQuery<Row extends object>(resource: Resource<Row>, search: string) {
  return queryOptions<Reading<Row>>({
    queryKey: rowsKey(resource, search),
    queryFn: (context) => load(resource, search, context),
    structuralSharing: false,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    // A stream that was left before its last line is not a result to keep.
    staleTime: (query) => (query.state.data?.end ? FRESH_MS : 0),
  });
}

/**
 * Reads anew because somebody wants to know: the server does not answer with what it has at hand. What
 * became of it stands in the query, so that this never fails.
 */
export async function refreshRows<Row extends object>(client: QueryClient, resource: Resource<Row>, search: string): Promise<void> {
  const anew = new URLSearchParams(search);
  anew.set("refresh", "true");
  await client
    .fetchQuery({
      ...rowsQuery(resource, search),
      queryFn: (context) => load(resource, anew.toString(), context),
      staleTime: 0,
    })
    .catch(() => null);
}

async function load<Row extends object>(resource: Resource<Row>, search: string, context: QueryFunctionContext): Promise<Reading<Row>> {
  const { client, queryKey, signal } = context;
  const old = client.getQueryData<Reading<Row>>(queryKey);
  if (old !== undefined) return reload(resource, withAge(search, freshSeconds(resource)), old, signal);
  const kept = await readRows(resource, withAge(search, ANY_AGE), signal, (set) => client.setQueryData(queryKey, set));
  if (kept.end === null || isFresh(kept, freshSeconds(resource))) return kept;
  client.setQueryData(queryKey, kept);
  return reload(resource, withAge(search, freshSeconds(resource)), kept, signal);
}

/** Ten years: rows of whatever age, where there are any. */
const ANY_AGE = 315_576_000;

/** What is asked, and how old rows may be that the server has kept, in seconds. */
function withAge(search: string, seconds: number): string {
  const params = new URLSearchParams(search);
  if (!params.has("refresh")) params.set("max-age", String(seconds));
  return params.toString();
}

/** Whether no scope's rows are older. Those that failed are read anew when somebody wants it. */
const isFresh = <Row extends object>({ readTimes }: Reading<Row>, seconds: number): boolean =>
  Object.values(readTimes).every((readAt) => serverNow() - Date.parse(readAt) <= seconds * 1_000);

async function reload<Row extends object>(
  resource: Resource<Row>,
  search: string,
  old: Reading<Row>,
  signal: AbortSignal,
): Promise<Reading<Row>> {
  const fresh = await readRows(resource, search, signal);
  if (fresh.end === null) throw new TypeError("The connection was cut before everything had arrived.");
  return finishInSlices(refreshed(old, fresh), signal);
}
