"use client";

import { useId, useState } from "react";
import { isRightAligned } from "@/components/ui/cell-value";
import { formatNumber } from "@/lib/core/format";
import type { Scoped } from "@/lib/core/scope";
import type { Column } from "@/lib/resources/resource";
import { ShortTableCell } from "./short-table-cell";

const FEW = 12;
/** A list of thousands takes longer to draw than anyone waits for, or reads. */
const MORE = 200;

interface ShortTableProps<Row> {
  caption: string;
  columns: Readonly<Record<string, Column<Row>>>;
  rows: readonly Scoped<Row>[];
  rowKey: (row: Scoped<Row>) => string;
  /** What can be done with a row, at its end. */
  actions?: (row: Scoped<Row>) => React.ReactNode;
}

/** A list that is read from top to bottom: in the page's own flow, a few rows at first. */
export function ShortTable<Row>({ caption, columns, rows, rowKey, actions }: ShortTableProps<Row>) {
  const [most, setMost] = useState(FEW);
  const headingId = useId();
  const shown = Object.entries(columns).filter(([, column]) => column.optional !== true);
  const isAll = most >= rows.length;
  return (
    <div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so that it must be reached by keys too */}
      <section aria-labelledby={headingId} tabIndex={0} className="max-h-[70dvh] overflow-auto">
        <table className="w-full border-collapse">
          <caption id={headingId} className="sr-only">
            {caption}
          </caption>
          <thead className="sticky top-0 z-10 bg-canvas">
            <tr className="border-b">
              {shown.map(([name, column]) => (
                <th
                  key={name}
                  scope="col"
                  title={column.hint}
                  className={`h-8 pr-4 font-medium whitespace-nowrap text-muted ${isRightAligned(column) ? "text-right" : "text-left"}`}
                >
                  {column.label}
                </th>
              ))}
              {actions && (
                <th scope="col">
                  <span className="sr-only">Actions</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, most).map((row) => (
              <tr key={rowKey(row)} className="group border-b">
                {shown.map(([name, column]) => (
                  <ShortTableCell key={name} column={column} row={row} />
                ))}
                {actions && <td className="h-8 pl-2 text-right whitespace-nowrap">{actions(row)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > FEW && (
        <button
          type="button"
          className="link min-h-6 text-xs"
          aria-expanded={most > FEW}
          onClick={() => setMost(isAll ? FEW : most + MORE)}
        >
          {isAll
            ? "Show fewer"
            : rows.length <= most + MORE
              ? `Show all ${formatNumber(rows.length)}`
              : `Show ${MORE} more of ${formatNumber(rows.length)}`}
        </button>
      )}
    </div>
  );
}
