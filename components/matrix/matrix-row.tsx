import { memo } from "react";
import type { Heading } from "./cell";
import { cellsLeft, type Metrics } from "./geometry";
import { HeadingName } from "./heading-name";
import { fittingSum } from "./sum-text";

interface MatrixRowProps {
  heading: Heading;
  row: number;
  metrics: Metrics;
  isPointed: boolean;
  /** Where the active cell is, if it is in this row, and what it says. */
  column: number | null;
  words: string;
}

/** A row's name and total, and its active cell. The other cells are in the picture below. */
export const MatrixRow = memo(function MatrixRow({ heading, row, metrics, isPointed, column, words }: MatrixRowProps) {
  const { cellWidth, cellHeight, nameWidth, totalWidth } = metrics;
  const ground = isPointed ? "bg-hover" : heading.isGroup ? "bg-sunken" : "bg-canvas";
  return (
    <tr aria-rowindex={row + 3} className="absolute left-0 block w-full" style={{ top: row * cellHeight, height: cellHeight }}>
      {column !== null && (
        <td
          key={column}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the one cell of the grid that has the focus
          tabIndex={0}
          data-active=""
          aria-colindex={column + 3}
          aria-label={words}
          className="absolute top-0 z-[1] rounded-none -outline-offset-2"
          style={{
            left: cellsLeft(metrics) + column * cellWidth,
            width: cellWidth - 1,
            height: cellHeight - 1,
            transform: "translateX(var(--left, 0px))",
          }}
        />
      )}
      <th
        scope="row"
        aria-colindex={1}
        className={`absolute top-0 left-0 z-[2] flex items-center gap-1.5 border-b pr-1.5 pl-3 text-left sm:pl-4 ${ground} ${heading.isGroup ? "font-semibold" : "font-normal"}`}
        style={{ width: nameWidth, height: cellHeight }}
      >
        <HeadingName heading={heading} />
        <span className="ml-auto hidden shrink-0 text-xs font-normal text-muted sm:inline">{heading.note}</span>
      </th>
      <td
        aria-colindex={2}
        aria-label={heading.sumWords}
        title={heading.sumWords}
        className={`absolute top-0 z-[2] flex items-center justify-end truncate border-r border-b px-1.5 text-xs tabular-nums ${ground} ${heading.isGroup ? "font-semibold" : ""}`}
        style={{ left: nameWidth, width: totalWidth, height: cellHeight }}
      >
        {fittingSum(heading.sum, totalWidth)}
      </td>
    </tr>
  );
});
