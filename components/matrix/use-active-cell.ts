import { type FocusEvent, type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { Axis, Place } from "./geometry";
import { moved, within } from "./moves";

interface ActiveCellProps {
  /** What holds the cell. */
  layer: RefObject<HTMLElement | null>;
  across: Axis;
  down: Axis;
  /** Scrolls a cell into sight. */
  show: (place: Place) => void;
  open: Place | null;
  onOpen: (place: Place) => void;
}

/** The one cell that is in the page and can have the focus. Keys move it, Enter opens it, and what opens elsewhere becomes it. */
export function useActiveCell({ layer, across, down, show, open, onOpen }: ActiveCellProps) {
  const [wanted, setActive] = useState<Place>({ row: 0, column: 0 });
  const [hasFocus, setHasFocus] = useState(false);
  const focusNext = useRef(false);
  const active = within(wanted, { rows: down.count, columns: across.count });
  const focusCell = useCallback(() => layer.current?.querySelector<HTMLElement>("[data-active]")?.focus({ preventScroll: true }), [layer]);

  const go = useCallback(
    (place: Place) => {
      focusNext.current = true;
      setActive(place);
      show(place);
    },
    [show],
  );
  // The cell that is moved to is another element: it takes the focus once it is in the page.
  useEffect(() => {
    if (!focusNext.current) return;
    focusNext.current = false;
    focusCell();
  });
  // An address opens a cell anywhere, and so does another order: it is brought into sight, once.
  const lastShown = useRef<string | null>(null);
  useEffect(() => {
    const key = open === null ? null : `${open.row},${open.column}`;
    if (down.view === 0 || key === lastShown.current) return;
    lastShown.current = key;
    if (open === null) return;
    setActive(open);
    show(open);
  }, [open, down.view, show]);
  // Whatever showed the open cell has taken the focus with it: the cell gets it back.
  const lastOpen = useRef(open);
  useEffect(() => {
    const closed = lastOpen.current !== null && open === null;
    lastOpen.current = open;
    if (closed && document.activeElement === document.body) focusCell();
  });

  const onFocus = (event: FocusEvent) => {
    if (!isActiveCell(event.target)) return;
    setHasFocus(true);
    show(active);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isActiveCell(event.target)) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      onOpen(active);
      return;
    }
    const next = moved(active, event, {
      rows: down.count,
      columns: across.count,
      pageRows: Math.max(1, Math.floor(down.view / down.size) - 1),
      pageColumns: Math.max(1, Math.floor(across.view / across.size) - 1),
    });
    if (next === null) return;
    event.preventDefault();
    go(next);
  };
  return { active, hasFocus, go, handlers: { onFocus, onBlur: () => setHasFocus(false), onKeyDown } };
}

const isActiveCell = (target: EventTarget): boolean => target instanceof HTMLElement && target.dataset.active !== undefined;
