import { ArrowDown, ArrowUp } from "lucide-react";
import { isRightAligned } from "@/components/ui/cell-value";
import type { Column } from "@/lib/resources/resource";

interface SortableHeader {
  getIsSorted: () => false | "asc" | "desc";
  getSortIndex: () => number;
  getToggleSortingHandler: () => undefined | ((event: unknown) => void);
}

const ARIA_SORT = { asc: "ascending", desc: "descending" } as const;

/** A heading that sorts. Where several columns sort, it says which comes first. */
export function HeaderCell<Row>({ column, header, sortedBy }: { column: Column<Row>; header: SortableHeader; sortedBy: number }) {
  const sorted = header.getIsSorted();
  const Arrow = sorted === "asc" ? ArrowUp : ArrowDown;
  return (
    <th scope="col" aria-sort={sorted === false ? "none" : ARIA_SORT[sorted]} className="min-w-0 font-medium">
      <button
        type="button"
        onClick={header.getToggleSortingHandler()}
        title={`${column.hint ? `${column.hint}. ` : ""}Click to sort, with Shift as a further key`}
        className={`flex h-8 w-full items-center gap-1 px-3 text-muted hover:text-ink ${isRightAligned(column) ? "flex-row-reverse" : ""} ${sorted ? "text-ink" : ""}`}
      >
        <span className="truncate">{column.label}</span>
        {sorted && <Arrow aria-hidden className="size-3.5 shrink-0" />}
        {sorted && sortedBy > 1 && <span className="text-xs">{header.getSortIndex() + 1}</span>}
      </button>
    </th>
  );
}
