import { memo } from "react";
import type { Heading } from "./cell";
import { cellsLeft, type Metrics } from "./geometry";
import { HeadingName } from "./heading-name";

interface ColumnHeadingsProps {
  corner: string;
  columns: readonly Heading[];
  /** Which of them are in the page. */
  shown: readonly number[];
  metrics: Metrics;
  pointed: number | null;
}

/** The columns' names, from bottom to top, for columns are narrow. */
export const ColumnHeadings = memo(function ColumnHeadings({ corner, columns, shown, metrics, pointed }: ColumnHeadingsProps) {
  const { cellWidth, nameWidth, nameHeight, totalWidth } = metrics;
  return (
    <tr aria-rowindex={1} className="absolute block top-0 left-0 z-[3] w-full overflow-clip bg-canvas" style={{ height: nameHeight }}>
      {shown.map((column) => {
        const heading = columns[column];
        return (
          heading && (
            <th
              key={heading.key}
              scope="col"
              aria-colindex={column + 3}
              className={`absolute top-0 flex rotate-180 items-center gap-x-0.5 overflow-hidden pt-1 text-xs leading-tight [writing-mode:vertical-rl] ${column === pointed ? "bg-hover" : heading.isGroup ? "bg-sunken" : ""} ${heading.isGroup ? "font-semibold" : "font-normal"}`}
              style={{
                left: cellsLeft(metrics) + column * cellWidth,
                width: cellWidth,
                height: nameHeight,
                translate: "var(--left, 0px) 0",
              }}
            >
              <span className="block min-h-0 flex-1">
                <span className="flex items-center gap-1">
                  <HeadingName heading={heading} />
                </span>
                <span className="block truncate font-normal text-muted">{heading.note}</span>
              </span>
            </th>
          )
        );
      })}
      <th
        scope="col"
        aria-colindex={1}
        className="absolute top-0 left-0 z-[1] flex items-end bg-canvas pb-1.5 pl-3 font-normal text-muted sm:pl-4"
        style={{ width: nameWidth, height: nameHeight }}
      >
        {corner}
      </th>
      <th
        scope="col"
        aria-colindex={2}
        className="absolute top-0 z-[1] flex items-end justify-end border-r bg-canvas px-1.5 pb-1.5 font-normal text-muted"
        style={{ left: nameWidth, width: totalWidth, height: nameHeight }}
      >
        Total
      </th>
    </tr>
  );
});
