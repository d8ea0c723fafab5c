import type { CellValue, Column } from "@/lib/resources/resource";
import type { CodedColumn } from "./coded-column";
import { formatValue } from "./format";

/** Which values of a column are let through, as their texts. */
export type Choices = Readonly<Record<string, readonly string[]>>;

/** What a value is called in a facet list and in the URL. */
export const choiceText = (value: CellValue): string => (value === null ? NO_VALUE : String(value));
export const NO_VALUE = "no value";

/** The rows that match the search in any column and the choices in every column they name. */
export function filterRows<Row>(
  length: number,
  { search, choices }: { search: string; choices: Choices },
  coded: Readonly<Record<string, CodedColumn>>,
  columns: Readonly<Record<string, Column<Row>>>,
): Uint32Array {
  const required = Object.entries(choices).flatMap(([name, texts]) => {
    const column = coded[name];
    if (!column || texts.length === 0) return [];
    const wanted = new Set(texts);
    return [{ codes: column.codes, allowed: flags(column.values, (value) => wanted.has(choiceText(value))) }];
  });
  const needle = search.trim().toLowerCase();
  const anyOf = needle === "" ? null : searchFlags(needle, coded, columns);
  const matching = new Uint32Array(length);
  let count = 0;
  for (let row = 0; row < length; row += 1) {
    if (
      required.every(({ codes, allowed }) => allowed[codes[row] ?? 0] === 1) &&
      (anyOf === null || anyOf.some(({ codes, allowed }) => allowed[codes[row] ?? 0] === 1))
    ) {
      matching[count] = row;
      count += 1;
    }
  }
  return matching.slice(0, count);
}

function searchFlags<Row>(needle: string, coded: Readonly<Record<string, CodedColumn>>, columns: Readonly<Record<string, Column<Row>>>) {
  return Object.entries(columns).flatMap(([name, { kind }]) => {
    const column = coded[name];
    if (!column) return [];
    const matches = (value: CellValue): boolean =>
      value !== null && (String(value).toLowerCase().includes(needle) || formatValue(kind, value).toLowerCase().includes(needle));
    const allowed = flags(column.values, matches);
    return allowed.includes(1) ? [{ codes: column.codes, allowed }] : [];
  });
}

function flags(values: readonly CellValue[], allow: (value: CellValue) => boolean): Uint8Array {
  return Uint8Array.from(values, (value) => Number(allow(value)));
}

export interface FacetValue {
  text: string;
  count: number;
}

/** How many of the rows hold each value of a column, in the order in which the values arrived. */
export function facetCounts(indices: Uint32Array, { codes, values }: CodedColumn): FacetValue[] {
  const counts = new Uint32Array(values.length);
  for (const row of indices) {
    const code = codes[row] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return values.map((value, code) => ({ text: choiceText(value), count: counts[code] ?? 0 })).filter(({ count }) => count > 0);
}
