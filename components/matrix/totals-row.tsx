import { memo } from "react";
import type { Matrix } from "./cell";
import { cellsLeft, type Metrics } from "./geometry";
import { fittingSum, shortSum } from "./sum-text";

interface TotalsRowProps {
  matrix: Matrix;
  shown: readonly number[];
  metrics: Metrics;
}

/** The columns' totals, and that of all. */
export const TotalsRow = memo(function TotalsRow({ matrix: { columns, sum, sumWords }, shown, metrics }: TotalsRowProps) {
  const { cellWidth, nameWidth, nameHeight, totalHeight, totalWidth } = metrics;
  const cell = "absolute top-0 flex items-center bg-canvas text-xs tabular-nums border-b border-line-strong";
  return (
    <tr
      aria-rowindex={2}
      className="absolute block left-0 z-[3] w-full overflow-clip bg-canvas"
      style={{ top: nameHeight, height: totalHeight }}
    >
      {shown.map((column) => {
        const heading = columns[column];
        return (
          heading && (
            <td
              key={heading.key}
              aria-colindex={column + 3}
              aria-label={heading.sumWords}
              title={heading.sumWords}
              className={`${cell} justify-center overflow-hidden`}
              style={{
                left: cellsLeft(metrics) + column * cellWidth,
                width: cellWidth,
                height: totalHeight,
                translate: "var(--left, 0px) 0",
              }}
            >
              {shortSum(heading.sum)}
            </td>
          )
        );
      })}
      <th
        scope="row"
        aria-colindex={1}
        className={`${cell} left-0 z-[1] pl-3 font-normal text-muted sm:pl-4`}
        style={{ width: nameWidth, height: totalHeight }}
      >
        Total
      </th>
      <td
        aria-colindex={2}
        aria-label={sumWords}
        title={sumWords}
        className={`${cell} z-[1] justify-end border-r px-1.5 font-semibold`}
        style={{ left: nameWidth, width: totalWidth, height: totalHeight }}
      >
        {fittingSum(sum, totalWidth)}
      </td>
    </tr>
  );
});
