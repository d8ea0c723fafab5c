import type { Unknown } from "@/lib/core/known";

/** What a cell can say. Only the first two are numbers; `not covered` is a resource type or an account that a report was not asked for. */
export type CellState = "count" | "zero" | Unknown["state"] | "not covered";

/** What is in a cell of a grid. */
export interface GridCell {
  state: CellState;
  /** Above 0 where the state is `count`. */
  count: number;
  /** It is at least so many: not all that it is of is known. */
  isPartial: boolean;
}

/** A row or a column by its names. */
export interface Heading {
  /** Unique among those of its direction. */
  key: string;
  /** The id of an image or an account, or the name of a group: what a file calls it. */
  id: string;
  name: string;
  /** What stands beside it, quieter: an age, digits, how many are in a group. */
  note: string;
  /** A state that matters, in one word: `deprecated`. */
  mark: string | null;
  /** Where its name leads. */
  href: string | null;
  isGroup: boolean;
  sum: Sum;
  /** The sum in words, and whose it is. */
  sumWords: string;
}

/** What cells add up to. Partial: it is at least so much, and with a value of zero it is not known at all. */
export interface Sum {
  value: number;
  isPartial: boolean;
}

/** A grid of cells with its names. */
export interface Matrix {
  rows: readonly Heading[];
  columns: readonly Heading[];
  cellAt: (row: number, column: number) => GridCell;
  /** A cell in one sentence: whose it is, what is in it, and when that was counted. */
  wordsOf: (row: number, column: number) => string;
  /** Of all that is shown. */
  sum: Sum;
  sumWords: string;
}

/** What each state of a cell means, for the legend. */
export const STATE_WORDS: Readonly<Record<Exclude<CellState, "count">, string>> = {
  zero: "none counted",
  "not reported": "not reported",
  "not covered": "not covered by the report",
  "not permitted": "not permitted",
  failed: "failed",
  reading: "being read",
};
