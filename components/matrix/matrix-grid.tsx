"use client";

import { useCallback, useRef, useState } from "react";
import { useHeightAbove } from "@/components/data-table/use-height-above";
import type { Matrix } from "./cell";
import { cellsLeft, cellsTop, type Place, placeAt, samePlace } from "./geometry";
import { MatrixLayer } from "./matrix-layer";
import { useActiveCell } from "./use-active-cell";
import { useGridWindow } from "./use-grid-window";
import { usePainting } from "./use-painting";

interface MatrixGridProps {
  label: string;
  /** What the rows are, at their names' head: `Image`. */
  corner: string;
  /** What the rows and columns number: another one begins at its first cell. Null where there are no cells. */
  matrix: Matrix | null;
  open: Place | null;
  onOpen: (place: Place) => void;
  /** Above the cells, in their scroller: it scrolls away with the rows, and stays where it is when they scroll sideways. */
  above?: React.ReactNode;
  /** In place of cells where there are none. */
  children?: React.ReactNode;
}

/**
 * A heat map of any number of cells. The cells that are seen are one picture, drawn within the scroll that
 * brings them; their names are text above it. One cell of it is in the page and has the focus: arrow keys,
 * Home, End and Page move it, Enter opens it, and it says what it holds.
 */
export function MatrixGrid({ label, corner, matrix, open, onOpen, above, children }: MatrixGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const aboveCells = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const paint = useRef(() => {});
  const paintNow = useCallback(() => paint.current(), []);
  const [hovered, setHovered] = useState<Place | null>(null);
  const heightAbove = useHeightAbove(scroller, aboveCells);
  const [rows, columns] = [matrix?.rows.length ?? 0, matrix?.columns.length ?? 0];
  const gridWindow = useGridWindow({ scroller, heightAbove, rows, columns, paint: paintNow });
  const { picture, extent, metrics, across, down, names, offsets, show } = gridWindow;
  const { active, hasFocus, go, handlers } = useActiveCell({ layer, across, down, show, open, onOpen });
  const pointed = hovered ?? (hasFocus ? active : null);
  usePainting({ paint, canvas, layer, gridWindow, matrix, pointed, open });

  const pointedAt = (event: React.MouseEvent): Place | null => {
    const box = layer.current?.getBoundingClientRect();
    if (!box) return null;
    const x = event.clientX - box.left - cellsLeft(metrics);
    const y = event.clientY - box.top - cellsTop(metrics);
    if (x < 0 || y < 0) return null;
    const at = offsets();
    return placeAt(x + at.left, y + at.top, metrics, rows, columns);
  };
  const onClick = (event: React.MouseEvent) => {
    const place = pointedAt(event);
    if (place === null) return;
    go(place);
    onOpen(place);
  };
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div ref={scroller} className="scroller min-h-0 flex-1 overflow-auto">
        <div ref={aboveCells} className="scroller-wide">
          {above}
        </div>
        {matrix === null ? (
          <div className="scroller-wide">{children}</div>
        ) : (
          <div style={extent}>
            <div
              ref={layer}
              onPointerMove={(event) => event.pointerType === "mouse" && setHovered(samePlace(hovered, pointedAt(event)))}
              onPointerLeave={() => setHovered(null)}
              className="sticky top-0 left-0 overflow-clip"
              style={picture}
            >
              <canvas ref={canvas} aria-hidden className="absolute inset-0" style={picture} />
              <MatrixLayer
                label={label}
                corner={corner}
                matrix={matrix}
                metrics={metrics}
                names={names}
                active={active}
                pointed={pointed}
                onClick={onClick}
                {...handlers}
              />
            </div>
          </div>
        )}
      </div>
      <p aria-hidden className="line-clamp-2 h-10 shrink-0 border-t px-3 py-0.5 text-xs leading-[1.125rem] text-muted sm:px-4">
        {pointed === null ? "" : matrix?.wordsOf(pointed.row, pointed.column)}
      </p>
    </div>
  );
}
