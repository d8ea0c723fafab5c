"use client";

import { type CSSProperties, useMemo, useRef } from "react";
import type { Scoped } from "@/lib/core/scope";
import type { SortKey } from "@/lib/dataset/sort";
import type { Column } from "@/lib/resources/resource";
import { HeaderCell } from "./header-cell";
import { gridTemplate, tableWidth } from "./layout";
import { ROW_HEIGHT, TableRow } from "./table-row";
import { useHeadings } from "./use-headings";
import { useHeightAbove } from "./use-height-above";
import { useRowFocus } from "./use-row-focus";
import { useRowWindow } from "./use-row-window";

interface DataTableProps<Row> {
  label: string;
  columns: Readonly<Record<string, Column<Row>>>;
  visible: readonly string[];
  /** How many rows there are, and the row at a place. Only those on screen are asked for. */
  count: number;
  rowAt: (place: number) => Scoped<Row> | null;
  rowKey: (row: Scoped<Row>) => string;
  sort: readonly SortKey[];
  onSort: (keys: SortKey[]) => void;
  openKey: string | null;
  onOpen: (key: string) => void;
  /** Above the table, in its scroller: it scrolls away with the rows, and stays where it is when they scroll sideways. */
  above?: React.ReactNode;
  /** In place of rows where there are none. */
  children: React.ReactNode;
}

/**
 * A table of any number of rows, of which only those on screen exist in the page. Arrow keys, Page, Home
 * and End move along the rows, Enter opens one; headings sort, with Shift as a further key.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, visible, count, rowAt, rowKey, sort, onSort, openKey, onOpen, above, children } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const aboveTable = useRef<HTMLDivElement>(null);
  const heightAbove = useHeightAbove(scroller, aboveTable);
  const { places, height, top, base, scrollTo } = useRowWindow({ scroller, heightAbove, count, rowHeight: ROW_HEIGHT });
  const headings = useHeadings({ columns, visible, sort, onSort });
  const shown = useMemo(
    () => Object.entries(columns).flatMap(([id, column]) => (visible.includes(id) ? [{ id, column }] : [])),
    [columns, visible],
  );
  const shownColumns = shown.map(({ column }) => column);
  const template = gridTemplate(shownColumns);
  const keyAt = (place: number): string | null => {
    const row = rowAt(place);
    return row === null ? null : rowKey(row);
  };
  const { tabbable, onFocus, onKeyDown } = useRowFocus({ scroller, count, rowHeight: ROW_HEIGHT, places, scrollTo, openKey, keyAt });

  return (
    <div ref={scroller} className="scroller h-full overflow-auto" style={{ scrollPaddingTop: ROW_HEIGHT }}>
      <div ref={aboveTable} className="scroller-wide">
        {above}
      </div>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows are moved along by keys is a grid
        role="grid"
        aria-label={label}
        aria-rowcount={count + 1}
        aria-colcount={shown.length}
        onKeyDown={onKeyDown}
        className="grid min-w-full"
        style={{ width: tableWidth(shownColumns) }}
      >
        <thead className="sticky top-0 z-10 grid border-b bg-canvas">
          <tr aria-rowindex={1} className="grid" style={{ gridTemplateColumns: template }}>
            {headings.map((heading) => {
              const column = columns[heading.id];
              return column && <HeaderCell key={heading.id} column={column} header={heading} sortedBy={sort.length} />;
            })}
          </tr>
        </thead>
        <tbody className="relative grid" style={{ height, "--rows-top": `${top}px` } as CSSProperties}>
          {places.map((index) => {
            const row = rowAt(index);
            if (row === null) return null;
            const key = rowKey(row);
            return (
              <TableRow
                key={index}
                row={row}
                index={index}
                start={(index - base) * ROW_HEIGHT}
                columns={shown}
                template={template}
                tabbable={index === tabbable}
                open={key === openKey}
                onFocus={() => onFocus(index)}
                onOpen={() => onOpen(key)}
              />
            );
          })}
        </tbody>
      </table>
      {count === 0 && <div className="scroller-wide">{children}</div>}
    </div>
  );
}
