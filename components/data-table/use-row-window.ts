import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useDeferredValue, useEffect, useMemo, useReducer } from "react";
import { drawnHeight, rowsOffset, scrollOffset, TALLEST } from "./tall";

/** The virtualizer remembers where each of its items is: of a million rows that is most of what a page would hold. */
const ROWS_AN_ITEM = 5;

/** Beyond what is seen, so that scrolling finds rows. */
const MARGIN = 8;

/** The first rows that arrive are drawn at once. What else fits the screen follows without holding the page. */
const AT_ONCE = 12;

/** Positions count from every 500th row: so they stay small, and rows need not move for each one that is scrolled past. */
const ROWS_A_BASE = 500;

interface RowWindowProps {
  scroller: RefObject<HTMLElement | null>;
  /** Of what stands above the table in the same scroller, in pixels. */
  heightAbove: number;
  count: number;
  /** Of each row, and of the heading that sticks above them. */
  rowHeight: number;
}

/** Which rows are on screen, or near it, and where. */
export function useRowWindow({ scroller, heightAbove, count, rowHeight }: RowWindowProps) {
  const rows = count * rowHeight;
  const height = drawnHeight({ rows });
  useVirtualizer({
    count: Math.ceil(count / ROWS_AN_ITEM),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROWS_AN_ITEM * rowHeight * (rows === 0 ? 1 : height / rows),
    scrollMargin: heightAbove,
    overscan: 0,
  });
  useRedrawOnScroll(scroller, rows > TALLEST);
  // Of the element itself: the virtualizer hears of a scroll with the next frame, and counts a scroll bar as room for rows.
  const { clientHeight = 0, scrollTop = 0 } = scroller.current ?? {};
  const view = Math.max(0, clientHeight - rowHeight);
  const scrolled = scrollTop - heightAbove;
  const offset = rowsOffset(scrolled, { rows, view });
  // A step at a time, as the virtualizer draws: the same rows are the same list.
  const seen = Math.max(0, Math.floor(offset / (ROWS_AN_ITEM * rowHeight)) * ROWS_AN_ITEM);
  const first = Math.max(0, Math.min(seen, count - 1) - MARGIN);
  const isBegun = useDeferredValue(count > 0);
  const end = Math.min(count, isBegun ? seen + Math.ceil(view / rowHeight) + ROWS_AN_ITEM + MARGIN : AT_ONCE);
  const places = useMemo(
    () => Array.from({ length: view === 0 ? 0 : Math.max(0, end - first) }, (_, place) => first + place),
    [first, end, view],
  );
  const base = Math.floor(first / ROWS_A_BASE) * ROWS_A_BASE;
  const scrollTo = useCallback(
    (place: number) => {
      const element = scroller.current;
      if (element === null) return;
      const heights = { rows, view: element.clientHeight - rowHeight };
      const lowest = (place + 1) * rowHeight - heights.view;
      // The first row brings what stands above it along, as far as there is room.
      const highest = place === 0 ? Math.max(lowest, -heightAbove) : place * rowHeight;
      const now = rowsOffset(element.scrollTop - heightAbove, heights);
      const next = Math.max(lowest, Math.min(highest, now));
      if (next !== now) element.scrollTop = heightAbove + scrollOffset(next, heights);
    },
    [scroller, heightAbove, rows, rowHeight],
  );
  return { places, height, top: base * rowHeight - (offset - scrolled), base, scrollTo };
}

/** Where rows stand depends on how far the table is scrolled only if it is too tall to be drawn. */
function useRedrawOnScroll(scroller: RefObject<HTMLElement | null>, active: boolean): void {
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  useEffect(() => {
    const element = scroller.current;
    if (!active || element === null) return;
    element.addEventListener("scroll", redraw, { passive: true });
    return () => element.removeEventListener("scroll", redraw);
  }, [scroller, active]);
}
