import { SLICE_ROWS, type Sliced } from "@/lib/core/slices";
import type { CodedColumn } from "./coded-column";

/** Codes are below this, so that two of them make one exact number. */
const MOST_CODES = 2 ** 26;

/**
 * Finds the first row of each distinct combination of values in some columns. Looks at each row once,
 * however often it is asked while rows are being added.
 */
export class DistinctRows {
  private readonly found: number[] = [];
  private readonly pairs: Map<number, number>[];
  private readonly last: number[];
  private looked = 0;

  /** Columns are asked for each time: one that grows may become another. */
  constructor(private readonly columns: () => readonly CodedColumn[]) {
    this.pairs = columns().map(() => new Map());
    this.last = columns().map(() => -1);
  }

  /** The numbers of those rows, in order of arrival; at the least of all rows below a place. */
  *until(length: number): Sliced<readonly number[]> {
    while (this.looked < length) {
      const codes = this.columns().map((column) => column.codes);
      const end = Math.min(length, this.looked + SLICE_ROWS);
      for (; this.looked < end; this.looked += 1) if (this.isNew(codes)) this.found.push(this.looked);
      yield;
    }
    return this.found;
  }

  private isNew(codes: readonly CodedColumn["codes"][]): boolean {
    const { last, looked } = this;
    let differs = false;
    for (let place = 0; place < codes.length; place += 1) {
      const code = codes[place]?.[looked] ?? 0;
      if (code === last[place]) continue;
      last[place] = code;
      differs = true;
    }
    return differs && this.isNewCombination();
  }

  private isNewCombination(): boolean {
    let combined = 0;
    let isNew = false;
    for (const [place, pairs] of this.pairs.entries()) {
      const pair = combined * MOST_CODES + (this.last[place] ?? 0);
      const known = pairs.get(pair);
      isNew = known === undefined;
      combined = known ?? pairs.size;
      if (isNew) pairs.set(pair, combined);
    }
    return isNew;
  }
}
