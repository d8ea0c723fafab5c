import { drawnHeight, rowsOffset, scrollOffset } from "@/components/data-table/tall";

/** How large the parts of a grid are, in CSS pixels. */
export interface Metrics {
  cellWidth: number;
  cellHeight: number;
  /** Of the names beside the rows, and of the totals behind them. */
  nameWidth: number;
  totalWidth: number;
  /** Of the names above the columns, and of the totals below them. */
  nameHeight: number;
  totalHeight: number;
}

/** A cell by its place, both from 0. */
export interface Place {
  row: number;
  column: number;
}

/** Places from the first to the one behind the last. */
export interface Span {
  first: number;
  end: number;
}

const WIDE: Metrics = { cellWidth: 42, cellHeight: 28, nameWidth: 264, totalWidth: 72, nameHeight: 136, totalHeight: 28 };
const NARROW: Metrics = { ...WIDE, cellWidth: 40, nameWidth: 92, totalWidth: 64, nameHeight: 112 };

/** Below this a grid's own names leave no room for its cells. */
const NARROW_BELOW = 640;

/** The measures of a grid that is so wide. */
export const metricsFor = (width: number): Metrics => (width < NARROW_BELOW ? NARROW : WIDE);

/** Where the cells begin: right of the names and totals of rows, and below those of columns. */
export const cellsLeft = ({ nameWidth, totalWidth }: Metrics): number => nameWidth + totalWidth;
export const cellsTop = ({ nameHeight, totalHeight }: Metrics): number => nameHeight + totalHeight;

/** One direction of a grid: so many cells of a size, of which so many pixels are seen. */
export interface Axis {
  count: number;
  size: number;
  view: number;
}

const heights = ({ count, size, view }: Axis) => ({ rows: count * size, view });

/** How long the cells are drawn. Browsers draw nothing longer than some millions of pixels. */
export const drawnLength = (axis: Axis): number => drawnHeight(heights(axis));

/** How far along the cells one is who has scrolled so far. */
export const cellsOffset = (scrolled: number, axis: Axis): number => rowsOffset(scrolled, heights(axis));

/** The cells that are seen, in part or whole, from an offset on. */
export function seen(offset: number, { count, size, view }: Axis): Span {
  const first = Math.max(0, Math.min(count, Math.floor(offset / size)));
  return { first, end: Math.max(first, Math.min(count, Math.ceil((offset + view) / size))) };
}

/** The same with some more on both sides, in whole steps, so that a short scroll asks for no others. */
export function around({ first, end }: Span, step: number, count: number): Span {
  return { first: Math.floor(first / step) * step, end: Math.min(count, Math.ceil(end / step) * step) };
}

/** All places of a span, and one that has to be among them wherever it is. */
export function placesOf({ first, end }: Span, always: number | null): number[] {
  const places = Array.from({ length: end - first }, (_, index) => first + index);
  return always === null || (always >= first && always < end) ? places : [...places, always];
}

/** How far to scroll so that a cell is seen whole. Where it is already, as far as now. */
export function scrollToSee(place: number, scrolled: number, axis: Axis): number {
  const highest = place * axis.size;
  const lowest = highest + axis.size - axis.view;
  const now = cellsOffset(scrolled, axis);
  const next = Math.max(lowest, Math.min(highest, now));
  return next === now ? scrolled : scrollOffset(next, heights(axis));
}

/** The place before, where it is the same: nothing is drawn anew for it. */
export const samePlace = (old: Place | null, next: Place | null): Place | null =>
  old !== null && next !== null && old.row === next.row && old.column === next.column ? old : next;

/** The cell at a point of the cells, or null where there is none. Both in pixels from the first cell's corner. */
export function placeAt(x: number, y: number, metrics: Metrics, rows: number, columns: number): Place | null {
  const row = Math.floor(y / metrics.cellHeight);
  const column = Math.floor(x / metrics.cellWidth);
  return row >= 0 && row < rows && column >= 0 && column < columns ? { row, column } : null;
}
