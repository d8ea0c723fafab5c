import type { CellValue } from "@/lib/resources/resource";

/**
 * A column as numbers: every distinct value once, and for each row the place of its value. Sorting,
 * searching and counting then look at each distinct value once and at each row only as an integer.
 */
export class CodedColumn {
  /** Distinct values, in order of arrival. The index is the code. */
  readonly values: CellValue[] = [];
  /** The code of each row. Longer than there are rows: it grows by doubling. */
  codes = new Uint32Array(1024);
  private readonly codeOf = new Map<CellValue, number>();

  set(row: number, value: CellValue): void {
    if (row >= this.codes.length) {
      const grown = new Uint32Array(Math.max(row + 1, this.codes.length * 2));
      grown.set(this.codes);
      this.codes = grown;
    }
    this.codes[row] = this.code(value);
  }

  at(row: number): CellValue {
    return this.values[this.codes[row] ?? -1] ?? null;
  }

  private code(value: CellValue): number {
    const known = this.codeOf.get(value);
    if (known !== undefined) return known;
    const code = this.values.push(value) - 1;
    this.codeOf.set(value, code);
    return code;
  }
}
