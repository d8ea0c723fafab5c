"use client";

import {
  type FocusEvent,
  type KeyboardEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { Matrix } from "./cell";
import { drawScene } from "./draw";
import { cellsLeft, cellsTop, drawnLength, type Place, placeAt, placesOf } from "./geometry";
import { ColumnHeadings, TotalsRow } from "./matrix-columns";
import { MatrixRow } from "./matrix-row";
import { moved, within } from "./moves";
import { useCanvas } from "./use-canvas";
import { useGridWindow } from "./use-grid-window";

interface MatrixGridProps {
  label: string;
  /** What the rows are, at their names' head: `Image`. */
  corner: string;
  /** What the rows and columns number: another one begins at its first cell. */
  matrix: Matrix;
  open: Place | null;
  onOpen: (place: Place) => void;
}

/**
 * A heat map of any number of cells. The cells that are seen are one picture, drawn within the scroll that
 * brings them; their names are text above it. One cell of it is in the page and has the focus: arrow keys,
 * Home, End and Page move it, Enter opens it, and it says what it holds.
 */
export function MatrixGrid({ label, corner, matrix, open, onOpen }: MatrixGridProps) {
  const { rows, columns } = matrix;
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const [wanted, setActive] = useState<Place>({ row: 0, column: 0 });
  const [hovered, setHovered] = useState<Place | null>(null);
  const [hasFocus, setHasFocus] = useState(false);
  const focusNext = useRef(false);
  const active = within(wanted, { rows: rows.length, columns: columns.length });

  const paint = useRef(() => {});
  const paintNow = useCallback(() => paint.current(), []);
  const drawOn = useCanvas(canvas, paintNow);
  const { size, metrics, across, down, names, offsets, show } = useGridWindow(scroller, rows.length, columns.length, paintNow);
  const pointed = hovered ?? (hasFocus ? active : null);

  useLayoutEffect(() => {
    paint.current = () => {
      const at = offsets();
      layer.current?.style.setProperty("--left", `${-at.left}px`);
      layer.current?.style.setProperty("--top", `${-at.top}px`);
      drawOn(size.width, size.height, (context, palette, ratio) =>
        drawScene(
          context,
          {
            ...size,
            ...at,
            metrics,
            isGroupRow: (row) => rows[row]?.isGroup === true,
            isGroupColumn: (column) => columns[column]?.isGroup === true,
            cellAt: matrix.cellAt,
            pointed,
            open,
          },
          palette,
          ratio,
        ),
      );
    };
    paint.current();
  }, [offsets, drawOn, size, metrics, rows, columns, matrix, pointed, open]);

  const go = useCallback(
    (place: Place) => {
      focusNext.current = true;
      setActive(place);
      show(place);
    },
    [show],
  );
  // An address opens a cell anywhere, and so does another order: it is brought into sight, once.
  const lastShown = useRef<string | null>(null);
  useEffect(() => {
    const key = open === null ? null : `${open.row},${open.column}`;
    if (size.height === 0 || key === lastShown.current) return;
    lastShown.current = key;
    if (open === null) return;
    setActive(open);
    show(open);
  }, [open, size.height, show]);
  // The cell that is moved to is another element: it takes the focus once it is in the page.
  useEffect(() => {
    if (!focusNext.current) return;
    focusNext.current = false;
    layer.current?.querySelector<HTMLElement>("[data-active]")?.focus({ preventScroll: true });
  });
  // Whatever showed the open cell has taken the focus with it: the cell gets it back.
  const lastOpen = useRef(open);
  useEffect(() => {
    const closed = lastOpen.current !== null && open === null;
    lastOpen.current = open;
    if (closed && document.activeElement === document.body) {
      layer.current?.querySelector<HTMLElement>("[data-active]")?.focus({ preventScroll: true });
    }
  });

  const onFocus = (event: FocusEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset.active === undefined) return;
    setHasFocus(true);
    show(active);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset.active === undefined) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      onOpen(active);
      return;
    }
    const next = moved(active, event, {
      rows: rows.length,
      columns: columns.length,
      pageRows: Math.max(1, Math.floor(down.view / down.size) - 1),
      pageColumns: Math.max(1, Math.floor(across.view / across.size) - 1),
    });
    if (next === null) return;
    event.preventDefault();
    go(next);
  };
  const pointedAt = (event: PointerEvent | React.MouseEvent): Place | null => {
    const box = layer.current?.getBoundingClientRect();
    if (!box) return null;
    const x = event.clientX - box.left - cellsLeft(metrics);
    const y = event.clientY - box.top - cellsTop(metrics);
    if (x < 0 || y < 0) return null;
    const at = offsets();
    return placeAt(x + at.left, y + at.top, metrics, rows.length, columns.length);
  };
  const onClick = (event: React.MouseEvent) => {
    const place = pointedAt(event);
    if (place === null) return;
    go(place);
    onOpen(place);
  };

  const shownRows = useMemo(() => placesOf(names.rows, active.row), [names.rows, active.row]);
  const shownColumns = useMemo(() => placesOf(names.columns, active.column), [names.columns, active.column]);
  const status = pointed === null ? "" : matrix.wordsOf(pointed.row, pointed.column);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div ref={scroller} className="min-h-0 flex-1 overflow-auto">
        <div
          style={{
            width: cellsLeft(metrics) + drawnLength(across),
            height: cellsTop(metrics) + drawnLength(down),
          }}
        >
          <div
            ref={layer}
            onPointerMove={(event) => event.pointerType === "mouse" && setHovered(samePlace(hovered, pointedAt(event)))}
            onPointerLeave={() => setHovered(null)}
            className="sticky top-0 left-0 overflow-clip"
            style={size}
          >
            <canvas ref={canvas} aria-hidden className="absolute inset-0" style={size} />
            <table
              // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are moved along by keys is a grid
              role="grid"
              aria-label={label}
              aria-rowcount={rows.length + 2}
              aria-colcount={columns.length + 2}
              onKeyDown={onKeyDown}
              onClick={onClick}
              onFocus={onFocus}
              onBlur={() => setHasFocus(false)}
              className="absolute inset-0 block cursor-default"
            >
              <thead className="block">
                <ColumnHeadings
                  corner={corner}
                  columns={columns}
                  shown={shownColumns}
                  metrics={metrics}
                  pointed={pointed?.column ?? null}
                />
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
          </div>
        </div>
      </div>
      <p aria-hidden className="line-clamp-2 h-10 shrink-0 border-t px-3 py-0.5 text-xs leading-[1.125rem] text-muted sm:px-4">
        {status}
      </p>
    </div>
  );
}

/** The place before, where it is the same: nothing is drawn anew for it. */
const samePlace = (old: Place | null, next: Place | null): Place | null =>
  old !== null && next !== null && old.row === next.row && old.column === next.column ? old : next;
