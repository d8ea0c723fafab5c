import Papa from "papaparse";
import type { Scope, Scoped } from "@/lib/core/scope";
import type { CellValue, Column } from "@/lib/resources/resource";

/** Text that a spreadsheet would run, or split into cells. Anybody can write a tag value or a description. */
const FORMULA = /^[=+\-@\t\r]/;

const settings = { newline: "\r\n", escapeFormulae: FORMULA, header: false } as const;

type Columns<Row> = Readonly<Record<string, Column<Row>>>;

/** The header line of a CSV file (RFC 4180): the columns' names. */
export function csvHeader<Row>(columns: Columns<Row>): string {
  return `${Papa.unparse([Object.keys(columns)], settings)}\r\n`;
}

/**
 * Lines of a CSV file. What AWS did not say is an empty cell, and what is not known for a reason that
 * differs from row to row is that reason: `not reported`. Times are ISO 8601 UTC; ids keep their zeros.
 */
export function csvLines<Row>(columns: Columns<Row>, rows: readonly Scoped<Row>[]): string {
  if (rows.length === 0) return "";
  const all = Object.values(columns);
  return `${Papa.unparse(
    rows.map((row) => all.map((column) => cell(column, row))),
    settings,
  )}\r\n`;
}

function cell<Row>({ value, unknown, atLeast }: Column<Row>, row: Scoped<Row>): CellValue {
  const known = value(row);
  if (known === null || known === undefined) return unknown?.(row)?.state ?? null;
  return atLeast?.(row) ? `at least ${known}` : known;
}

/** Lines of a CSV file that have no columns by name, as they are. */
export const csvTable = (lines: readonly (readonly CellValue[])[]): string =>
  lines.length === 0
    ? ""
    : `${Papa.unparse(
        lines.map((line) => [...line]),
        settings,
      )}\r\n`;

interface FileNotes {
  /** Some scope failed. */
  partial: boolean;
  /** Some scope has more rows than were asked for. */
  truncated: boolean;
  sampleData: boolean;
}

/** `images_111122223333-us-east-1_20261121T103205Z_partial.csv`: what, of which accounts and regions, when, and whether it is whole. */
export function csvFileName(table: string, scopes: readonly Scope[], at: Date, { partial, truncated, sampleData }: FileNotes): string {
  const stem = table.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  const time = at.toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const note = partial ? "_partial" : truncated ? "_truncated" : "";
  return `${sampleData ? "sample-data-" : ""}${stem}_${scopeName(scopes)}_${time}${note}.csv`;
}

/** `111122223333-us-east-1` of one scope; of several, how many accounts and regions. */
function scopeName(scopes: readonly Scope[]): string {
  const accounts = [...new Set(scopes.map(({ account }) => account ?? "own-account"))];
  const regions = [...new Set(scopes.map(({ region }) => region))];
  return [named(accounts, "accounts"), named(regions, "regions")].join("-");
}

const named = (names: readonly string[], noun: string): string => (names.length === 1 ? (names[0] ?? "") : `${names.length}-${noun}`);
