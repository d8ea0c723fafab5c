import "server-only";
import type { ScopeReading } from "@/lib/aws/listing/read-scopes";
import { RowPage } from "@/lib/aws/listing/row-page";
import type { ReadRequest } from "@/lib/core/read-request";
import type { Scope } from "@/lib/core/scope";
import { pauses } from "@/lib/core/slices";
import { AWS_RESOURCES } from "@/lib/resources/aws-resources";
import type { HistoryChange } from "@/lib/resources/history-changes";
import { keyOfRow, unpackRows } from "@/lib/server/store/history/items";
import { itemChanges } from "@/lib/store/history/changes";
import { recordedBy } from "./recorded-by";
import { rowChanges } from "./row-changes";

const PAGE_ROWS = 1_000;

/** What changed in a list in one scope. */
export function openChanges(scope: Scope, { ids, from, to }: ReadRequest): ScopeReading<HistoryChange> {
  const resource = ids.resource?.[0] ?? "";
  let readAt = "";
  return {
    readAt: () => readAt,
    source: () => "store",
    async *follow(signal) {
      const { db, list, last } = await recordedBy(scope, `/${resource}`, to);
      ({ readAt } = last);
      const { identity } = AWS_RESOURCES.find(({ path }) => path === list.resource) ?? {};
      const identify = (row: object): string => identity?.(row as never) ?? "";
      const keys = ids.id?.map((id) => keyOfRow(list.resource, id)) ?? null;
      const pause = pauses();
      let rows: HistoryChange[] = [];
      for await (const changes of itemChanges(db, list, { from, to }, keys)) {
        for (const { at, previousAt, before, after, key } of changes) {
          signal.throwIfAborted();
          const found = rowChanges(before === null ? [] : unpackRows(before), after === null ? [] : unpackRows(after), identify);
          const asked = found.filter(({ id }) => ids.id === undefined || ids.id.includes(id) || ids.id.includes(key));
          rows.push(...asked.map(({ id, ...change }) => ({ resource, id, at, previousAt, ...change })));
          await pause();
          if (rows.length < PAGE_ROWS) continue;
          yield new RowPage(rows);
          rows = [];
        }
      }
      if (rows.length > 0) yield new RowPage(rows);
      return undefined;
    },
  };
}
