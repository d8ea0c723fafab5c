"use client";

import { columnVisibilityFeature, rowSortingFeature, type SortingState, tableFeatures, useTable } from "@tanstack/react-table";
import { type CSSProperties, type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Scoped } from "@/lib/core/scope";
import type { SortKey } from "@/lib/dataset/sort";
import type { Column } from "@/lib/resources/resource";
import { HeaderCell } from "./header-cell";
import { gridTemplate, tableWidth } from "./layout";
import { TableRow } from "./table-row";
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
  const [active, setActive] = useState(0);
  /** The row that is to have the focus. Not simply the active one: an effect may still be of the render before the move. */
  const focusNext = useRef<number | null>(null);
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

  const move = useCallback(
    (to: number) => {
      const place = Math.max(0, Math.min(count - 1, to));
      focusNext.current = place;
      setActive(place);
      scrollTo(place);
    },
    [count, scrollTo],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.closest("[data-row]") === null) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -count, End: count };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    move(active + step);
  };
  // The row may not be in the page before the scroll: take the focus once it is.
  useEffect(() => {
    if (focusNext.current === null) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${focusNext.current}"]`);
    if (!row) return;
    focusNext.current = null;
    row.focus({ preventScroll: true });
    // The rows have scrolled; the page around them may hide the row still.
    row.scrollIntoView({ block: "nearest" });
  });

  const current = Math.min(active, Math.max(0, count - 1));
  const isOnScreen = places.includes(current);

  // Whatever showed the open row has taken the focus with it: the row gets it back.
  const lastOpen = useRef(openKey);
  useEffect(() => {
    const closed = lastOpen.current;
    lastOpen.current = openKey;
    if (closed === null || openKey !== null || document.activeElement !== document.body) return;
    const place =
      places.find((index) => {
        const row = rowAt(index);
        return row !== null && rowKey(row) === closed;
      }) ?? current;
    scroller.current?.querySelector<HTMLElement>(`[data-row="${place}"]`)?.focus({ preventScroll: true });
  });
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
                tabbable={index === current || (!isOnScreen && index === places[0])}
                open={identity === openKey}
                onFocus={() => setActive(index)}
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
