import { scopeKey } from "@/lib/core/scope";
import { isComplete, type LiveProgress, type ReadingProgress } from "./reading";

type List = Pick<LiveProgress, "set" | "isFetching">;

/**
 * Progress of rows that combine several lists, of which the first has a row each and
 * the others fill in. They are as old as the oldest list, and all there only where every list is. A scope
 * fails once here, however many lists fail in it.
 */
export function combineReadings(first: List, others: readonly List[], length: number): ReadingProgress {
  // Where there are no rows there is nothing to fill in.
  const lists = length === 0 ? [first] : [first, ...others];
  const isFetching = lists.some((list) => list.isFetching && list.set.end === null);
  const [oldest = null] = lists.flatMap(({ set }) => set.readAt ?? []).sort();
  const sets = lists.map(({ set }) => set);
  return {
    length,
    scopes: once(sets.flatMap(({ scopes }) => scopes)),
    done: first.set.done.filter((scope) => sets.every(({ done }) => done.some((other) => scopeKey(other) === scopeKey(scope)))),
    failures: onceBy(
      sets.flatMap(({ failures }) => failures),
      ({ scope }) => scopeKey(scope),
    ),
    kept: sets.flatMap(({ kept }) => kept),
    readAt: oldest,
    end: isFetching ? null : { complete: sets.every(isComplete), truncated: false, rows: length },
  };
}

const once = (scopes: ReadingProgress["scopes"]): ReadingProgress["scopes"] => onceBy(scopes, scopeKey);

function onceBy<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  const byKey = new Map<string, Item>();
  for (const item of items) if (!byKey.has(key(item))) byKey.set(key(item), item);
  return [...byKey.values()];
}
