import "server-only";
import { readingStore } from "@/lib/aws/cache/reading-store";
import type { ScopeReading } from "@/lib/aws/listing/read-scopes";
import { RowPage } from "@/lib/aws/listing/row-page";
import { ScopeFailed } from "@/lib/aws/sdk/aws-errors";
import type { ReadRequest } from "@/lib/core/read-request";
import type { Scope } from "@/lib/core/scope";
import { pauses } from "@/lib/core/slices";
import { AWS_RESOURCES } from "@/lib/resources/aws-resources";
import type { HistoryChange } from "@/lib/resources/history-changes";
import { database } from "@/lib/server/store/database";
import { keyOfRow, unpackRows } from "@/lib/server/store/history/items";
import type { Database } from "@/lib/store/database";
import { itemChanges } from "@/lib/store/history/changes";
import { readingAsOf } from "@/lib/store/history/past";
import type { RecordedList } from "@/lib/store/history/record";
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
      const { db, list, ...last } = await recordedBy(scope, `/${resource}`, to);
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

/**
 * Where a list is recorded, and when it was last read by a time.
 *
 * @throws ScopeFailed where it was not read by then, or nobody can say.
 */
async function recordedBy(
  scope: Scope,
  resource: string,
  to: string | null,
): Promise<{ db: Database; list: RecordedList; readAt: string }> {
  const { account, region } = scope;
  if (readingStore() === null || account === null) throw new ScopeFailed(NOT_READ);
  const list = { resource, account, region };
  const db = await database();
  const last = await readingAsOf(db, list, to ?? new Date().toISOString());
  if (last === null) throw new ScopeFailed(NOT_READ);
  return { db, list, readAt: last.readAt };
}

const NOT_READ = {
  kind: "missing",
  code: "NotReadByThen",
  message: "This list had not been read whole by then, or it was not kept.",
  requestId: null,
  httpStatus: null,
} as const;
