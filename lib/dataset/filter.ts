import { SLICE_ROWS, type Sliced } from "@/lib/core/slices";
import { listItems } from "@/lib/resources/common-columns";
import { formatValue } from "@/lib/resources/format-value";
import type { CellValue, Column, ColumnKind } from "@/lib/resources/resource";
import type { CodedColumn, Codes } from "./coded-column";

/** Chosen values by column, as text. */
export type Choices = Readonly<Record<string, readonly string[]>>;

/** A value's name in a facet list and in the URL. */
export const choiceText = (value: CellValue): string => (value === null ? NO_VALUE : String(value));
export const NO_VALUE = "no value";

/** The choices that match a value: its text, or each of its words. */
const choiceTexts = (kind: ColumnKind | undefined, value: CellValue): string[] =>
  kind === "list" && typeof value === "string" ? listItems(value) : [choiceText(value)];

/** A column's codes, and for each code whether it is let through. */
interface Test {
  codes: Codes;
  allowed: Uint8Array;
}

/** Conditions that rows must meet. */
export interface Filter {
  search: string;
  choices: Choices;
  /** Names of accounts by their ids, which are searched with them. */
  accountNames?: Readonly<Record<string, string>> | undefined;
  /** 1 for each row that may match at all. Null or missing: every row may. */
  only?: Uint8Array | null;
}

/** The rows that match the search in any column and the choices in every column they name. */
export function* filterRows<Row>(
  length: number,
  { search, choices, accountNames, only = null }: Filter,
  coded: Readonly<Record<string, CodedColumn>>,
  columns: Readonly<Record<string, Column<Row>>>,
): Sliced<Uint32Array> {
  const required = yield* choiceTests(choices, coded, columns);
  const needle = search.trim().toLowerCase();
  const anyOf = needle === "" ? null : yield* searchTests(needle, accountNames, coded, columns);
  const matching = new Uint32Array(length);
  const passes = new Uint8Array(SLICE_ROWS);
  let count = 0;
  for (let from = 0; from < length; from += SLICE_ROWS) {
    const rows = Math.min(SLICE_ROWS, length - from);
    passes.fill(anyOf === null ? 1 : 0);
    for (const test of anyOf ?? []) either(passes, test, from, rows);
    for (const test of required) both(passes, test, from, rows);
    if (only !== null) for (let place = 0; place < rows; place += 1) passes[place] = (passes[place] ?? 0) & (only[from + place] ?? 0);
    for (let place = 0; place < rows; place += 1) {
      matching[count] = from + place;
      count += passes[place] ?? 0;
    }
    yield;
  }
  return count === length ? matching : matching.slice(0, count);
}

function either(passes: Uint8Array, { codes, allowed }: Test, from: number, rows: number): void {
  for (let place = 0; place < rows; place += 1) passes[place] = (passes[place] ?? 0) | (allowed[codes[from + place] ?? 0] ?? 0);
}

function both(passes: Uint8Array, { codes, allowed }: Test, from: number, rows: number): void {
  for (let place = 0; place < rows; place += 1) passes[place] = (passes[place] ?? 0) & (allowed[codes[from + place] ?? 0] ?? 0);
}

function* choiceTests<Row>(
  choices: Choices,
  coded: Readonly<Record<string, CodedColumn>>,
  columns: Readonly<Record<string, Column<Row>>>,
): Sliced<Test[]> {
  const tests: Test[] = [];
  for (const [name, texts] of Object.entries(choices)) {
    const column = coded[name];
    if (!column || texts.length === 0) continue;
    const wanted = new Set(texts);
    const isWanted = (value: CellValue): boolean => choiceTexts(columns[name]?.kind, value).some((text) => wanted.has(text));
    tests.push({ codes: column.codes, allowed: yield* flags(column.values, isWanted) });
  }
  return tests;
}

function* searchTests<Row>(
  needle: string,
  accountNames: Filter["accountNames"],
  coded: Readonly<Record<string, CodedColumn>>,
  columns: Readonly<Record<string, Column<Row>>>,
): Sliced<Test[]> {
  const tests: Test[] = [];
  for (const [name, { kind, words }] of Object.entries(columns)) {
    const column = coded[name];
    if (!column) continue;
    const nameOf = (id: string) => (kind === "account" && accountNames && Object.hasOwn(accountNames, id) ? accountNames[id] : undefined);
    const holds = (text: string | undefined): boolean => text?.toLowerCase().includes(needle) === true;
    const matches = (value: CellValue): boolean =>
      value !== null &&
      (holds(String(value)) || holds(words?.[String(value)]) || holds(formatValue(kind, value)) || holds(nameOf(String(value))));
    const allowed = yield* flags(column.values, matches);
    if (allowed.includes(1)) tests.push({ codes: column.codes, allowed });
  }
  return tests;
}

function* flags(values: readonly CellValue[], allow: (value: CellValue) => boolean): Sliced<Uint8Array> {
  const allowed = new Uint8Array(values.length);
  for (let code = 0; code < allowed.length; code += 1) {
    allowed[code] = Number(allow(values[code] ?? null));
    if (code % 2048 === 2047) yield;
  }
  return allowed;
}

export interface FacetValue {
  text: string;
  count: number;
}

/** Number of rows by value of a column, or by word, in order of arrival. */
export function* facetCounts(indices: Uint32Array, { codes, values }: CodedColumn, kind: ColumnKind): Sliced<FacetValue[]> {
  const counts = new Uint32Array(values.length);
  for (let from = 0; from < indices.length; from += SLICE_ROWS) {
    for (const row of indices.subarray(from, from + SLICE_ROWS)) {
      const code = codes[row] ?? 0;
      counts[code] = (counts[code] ?? 0) + 1;
    }
    yield;
  }
  const found = new Map<string, number>();
  counts.forEach((count, code) => {
    if (count === 0) return;
    for (const text of choiceTexts(kind, values[code] ?? null)) found.set(text, (found.get(text) ?? 0) + count);
  });
  return [...found].map(([text, count]) => ({ text, count }));
}
