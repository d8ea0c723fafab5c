import { SLICE_ROWS, type Sliced } from "@/lib/core/slices";
import type { CodedColumn } from "./coded-column";
import { choiceText } from "./filter";

/** One bar: a value of the column that is asked about, split into parts. */
export interface Bar {
  /** The text that a facet of the same column would choose. */
  key: string;
  label: string;
  /** By the text of the split. A part that is zero is left out. */
  parts: Readonly<Record<string, number>>;
  total: number;
}

export interface Bars {
  bars: Bar[];
  /** Everything that is not among the bars, as one bar. */
  other: (Bar & { count: number }) | null;
  /** The parts that occur, the largest first. */
  splits: string[];
  /** Rows without a number: they are in no bar, and are not zero. */
  unknown: number;
}

/** No bars. */
export const NO_BARS: Bars = { bars: [], other: null, splits: [], unknown: 0 };

/** Which rows to add up, and by what. */
export interface Question {
  indices: Uint32Array;
  by: CodedColumn;
  split: CodedColumn;
  /** The column to add up. Null counts rows. */
  measure: CodedColumn | null;
  top: number;
  label?: (text: string) => string;
}

/** Adds up a measure by the values of one column, split by another: the largest bars, and the rest as one. */
export function* sumBars({ indices, by, split, measure, top, label = (text) => text }: Question): Sliced<Bars> {
  const width = split.values.length;
  const sums = new Float64Array(by.values.length * width);
  let unknown = 0;
  for (let from = 0; from < indices.length; from += SLICE_ROWS) {
    for (const row of indices.subarray(from, from + SLICE_ROWS)) {
      const amount = measure === null ? 1 : measure.at(row);
      const place = (by.codes[row] ?? 0) * width + (split.codes[row] ?? 0);
      // Less than none is no amount, and would hide as many of another row.
      if (typeof amount === "number" && amount >= 0) sums[place] = (sums[place] ?? 0) + amount;
      else unknown += 1;
    }
    yield;
  }
  const all = by.values
    .map((value, code) => toBar(choiceText(value), label, split, sums.subarray(code * width, (code + 1) * width)))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total || (a.key < b.key ? -1 : 1));
  return { bars: all.slice(0, top), other: merged(all.slice(top)), splits: splitsOf(all), unknown };
}

function toBar(key: string, label: (text: string) => string, split: CodedColumn, sums: Float64Array): Bar {
  const parts = Object.fromEntries(
    split.values.map((value, code) => [choiceText(value), sums[code] ?? 0] as const).filter(([, sum]) => sum > 0),
  );
  return { key, label: label(key), parts, total: sums.reduce((total, sum) => total + sum, 0) };
}

function merged(bars: readonly Bar[]): Bars["other"] {
  if (bars.length === 0) return null;
  const parts: Record<string, number> = {};
  for (const bar of bars) for (const [split, sum] of Object.entries(bar.parts)) parts[split] = (parts[split] ?? 0) + sum;
  return { key: "", label: "Other", parts, total: bars.reduce((sum, bar) => sum + bar.total, 0), count: bars.length };
}

/** The parts that occur in any of the bars, the largest first. */
export function splitsOf(bars: readonly Bar[]): string[] {
  const totals = new Map<string, number>();
  for (const { parts } of bars) for (const [split, sum] of Object.entries(parts)) totals.set(split, (totals.get(split) ?? 0) + sum);
  return [...totals].sort(([, a], [, b]) => b - a).map(([split]) => split);
}
