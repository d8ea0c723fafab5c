import type { Column, ColumnKind } from "@/lib/resources/resource";

/** What a column needs at the least, in pixels, and its share of what is left over. */
const WIDTHS = {
  id: [204, 1.4],
  text: [196, 1.8],
  word: [128, 0.8],
  list: [196, 1.2],
  state: [138, 0.6],
  number: [136, 0.4],
  percent: [96, 0.4],
  bytes: [104, 0.4],
  time: [112, 0.5],
  account: [232, 1],
  boolean: [96, 0.3],
} satisfies Record<ColumnKind, [minimum: number, share: number]>;

type Sized = Pick<Column<never>, "kind">;

export const gridTemplate = (columns: readonly Sized[]): string =>
  columns.map(({ kind }) => `minmax(${WIDTHS[kind][0]}px, ${WIDTHS[kind][1]}fr)`).join(" ");

/** Where the columns do not fit, the table is as wide as they need and scrolls. */
export const tableWidth = (columns: readonly Sized[]): number => columns.reduce((sum, { kind }) => sum + WIDTHS[kind][0], 0);
