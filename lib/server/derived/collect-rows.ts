import "server-only";
import { openReading } from "@/lib/aws/cache/open-reading";
import { readScopes } from "@/lib/aws/listing/read-scopes";
import type { Reader } from "@/lib/aws/listing/reader";
import type { ReadRequest } from "@/lib/core/read-request";
import type { RowEvent } from "@/lib/core/row-events";
import type { Scope } from "@/lib/core/scope";
import { applyEvent, emptyRowSet, type RowSet } from "@/lib/dataset/row-set";
import type { Source } from "@/lib/dataset/scope-known";
import type { Resource } from "@/lib/resources/resource";

/** A resource and what reads it. */
export interface List<Row extends object> {
  resource: Resource<Row>;
  reader: Reader<Row>;
}

/**
 * Reads a whole list in some scopes, as a page would: everybody who asks shares the reading. A scope that fails is named
 * in the result.
 *
 * @throws whatever the signal was aborted with.
 */
export async function collectRows<Row extends object>(
  { resource, reader }: List<Row>,
  scopes: readonly Scope[],
  request: ReadRequest,
  signal: AbortSignal,
): Promise<Source<Row>> {
  const whole: ReadRequest = { ...request, ids: {}, filters: [], pageSize: null, maxItems: null, startingToken: null };
  const sources = scopes.map((scope) => ({ scope, open: () => openReading(resource, reader, scope, whole) }));
  let set: RowSet<Row> = emptyRowSet(resource);
  for await (const event of readScopes(sources, signal)) {
    const line: RowEvent<Row> = event.type === "rows" ? { ...event, rows: [...(await event.page.rows())] } : event;
    set = applyEvent(set, line);
  }
  return { set, isFetching: false, error: null };
}
