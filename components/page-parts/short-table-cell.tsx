import { CellValueView, isRightAligned } from "@/components/ui/cell-value";
import { CopyButton } from "@/components/ui/copy-button";
import type { Scoped } from "@/lib/core/scope";
import type { Column } from "@/lib/resources/resource";

/** A value in its column, with a button that copies it where it is an id. */
export function ShortTableCell<Row>({ column, row }: { column: Column<Row>; row: Scoped<Row> }) {
  const value = column.value(row);
  const isId = typeof value === "string" && (column.kind === "id" || column.kind === "account");
  return (
    <td
      className={`h-8 max-w-[36rem] py-1 pr-4 tabular-nums [&_.truncate]:break-words [&_.truncate]:whitespace-normal ${isRightAligned(column) ? "text-right" : ""}`}
    >
      <span className={`flex min-w-0 items-center gap-1 ${isRightAligned(column) ? "justify-end" : ""}`}>
        <CellValueView column={column} row={row} value={value} />
        {isId && (
          <CopyButton
            text={value}
            what={column.label.toLowerCase()}
            className="opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
          />
        )}
      </span>
    </td>
  );
}
