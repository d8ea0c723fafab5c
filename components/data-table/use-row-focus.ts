import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";

interface RowFocusProps {
  scroller: RefObject<HTMLDivElement | null>;
  count: number;
  rowHeight: number;
  /** The places of the rows on screen. */
  places: readonly number[];
  scrollTo: (place: number) => void;
  openKey: string | null;
  /** The key of the row at a place, or null. */
  keyAt: (place: number) => string | null;
}

/** One row can be tabbed to, and keys move on from it, also to rows that are not in the page yet. */
export function useRowFocus({ scroller, count, rowHeight, places, scrollTo, openKey, keyAt }: RowFocusProps) {
  const [active, setActive] = useState(0);
  /** The row that is to have the focus. Not simply the active one: an effect may still be of the render before the move. */
  const focusNext = useRef<number | null>(null);

  const move = useCallback(
    (to: number) => {
      const place = Math.max(0, Math.min(count - 1, to));
      focusNext.current = place;
      setActive(place);
      scrollTo(place);
    },
    [count, scrollTo],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.closest("[data-row]") === null) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -count, End: count };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    move(active + step);
  };
  // The row may not be in the page before the scroll: take the focus once it is.
  useEffect(() => {
    if (focusNext.current === null) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${focusNext.current}"]`);
    if (!row) return;
    focusNext.current = null;
    row.focus({ preventScroll: true });
    // The rows have scrolled; the page around them may hide the row still.
    row.scrollIntoView({ block: "nearest" });
  });

  const current = Math.min(active, Math.max(0, count - 1));
  const isOnScreen = places.includes(current);

  // Whatever showed the open row has taken the focus with it: the row gets it back.
  const lastOpen = useRef(openKey);
  useEffect(() => {
    const closed = lastOpen.current;
    lastOpen.current = openKey;
    if (closed === null || openKey !== null || document.activeElement !== document.body) return;
    const place = places.find((index) => keyAt(index) === closed) ?? current;
    scroller.current?.querySelector<HTMLElement>(`[data-row="${place}"]`)?.focus({ preventScroll: true });
  });
  const tabbable = isOnScreen ? current : (places[0] ?? null);
  return { tabbable, onFocus: setActive, onKeyDown };
}
