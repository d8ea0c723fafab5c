import type { ReactNode } from "react";
import { formatNumber } from "@/lib/core/format";

/** So many rows are laid out on the page. A browser prints no more in a time that anyone waits. */
const MOST_ROWS = 3_000;

export interface EvidenceColumn<Row> {
  label: string;
  /** Numbers end at the same edge. */
  isNumber?: true;
  cell: (row: Row) => ReactNode;
}

interface EvidenceTableProps<Row> {
  /** What the table holds, for who hears it. */
  caption: string;
  columns: readonly EvidenceColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row, place: number) => string;
  /** One row, many rows. */
  noun: readonly [string, string];
  /** Where all of the rows are, if they are more than the page lays out. */
  allIn?: string;
}

/** A table as paper needs it: every row is in the page, and the heading comes again on each sheet. */
export function EvidenceTable<Row>({ caption, columns, rows, rowKey, noun, allIn = "the CSV file" }: EvidenceTableProps<Row>) {
  const left = rows.length - MOST_ROWS;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: where it is too narrow it scrolls, by keys too
    <section aria-label={caption} tabIndex={0} className="overflow-x-auto print:overflow-visible">
      <table className="w-full tabular-nums">
        <caption className="sr-only">{caption}</caption>
        <thead className="text-muted">
          <tr className="border-b border-line-strong">
            {columns.map(({ label, isNumber }) => (
              <th
                key={label}
                scope="col"
                className={`py-1 pr-4 align-bottom font-medium last:pr-0 ${isNumber ? "text-right" : "text-left"}`}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((row, place) => (
            <tr key={rowKey(row, place)} className="border-b">
              {columns.map(({ label, isNumber, cell }) => (
                <td key={label} className={`py-1 pr-4 align-top last:pr-0 ${isNumber ? "text-right" : "break-words"}`}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && (
        <p className="pt-2 font-semibold">
          {formatNumber(left)} more {left === 1 ? noun[0] : noun[1]} are not on this page. All {formatNumber(rows.length)} are in {allIn}.
        </p>
      )}
    </section>
  );
}
