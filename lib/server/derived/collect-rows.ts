import "server-only";
import type { ChosenScope } from "@/lib/aws/accounts/chosen-scopes";
import { openReading } from "@/lib/aws/cache/open-reading";
import { readScopes } from "@/lib/aws/listing/read-scopes";
import type { Reader } from "@/lib/aws/listing/reader";
import type { ReadRequest } from "@/lib/core/read-request";
import type { RowEvent, ScopeError, Source } from "@/lib/core/row-events";
import { type Scope, scopeKey } from "@/lib/core/scope";
import type { LiveReading } from "@/lib/dataset/reading";
import { applyEvent, emptyReading, type Reading } from "@/lib/dataset/reading";
import { entriesProof, type ImageUsageReportEntry } from "@/lib/resources/image-usage-report-entries";
import type { Resource } from "@/lib/resources/resource";
import { scopeSource } from "@/lib/server/http/rows-route";

/** A resource and what reads it. */
export interface List<Row extends object> {
  resource: Resource<Row>;
  reader: Reader<Row>;
}

/** The rows of a list, and whether any of them come from the store. */
interface CollectedRows<Row extends object> extends LiveReading<Row> {
  source: Source;
}

/**
 * Reads a whole list in some scopes, as a page would: everybody who asks shares the reading. A scope that fails is named
 * in the result.
 *
 * @throws whatever the signal was aborted with.
 */
export async function collectRows<Row extends object>(
  { resource, reader }: List<Row>,
  scopes: readonly ChosenScope[],
  request: ReadRequest,
  signal: AbortSignal,
): Promise<CollectedRows<Row>> {
  const whole: ReadRequest = { ...request, ids: {}, filters: [], pageSize: null, maxItems: null, startingToken: null };
  const sources = scopes.map((chosen) => scopeSource<Row>((scope) => openReading(resource, reader, scope, whole), chosen));
  let set: Reading<Row> = emptyReading(resource);
  let source: Source = "aws";
  for await (const event of readScopes(sources, signal)) {
    const line: RowEvent<Row> = event.type === "rows" ? { ...event, rows: [...(await event.page.rows())] } : event;
    set = applyEvent(set, line);
    if (event.type === "done" && event.source === "store") source = "store";
  }
  return { set, isFetching: false, error: null, source };
}

/** When things are judged, in milliseconds since 1970: now, or at the time that is asked about. */
export const momentOf = ({ asOf }: ReadRequest): number => (asOf === null ? Date.now() : Date.parse(asOf));

/** A list as far as its age and its failing matter. */
type ReadList = { set: Pick<Reading<object>, "failures" | "readTimes"> };

/** When the oldest of the lists was read in a scope, ISO 8601. Null where none was. */
export const oldestReading = (lists: readonly ReadList[], scope: Scope): string | null =>
  lists.flatMap(({ set }) => set.readTimes[scopeKey(scope)] ?? []).toSorted()[0] ?? null;

/** Why one of the lists is not whole in a scope, or null. */
export function listFailure(lists: readonly ReadList[], entries: LiveReading<ImageUsageReportEntry>, scope: Scope): ScopeError | null {
  const key = scopeKey(scope);
  const [failure] = lists.flatMap(({ set }) => set.failures.filter((failed) => scopeKey(failed.scope) === key));
  if (failure !== undefined) return failure.error;
  const proof = entriesProof(entries.set.proofs[key]);
  return proof !== null && "failure" in proof ? proof.failure : null;
}
