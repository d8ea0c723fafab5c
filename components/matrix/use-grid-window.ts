"use client";

import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import {
  type Axis,
  around,
  cellsLeft,
  cellsOffset,
  cellsTop,
  drawnLength,
  type Metrics,
  metricsFor,
  type Place,
  type Span,
  scrollToSee,
  seen,
} from "./geometry";

/** Names are added so many at a time. */
const STEP = 8;
const NOTHING: Span = { first: 0, end: 0 };

/** Where one is in a grid. */
interface Offsets {
  left: number;
  top: number;
  /** Cells that are seen. */
  rows: Span;
  columns: Span;
}

export interface Window {
  rows: Span;
  columns: Span;
}

interface GridWindowProps {
  scroller: RefObject<HTMLElement | null>;
  /** Of what stands above the grid in the same scroller, in pixels. */
  heightAbove: number;
  rows: number;
  columns: number;
  /** Is called within each scroll, before the browser shows it: what it draws is never behind. */
  paint: () => void;
}

export type GridWindow = ReturnType<typeof useGridWindow>;

/** Which part of a grid is seen. Names that come into sight are in the page by the time that it is drawn. */
export function useGridWindow({ scroller, heightAbove, rows, columns, paint }: GridWindowProps) {
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [names, setNames] = useState<Window>({ rows: NOTHING, columns: NOTHING });
  const metrics = metricsFor(size.width);
  const { across, down } = useMemo(() => axes(metrics, size, rows, columns), [metrics, size, rows, columns]);

  const offsets = useCallback((): Offsets => {
    const left = cellsOffset(scroller.current?.scrollLeft ?? 0, across);
    const top = cellsOffset(Math.max(0, (scroller.current?.scrollTop ?? 0) - heightAbove), down);
    return { left, top, rows: seen(top, down), columns: seen(left, across) };
  }, [scroller, heightAbove, across, down]);

  const known = useRef(names);
  /** Gives the names that are seen now, where they are others. */
  const look = useCallback(
    (give: (next: Window) => void) => {
      const now = offsets();
      const next = { rows: around(now.rows, STEP, rows), columns: around(now.columns, STEP, columns) };
      if (isSame(next.rows, known.current.rows) && isSame(next.columns, known.current.columns)) return;
      known.current = next;
      give(next);
    },
    [offsets, rows, columns],
  );
  useLayoutEffect(() => look(setNames), [look]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const onScroll = () => {
      look((next) => flushSync(() => setNames(next)));
      paint();
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => element.removeEventListener("scroll", onScroll);
  }, [scroller, look, paint]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () =>
      setSize((old) =>
        old.width === element.clientWidth && old.height === element.clientHeight
          ? old
          : { width: element.clientWidth, height: element.clientHeight },
      );
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);

  const show = useCallback(
    ({ row, column }: Place) => {
      const element = scroller.current;
      if (element === null) return;
      element.scrollTo({
        left: scrollToSee(column, element.scrollLeft, across),
        top: heightAbove + scrollToSee(row, element.scrollTop - heightAbove, down),
        behavior: "instant",
      });
    },
    [scroller, heightAbove, across, down],
  );
  /** Of the whole grid, and of the part that is drawn: all that is seen of it at the most. */
  const { extent, picture } = useMemo(() => {
    const whole = { width: cellsLeft(metrics) + drawnLength(across), height: cellsTop(metrics) + drawnLength(down) };
    return { extent: whole, picture: { width: size.width, height: Math.min(size.height, whole.height) } };
  }, [metrics, across, down, size]);
  return { picture, extent, metrics, across, down, names, offsets, show };
}

function axes(metrics: Metrics, size: { width: number; height: number }, rows: number, columns: number): { across: Axis; down: Axis } {
  return {
    across: { count: columns, size: metrics.cellWidth, view: Math.max(0, size.width - cellsLeft(metrics)) },
    down: { count: rows, size: metrics.cellHeight, view: Math.max(0, size.height - cellsTop(metrics)) },
  };
}

const isSame = (a: Span, b: Span): boolean => a.first === b.first && a.end === b.end;
