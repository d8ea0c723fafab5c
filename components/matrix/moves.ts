import type { Place } from "./geometry";

/** How many cells there are, and how many of them are one page. */
export interface Bounds {
  rows: number;
  columns: number;
  pageRows: number;
  pageColumns: number;
}

interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/**
 * Where a key leads from a cell, as in any grid (ARIA Authoring Practices, "Grid"): arrows by one, Home and
 * End along the row, with Ctrl to the corners, Page by what is seen, with Alt sideways. Null for other keys.
 */
export function moved({ row, column }: Place, { key, ctrlKey, metaKey, altKey }: Key, bounds: Bounds): Place | null {
  const far = ctrlKey || metaKey;
  const page = altKey ? { row: 0, column: bounds.pageColumns } : { row: bounds.pageRows, column: 0 };
  switch (key) {
    case "ArrowUp":
      return within({ row: far ? 0 : row - 1, column }, bounds);
    case "ArrowDown":
      return within({ row: far ? bounds.rows : row + 1, column }, bounds);
    case "ArrowLeft":
      return within({ row, column: far ? 0 : column - 1 }, bounds);
    case "ArrowRight":
      return within({ row, column: far ? bounds.columns : column + 1 }, bounds);
    case "Home":
      return within({ row: far ? 0 : row, column: 0 }, bounds);
    case "End":
      return within({ row: far ? bounds.rows : row, column: bounds.columns }, bounds);
    case "PageUp":
      return within({ row: row - page.row, column: column - page.column }, bounds);
    case "PageDown":
      return within({ row: row + page.row, column: column + page.column }, bounds);
    default:
      return null;
  }
}

/** The nearest cell there is. */
export const within = ({ row, column }: Place, { rows, columns }: Pick<Bounds, "rows" | "columns">): Place => ({
  row: Math.max(0, Math.min(rows - 1, row)),
  column: Math.max(0, Math.min(columns - 1, column)),
});
