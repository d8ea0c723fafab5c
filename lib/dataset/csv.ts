import Papa from "papaparse";
import type { Scoped } from "@/lib/core/scope";
import type { CellValue, Column } from "@/lib/resources/resource";

/** What a spreadsheet would run, or take for a break of the cell. Tag values and descriptions are anyone's. */
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

/** `usage-reports-2026-11-21.csv`, with `sample-data` before it or `partial` behind it where that is so. */
export function csvFileName(title: string, day: Date, { partial, sampleData }: { partial: boolean; sampleData: boolean }): string {
  const stem = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  return `${sampleData ? "sample-data-" : ""}${stem}-${day.toISOString().slice(0, 10)}${partial ? "-partial" : ""}.csv`;
}
