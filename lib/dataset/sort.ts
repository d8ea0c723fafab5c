import { SLICE_ROWS, type Sliced } from "@/lib/core/slices";
import type { CellValue, Column } from "@/lib/resources/resource";
import type { CodedColumn, Codes } from "./coded-column";
import { ordered } from "./order";

export interface SortKey {
  column: string;
  direction: "asc" | "desc";
}

/** `usageCount.desc,accountId.asc`, as it stands in the URL. Names that are no column are dropped. */
export function parseSort(text: string, columns: Readonly<Record<string, unknown>>): SortKey[] {
  return text.split(",").flatMap((part) => {
    const [, column = "", direction] = /^(.+)\.(asc|desc)$/.exec(part) ?? [];
    return Object.hasOwn(columns, column) ? [{ column, direction: direction === "desc" ? "desc" : "asc" }] : [];
  });
}

export const formatSort = (keys: readonly SortKey[]): string => keys.map(({ column, direction }) => `${column}.${direction}`).join(",");

/** Above this many distinct texts, plain order: comparing `v9` before `v10` is for eyes, and costs ten times. */
const NATURAL_ORDER_LIMIT = 5_000;
const naturally = new Intl.Collator("en", { numeric: true });
const SEVERITY = { bad: 4, warning: 3, active: 2, busy: 2, neutral: 1, good: 0 } as const;

/**
 * Row numbers in order. Stable: the first key decides, the next ones among equals, then arrival. Rows
 * without a value come last whichever way a column runs. Each key takes one pass over the rows.
 */
export function* sortRows<Row>(
  indices: Uint32Array,
  keys: readonly SortKey[],
  coded: Readonly<Record<string, CodedColumn>>,
  columns: Readonly<Record<string, Column<Row>>>,
): Sliced<Uint32Array> {
  let sorted = indices;
  for (const { column, direction } of keys.toReversed()) {
    const codes = coded[column];
    const definition = columns[column];
    if (codes && definition) sorted = yield* countingSort(sorted, codes.codes, yield* ranks(codes.values, definition, direction));
  }
  return sorted;
}

/** For each code, its place among the distinct values. */
function* ranks<Row>(values: readonly CellValue[], column: Column<Row>, direction: SortKey["direction"]): Sliced<Uint32Array> {
  const compare = comparison(values, column);
  const sign = direction === "asc" ? 1 : -1;
  const order = yield* ordered(values.length, (left, right) => {
    const a = values[left] ?? null;
    const b = values[right] ?? null;
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * compare(a, b);
  });
  const rank = new Uint32Array(order.length);
  order.forEach((code, place) => {
    rank[code] = place;
  });
  return rank;
}

type Compare = (a: NonNullable<CellValue>, b: NonNullable<CellValue>) => number;

function comparison<Row>(values: readonly CellValue[], { kind, tones }: Column<Row>): Compare {
  const byText: Compare =
    (kind === "text" || kind === "word" || kind === "list") && values.length <= NATURAL_ORDER_LIMIT
      ? (a, b) => naturally.compare(String(a), String(b))
      : byCodeUnits;
  if (kind === "state" && tones) {
    const severity = (value: NonNullable<CellValue>) => SEVERITY[tones[String(value)] ?? "neutral"];
    return (a, b) => severity(a) - severity(b) || byText(b, a);
  }
  return (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : byText(a, b));
}

const byCodeUnits: Compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function* countingSort(indices: Uint32Array, codes: Codes, rank: Uint32Array): Sliced<Uint32Array> {
  const starts = new Uint32Array(rank.length + 1);
  const rankOf = (index: number): number => rank[codes[index] ?? 0] ?? 0;
  for (let from = 0; from < indices.length; from += SLICE_ROWS) {
    for (const index of indices.subarray(from, from + SLICE_ROWS)) bump(starts, rankOf(index) + 1);
    yield;
  }
  for (let place = 1; place < starts.length; place += 1) starts[place] = (starts[place] ?? 0) + (starts[place - 1] ?? 0);
  const sorted = new Uint32Array(indices.length);
  for (let from = 0; from < indices.length; from += SLICE_ROWS) {
    for (const index of indices.subarray(from, from + SLICE_ROWS)) sorted[bump(starts, rankOf(index))] = index;
    yield;
  }
  return sorted;
}

/** Adds one, and gives what was there before. */
function bump(counts: Uint32Array, place: number): number {
  const before = counts[place] ?? 0;
  counts[place] = before + 1;
  return before;
}
