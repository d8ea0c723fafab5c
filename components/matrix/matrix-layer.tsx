import { useMemo } from "react";
import type { Matrix } from "./cell";
import { ColumnHeadings } from "./column-headings";
import { cellsTop, type Metrics, type Place, placesOf } from "./geometry";
import { MatrixRow } from "./matrix-row";
import { TotalsRow } from "./totals-row";
import type { Window } from "./use-grid-window";

interface MatrixLayerProps extends Pick<React.ComponentProps<"table">, "onClick" | "onFocus" | "onBlur" | "onKeyDown"> {
  label: string;
  corner: string;
  matrix: Matrix;
  metrics: Metrics;
  /** Which names are in the page. */
  names: Window;
  active: Place;
  pointed: Place | null;
}

/** Names and totals above the picture of the cells, and the one cell that is in the page. */
export function MatrixLayer({ label, corner, matrix, metrics, names, active, pointed, ...handlers }: MatrixLayerProps) {
  const { rows, columns } = matrix;
  const shownRows = useMemo(() => placesOf(names.rows, active.row), [names.rows, active.row]);
  const shownColumns = useMemo(() => placesOf(names.columns, active.column), [names.columns, active.column]);
  return (
    <table
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are moved along by keys is a grid
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 2}
      aria-colcount={columns.length + 2}
      {...handlers}
      className="absolute inset-0 block cursor-default"
    >
      <thead className="block">
        <ColumnHeadings corner={corner} columns={columns} shown={shownColumns} metrics={metrics} pointed={pointed?.column ?? null} />
        <TotalsRow matrix={matrix} shown={shownColumns} metrics={metrics} />
      </thead>
      <tbody className="absolute left-0 block w-full" style={{ top: cellsTop(metrics), transform: "translateY(var(--top, 0px))" }}>
        {shownRows.map((row) => {
          const heading = rows[row];
          return (
            heading && (
              <MatrixRow
                key={heading.key}
                heading={heading}
                row={row}
                metrics={metrics}
                isPointed={row === pointed?.row}
                column={row === active.row ? active.column : null}
                words={row === active.row ? matrix.wordsOf(row, active.column) : ""}
              />
            )
          );
        })}
      </tbody>
    </table>
  );
}
