import type { GridCell } from "@/components/matrix/cell";
import { formatCount, formatNumber } from "@/lib/core/format";

/** One of the cells that a group's is the sum of. */
export interface GroupPart {
  key: string;
  name: string;
  cell: GridCell;
}

const MOST = 100;

/** What a sum is made of: the parts with a number, the largest first, each a button to its own evidence. */
export function GroupEvidence({ parts, onOpen }: { parts: readonly GroupPart[]; onOpen: (key: string) => void }) {
  const counted = parts.filter(({ cell }) => cell.state === "count").toSorted((a, b) => b.cell.count - a.cell.count);
  const zeros = parts.filter(({ cell }) => cell.state === "zero").length;
  const unknown = parts.length - counted.length - zeros;
  return (
    <>
      <p className="text-muted">
        The sum of {formatCount(parts.length, ["cell", "cells"])}: {formatNumber(counted.length)} with use, {formatNumber(zeros)} with none
        counted, {formatNumber(unknown)} not known.
      </p>
      <ul className="grid grid-cols-[minmax(0,1fr)]">
        {counted.slice(0, MOST).map(({ key, name, cell }) => (
          <li key={key}>
            <button
              type="button"
              onClick={() => onOpen(key)}
              className="flex min-h-7 w-full items-center gap-3 border-b text-left hover:text-accent"
            >
              <span className="min-w-0 truncate" title={name}>
                {name}
              </span>
              <span className="ml-auto tabular-nums">
                {cell.isPartial ? "≥ " : ""}
                {formatNumber(cell.count)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {counted.length > MOST && <p className="text-muted">And {formatNumber(counted.length - MOST)} more, in the rows below the group.</p>}
    </>
  );
}
