import type { Sliced } from "@/lib/core/slices";
import { type Choices, type FacetValue, facetCounts, filterRows } from "./filter";
import type { RowTable } from "./row-table";
import { type SortKey, sortRows } from "./sort";

/** Which rows a page looks at before anything else: 1 for each that it does. Null for all. */
export type Restriction = Uint8Array | null;

/** Rows, and how to filter, search and sort them. */
export interface ViewQuestion<Row extends object> {
  table: RowTable<Row>;
  /** Number of rows to compute over. The table may have grown since. */
  length: number;
  search: string;
  choices: Choices;
  accountNames?: Readonly<Record<string, string>> | undefined;
  sort: readonly SortKey[];
  restrict?: ((table: RowTable<Row>, length: number) => Sliced<Restriction>) | undefined;
}

/** The answer: rows as their numbers, and everything that is counted of them. All of it belongs together. */
export interface View<Row extends object> {
  /** The table and the number of its rows. */
  table: RowTable<Row>;
  length: number;
  /** Whether rows were left out before any filter. */
  isRestricted: boolean;
  filtered: Uint32Array;
  /** The filtered rows, sorted. */
  shown: Uint32Array;
  /** By column: the rows that match all choices but the column's own. Its facet and chart count these. */
  matching: Readonly<Record<string, Uint32Array>>;
  facets: Readonly<Record<string, FacetValue[]>>;
}

export function* computeView<Row extends object>(question: ViewQuestion<Row>): Sliced<View<Row>> {
  const { table, length, search, choices, accountNames, sort, restrict } = question;
  const { resource, columns } = table;
  const restriction = restrict ? yield* restrict(table, length) : null;
  const matches = (kept: Choices) =>
    filterRows(length, { search, accountNames, choices: kept, only: restriction }, columns, resource.columns);
  const filtered = yield* matches(choices);
  const shown = yield* sortRows(filtered, sort, columns, resource.columns);
  const matching: Record<string, Uint32Array> = {};
  const facets: Record<string, FacetValue[]> = {};
  for (const [name, { facet, kind }] of Object.entries(resource.columns)) {
    const coded = columns[name];
    if (!facet || !coded) continue;
    const isChosen = (choices[name] ?? []).length > 0;
    const rows = isChosen ? yield* matches({ ...choices, [name]: [] }) : filtered;
    matching[name] = rows;
    facets[name] = yield* facetCounts(rows, coded, kind);
  }
  return { table, length, isRestricted: restriction !== null, filtered, shown, matching, facets };
}

const FIRST_STEP = 20_000;
const STEP = 1.25;

/**
 * Number of arrived rows to compute the view over. It grows in steps while rows arrive, each a share of what
 * is there: recomputing everything for every batch would be quadratic.
 */
export function viewLength(arrived: number, settled: boolean): number {
  if (settled || arrived <= FIRST_STEP) return arrived;
  return Math.floor(FIRST_STEP * STEP ** Math.floor(Math.log(arrived / FIRST_STEP) / Math.log(STEP)));
}
