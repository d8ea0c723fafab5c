import { memo, useState } from "react";
import { CellValueView, isRightAligned } from "@/components/ui/cell-value";
import { CopyButton } from "@/components/ui/copy-button";
import type { Scoped } from "@/lib/core/scope";
import type { Column } from "@/lib/resources/resource";

/** Of a row, and of the headings above the rows, with the line below. In pixels. */
export const ROW_HEIGHT = 33;

interface TableRowProps<Row> {
  row: Scoped<Row>;
  index: number;
  /** Distance from where the rows on screen begin, in pixels. */
  start: number;
  columns: readonly { id: string; column: Column<Row> }[];
  template: string;
  tabbable: boolean;
  open: boolean;
  onFocus: () => void;
  onOpen: () => void;
}

function Row<T>({ row, index, start, columns, template, tabbable, open, onFocus, onOpen }: TableRowProps<T>) {
  // Buttons in every row would be most of what a table draws.
  const [isReached, setReached] = useState(false);
  return (
    <tr
      data-row={index}
      aria-rowindex={index + 2}
      aria-selected={open}
      tabIndex={tabbable ? 0 : -1}
      onPointerEnter={() => setReached(true)}
      onFocus={() => {
        setReached(true);
        onFocus();
      }}
      onClick={onOpen}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.target !== event.currentTarget) return;
        // What opens takes the focus at once, and would take this key for a press of its first button.
        event.preventDefault();
        onOpen();
      }}
      className={`group absolute inset-x-0 grid cursor-pointer items-center border-b focus-visible:-outline-offset-2 ${open ? "bg-accent-soft" : "hover:bg-hover"}`}
      style={{ gridTemplateColumns: template, height: ROW_HEIGHT, top: "var(--rows-top)", transform: `translateY(${start}px)` }}
    >
      {columns.map(({ id, column }) => {
        const value = column.value(row);
        const copyable = isReached && typeof value === "string" && (column.kind === "id" || column.kind === "account");
        return (
          <td
            key={id}
            className={`relative flex h-full min-w-0 items-center px-3 tabular-nums ${isRightAligned(column) ? "justify-end" : ""}`}
          >
            <CellValueView column={column} row={row} value={value} tabIndex={-1} />
            {copyable && (
              <CopyButton
                text={value}
                what={column.label.toLowerCase()}
                tabIndex={-1}
                className="absolute right-0.5 bg-hover opacity-0 group-hover:opacity-100"
              />
            )}
          </td>
        );
      })}
    </tr>
  );
}

/** One row. Scrolling moves rows; it must not draw those again that stay. */
export const TableRow = memo(Row, (before, after) =>
  (["row", "index", "start", "columns", "template", "tabbable", "open"] as const).every((name) => before[name] === after[name]),
) as typeof Row;
