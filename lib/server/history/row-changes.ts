import type { HistoryChange } from "@/lib/resources/history-changes";

type Row = Readonly<Record<string, unknown>>;
type RowChange = Pick<HistoryChange, "id" | "kind" | "member" | "before" | "after">;

/** What is different between two versions of an item. Its rows are told apart by their identity, the same ones by their order. */
export function rowChanges(before: readonly Row[], after: readonly Row[], identity: (row: Row) => string): RowChange[] {
  const old = byIdentity(before, identity);
  const present = byIdentity(after, identity);
  return [...new Set([...old.keys(), ...present.keys()])].flatMap((id) => {
    const [olds, news] = [old.get(id) ?? [], present.get(id) ?? []];
    return Array.from({ length: Math.max(olds.length, news.length) }, (_, place) => change(id, olds[place], news[place])).flat();
  });
}

function change(id: string, before: Row | undefined, after: Row | undefined): RowChange[] {
  if (before === undefined || after === undefined) {
    const kind = before === undefined ? "appeared" : "vanished";
    return [{ id, kind, member: null, before: before ?? null, after: after ?? null }];
  }
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((member): RowChange[] => {
    const [old = null, present = null] = [before[member], after[member]];
    return isSame(old, present) ? [] : [{ id, kind: "changed", member, before: old, after: present }];
  });
}

/** AWS gives the items of a list in any order. */
const isSame = (a: unknown, b: unknown): boolean => text(a) === text(b);

const text = (value: unknown): string =>
  JSON.stringify(Array.isArray(value) ? value.map((item) => JSON.stringify(item)).toSorted() : value);

function byIdentity(rows: readonly Row[], identity: (row: Row) => string): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) found.set(identity(row), [...(found.get(identity(row)) ?? []), row]);
  return found;
}
