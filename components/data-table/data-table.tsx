"use client";

import { columnVisibilityFeature, rowSortingFeature, type SortingState, tableFeatures, useTable } from "@tanstack/react-table";
import { type CSSProperties, useMemo, useRef } from "react";
import type { Scoped } from "@/lib/core/scope";
import type { SortKey } from "@/lib/dataset/sort";
import type { Column } from "@/lib/resources/resource";
import { HeaderCell } from "./header-cell";
import { gridTemplate, tableWidth } from "./layout";
import { TableRow } from "./table-row";
import { useRowFocus } from "./use-row-focus";
import { useRowWindow } from "./use-row-window";

const ROW_HEIGHT = 33;
const features = tableFeatures({ columnVisibilityFeature, rowSortingFeature });

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
  /** In place of rows where there are none. */
  children: React.ReactNode;
}

/**
 * A table of any number of rows, of which only those on screen exist in the page. Arrow keys, Page, Home
 * and End move along the rows, Enter opens one; headings sort, with Shift as a further key.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, visible, count, rowAt, rowKey, sort, onSort, openKey, onOpen, children } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { places, height, top, base, scrollTo } = useRowWindow(scroller, count, ROW_HEIGHT);

  const definitions = useMemo(
    () =>
      Object.entries(columns).map(([id, { label: header, kind }]) => ({
        id,
        header,
        sortDescFirst: kind === "number" || kind === "percent" || kind === "bytes" || kind === "time" || kind === "state",
        accessorFn: () => null,
      })),
    [columns],
  );
  const onScreen = useMemo(() => places.flatMap((place) => rowAt(place) ?? []), [places, rowAt]);
  const sorting = useMemo(() => sort.map(({ column, direction }) => ({ id: column, desc: direction === "desc" })), [sort]);
  const table = useTable({
    features,
    columns: definitions,
    data: onScreen,
    manualSorting: true,
    isMultiSortEvent: (event) => event instanceof Object && "shiftKey" in event && event.shiftKey === true,
    state: { sorting, columnVisibility: Object.fromEntries(Object.keys(columns).map((id) => [id, visible.includes(id)])) },
    onSortingChange: (update) => {
      const next: SortingState = typeof update === "function" ? update(sorting) : update;
      onSort(next.map(({ id, desc }) => ({ column: id, direction: desc ? "desc" : "asc" })));
    },
  });
  const shown = useMemo(
    () => Object.entries(columns).flatMap(([id, column]) => (visible.includes(id) ? [{ id, column }] : [])),
    [columns, visible],
  );
  const template = gridTemplate(shown.map(({ column }) => column));

  const keyAt = (place: number): string | null => {
    const row = rowAt(place);
    return row === null ? null : rowKey(row);
  };
  const { tabbable, onFocus, onKeyDown } = useRowFocus({ scroller, count, rowHeight: ROW_HEIGHT, places, scrollTo, openKey, keyAt });

  return (
    <div ref={scroller} className="h-full overflow-auto">
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows are moved along by keys is a grid
        role="grid"
        aria-label={label}
        aria-rowcount={count + 1}
        aria-colcount={shown.length}
        onKeyDown={onKeyDown}
        className="grid min-w-full"
        style={{ width: tableWidth(shown.map(({ column }) => column)) }}
      >
        <thead className="sticky top-0 z-10 grid border-b bg-canvas">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} aria-rowindex={1} className="grid" style={{ gridTemplateColumns: template }}>
              {group.headers.map((header) => {
                const column = columns[header.column.id];
                return column && <HeaderCell key={header.id} column={column} header={header.column} sortedBy={sort.length} />;
              })}
            </tr>
          ))}
        </thead>
        <tbody className="relative grid" style={{ height, "--rows-top": `${top}px` } as CSSProperties}>
          {places.map((index) => {
            const row = rowAt(index);
            if (row === null) return null;
            const identity = rowKey(row);
            return (
              <TableRow
                key={index}
                row={row}
                index={index}
                start={(index - base) * ROW_HEIGHT}
                columns={shown}
                template={template}
                tabbable={index === tabbable}
                open={identity === openKey}
                onFocus={() => onFocus(index)}
                onOpen={() => onOpen(identity)}
              />
            );
          })}
        </tbody>
      </table>
      {count === 0 && <div className="sticky left-0 w-full max-w-[100cqw]">{children}</div>}
    </div>
  );
}
