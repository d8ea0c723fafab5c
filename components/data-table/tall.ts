/**
 * Browsers draw nothing taller than some 17 (Firefox) or 33 million pixels: half a million rows, or a
 * million. A table of more is drawn this tall, and scrolling it moves over several rows where it would
 * over one.
 */
export const TALLEST = 15_000_000;

/** How tall the rows are together, and how much of that is seen at once. In pixels. */
export interface Heights {
  rows: number;
  view: number;
}

/** How tall they are drawn. */
export const drawnHeight = ({ rows }: Pick<Heights, "rows">): number => Math.min(rows, TALLEST);

/** How far down the rows a scroll position is. Top stays top and bottom stays bottom. Above the rows, where it is negative, nothing is stretched. */
export const rowsOffset = (scrolled: number, heights: Heights): number => (scrolled > 0 ? scrolled * stretch(heights) : scrolled);

/** How far to scroll to be so far down the rows. */
export const scrollOffset = (offset: number, heights: Heights): number => (offset > 0 ? offset / stretch(heights) : offset);

const stretch = ({ rows, view }: Heights): number => (rows <= TALLEST ? 1 : (rows - view) / (TALLEST - view));
