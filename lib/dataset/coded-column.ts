import type { CellValue } from "@/lib/resources/resource";

/** A code for each row, in as few bytes as the codes need. */
export type Codes = Uint8Array | Uint16Array | Uint32Array;

const FIRST_ROOM = 1024;

/** More room than is asked for, or growing would be most of the work; not twice as much, for it is mostly empty. */
const GROWTH = 1.5;

/**
 * A column as numbers: every distinct value once, and for each row the place of its value. Sorting,
 * searching and counting then look at each distinct value once and at each row only as an integer.
 */
export class CodedColumn {
  /** Distinct values, in order of arrival. The index is the code. */
  readonly values: CellValue[] = [];
  /** The code of each row. Longer than there are rows; another array once it has grown. */
  codes: Codes = new Uint8Array(FIRST_ROOM);
  private readonly codeOf = new Map<CellValue, number>();
  private lastValue: CellValue | undefined;
  private lastCode = 0;

  set(row: number, value: CellValue): void {
    // Neighbours are often alike, and comparing two texts is cheaper than looking one up.
    if (value !== this.lastValue) {
      this.lastCode = this.code(value);
      this.lastValue = value;
    }
    this.makeRoom(row + 1);
    this.codes[row] = this.lastCode;
  }

  /** Sets rows from a place on, each by the place of its value in a list. Without places, all of them have the first value. */
  setFrom(first: number, count: number, values: readonly CellValue[], places: readonly number[]): void {
    const codes = values.map((value) => this.code(value));
    this.makeRoom(first + count);
    for (let index = 0; index < count; index += 1) this.codes[first + index] = codes[places[index] ?? 0] ?? 0;
  }

  at(row: number): CellValue {
    return this.values[this.codes[row] ?? -1] ?? null;
  }

  /** Gives the rows from one place up to another the same value. */
  fill(first: number, end: number, value: CellValue): void {
    const code = this.code(value);
    this.makeRoom(end);
    this.codes.fill(code, first, end);
  }

  /** A column of its own with the same rows. */
  copy(): CodedColumn {
    const copy = new CodedColumn();
    for (const value of this.values) copy.code(value);
    copy.codes = this.codes.slice();
    return copy;
  }

  private makeRoom(rows: number): void {
    if (rows > this.codes.length) this.codes = resized(this.codes, Math.max(rows, Math.ceil(this.codes.length * GROWTH)));
  }

  private code(value: CellValue): number {
    const known = this.codeOf.get(value);
    if (known !== undefined) return known;
    const code = this.values.push(value) - 1;
    this.codeOf.set(value, code);
    if (code >= 2 ** (8 * this.codes.BYTES_PER_ELEMENT)) this.codes = widened(this.codes);
    return code;
  }
}

function resized(codes: Codes, length: number): Codes {
  const grown = codes instanceof Uint8Array ? new Uint8Array(length) : sameKind(codes, length);
  grown.set(codes);
  return grown;
}

const sameKind = (codes: Uint16Array | Uint32Array, length: number): Codes =>
  codes instanceof Uint16Array ? new Uint16Array(length) : new Uint32Array(length);

const widened = (codes: Codes): Codes => (codes instanceof Uint8Array ? Uint16Array.from(codes) : Uint32Array.from(codes));
