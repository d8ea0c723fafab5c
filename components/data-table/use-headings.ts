import { columnVisibilityFeature, rowSortingFeature, type SortingState, tableFeatures, useTable } from "@tanstack/react-table";
import { useMemo } from "react";
import type { SortKey } from "@/lib/dataset/sort";
import type { Column, ColumnKind } from "@/lib/resources/resource";

const features = tableFeatures({ columnVisibilityFeature, rowSortingFeature });

/** Of these, most people look for the largest or the latest first. */
const DESCENDING_FIRST: ReadonlySet<ColumnKind> = new Set(["number", "percent", "bytes", "time", "state"]);

const NO_ROWS: never[] = [];

interface HeadingsProps<Row> {
  columns: Readonly<Record<string, Column<Row>>>;
  visible: readonly string[];
  sort: readonly SortKey[];
  onSort: (keys: SortKey[]) => void;
}

/** The headings of the visible columns, each of which knows how it sorts and what a press of it does. */
export function useHeadings<Row>({ columns, visible, sort, onSort }: HeadingsProps<Row>) {
  const definitions = useMemo(
    () =>
      Object.entries(columns).map(([id, { label, kind }]) => ({
        id,
        header: label,
        sortDescFirst: DESCENDING_FIRST.has(kind),
        accessorFn: () => null,
      })),
    [columns],
  );
  const sorting = useMemo(() => sort.map(({ column, direction }) => ({ id: column, desc: direction === "desc" })), [sort]);
  const table = useTable({
    features,
    columns: definitions,
    data: NO_ROWS,
    manualSorting: true,
    isMultiSortEvent: (event) => event instanceof Object && "shiftKey" in event && event.shiftKey === true,
    state: { sorting, columnVisibility: Object.fromEntries(Object.keys(columns).map((id) => [id, visible.includes(id)])) },
    onSortingChange: (update) => {
      const next: SortingState = typeof update === "function" ? update(sorting) : update;
      onSort(next.map(({ id, desc }) => ({ column: id, direction: desc ? "desc" : "asc" })));
    },
  });
  return table.getHeaderGroups().flatMap(({ headers }) => headers.map(({ column }) => column));
}
