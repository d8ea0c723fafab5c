import { CircleSlash } from "lucide-react";
import { UnknownLabel } from "@/components/ui/unknown-label";
import { formatNumber } from "@/lib/core/format";
import type { MatrixCell } from "@/lib/domain/images/matrix";

/** What a cell says, and why where it says no number. */
export function CellAmount({ cell }: { cell: MatrixCell }) {
  if (cell.state === "known") {
    return (
      <span className="tabular-nums">
        {cell.isPartial ? "at least " : ""}
        {formatNumber(cell.value)}
      </span>
    );
  }
  return (
    <>
      {cell.state === "not covered" ? (
        <span className="inline-flex items-center gap-1 text-xs text-muted">
          <CircleSlash aria-hidden className="size-3 shrink-0" /> not covered
        </span>
      ) : (
        <UnknownLabel unknown={cell} />
      )}
      <span className="block text-xs text-muted">{cell.why}</span>
    </>
  );
}
