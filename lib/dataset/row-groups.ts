import { SLICE_ROWS, type Sliced } from "@/lib/core/slices";
import type { CodedColumn } from "./coded-column";

/** Codes are below this, so that two of them make one exact number. */
const MOST_CODES = 2 ** 26;

/** Row numbers of equal values, in order of arrival. Groups are in the order of their first rows. */
export type RowGroups = readonly Uint32Array[];

/** Puts rows together that have the same values in some columns. Looks at codes only, never at a row. */
export function* groupRows(columns: readonly CodedColumn[], length: number): Sliced<RowGroups> {
  const groupOf = new Uint32Array(length);
  const sizes: number[] = [];
  const combination = new Combination(columns.length);
  for (let from = 0; from < length; from += SLICE_ROWS) {
    // Asked for again each time: a column that grows has other codes.
    const codes = columns.map((column) => column.codes);
    const end = Math.min(length, from + SLICE_ROWS);
    for (let row = from; row < end; row += 1) {
      const group = combination.of(codes, row);
      groupOf[row] = group;
      sizes[group] = (sizes[group] ?? 0) + 1;
    }
    yield;
  }
  const groups = sizes.map((size) => new Uint32Array(size));
  const filled = new Uint32Array(sizes.length);
  for (let row = 0; row < length; row += 1) {
    const group = groupOf[row] ?? 0;
    const place = filled[group] ?? 0;
    const rows = groups[group];
    if (rows !== undefined) rows[place] = row;
    filled[group] = place + 1;
    if (row % SLICE_ROWS === 0) yield;
  }
  return groups;
}

/** Numbers combinations of codes in order of arrival. */
class Combination {
  private readonly pairs: Map<number, number>[];
  private readonly last: number[];
  private lastNumber = -1;

  constructor(width: number) {
    this.pairs = Array.from({ length: width }, () => new Map());
    this.last = Array.from({ length: width }, () => -1);
  }

  of(codes: readonly CodedColumn["codes"][], row: number): number {
    let differs = false;
    for (let place = 0; place < codes.length; place += 1) {
      const code = codes[place]?.[row] ?? 0;
      if (code === this.last[place]) continue;
      this.last[place] = code;
      differs = true;
    }
    if (differs) this.lastNumber = this.number();
    return this.lastNumber;
  }

  private number(): number {
    let combined = 0;
    for (const [place, pairs] of this.pairs.entries()) {
      const pair = combined * MOST_CODES + (this.last[place] ?? 0);
      const known = pairs.get(pair);
      combined = known ?? pairs.size;
      if (known === undefined) pairs.set(pair, combined);
    }
    return combined;
  }
}
