import "server-only";

/** Whether a row appears for the first time. A page that overlaps the one before, or a listing that begins again, repeats rows. */
export type IsNew<Row> = (row: Row) => boolean;

/** A part of an identity that AWS did not say. */
const UNKNOWN_PART = /(?:^|[/ ])(?:null|undefined)(?:$|[/ ])/;

/** Tells rows apart by their identity. Rows whose identity AWS did not say in full are the same only if they are alike in all. */
export function seenByIdentity<Row>(identity: (row: Row) => string): IsNew<Row> {
  const seen = new NumberSet();
  return (row) => {
    const id = identity(row);
    return seen.add(fingerprint(UNKNOWN_PART.test(id) ? `${id} ${JSON.stringify(row)}` : id));
  };
}

/** The rows that appear for the first time: the same list where all do. */
export function onlyNew<Row>(rows: Row[], isNew: IsNew<Row>): Row[] {
  const fresh = rows.filter(isNew);
  return fresh.length === rows.length ? rows : fresh;
}

/** Entries of a new set: it doubles when it is half full. */
const FIRST_SIZE = 1_024;

/** A set of numbers above zero in 16 to 32 bytes each, where a `Set` takes twice that and several times as long. */
export class NumberSet {
  private table = new Float64Array(FIRST_SIZE);
  private count = 0;

  /** False where the number was there before. */
  add(number: number): boolean {
    const { table } = this;
    let place = slotOf(number, table.length);
    for (; table[place] !== 0; place = (place + 1) & (table.length - 1)) if (table[place] === number) return false;
    table[place] = number;
    this.count += 1;
    if (this.count * 2 > table.length) this.grow();
    return true;
  }

  private grow(): void {
    const before = this.table;
    this.table = new Float64Array(before.length * 2);
    this.count = 0;
    for (const number of before) if (number !== 0) this.add(number);
  }
}

/** Spreads neighbouring numbers over a table, whose size is a power of two. */
const slotOf = (number: number, size: number): number =>
  (Math.imul((number % 2 ** 32) ^ (number / 2 ** 32), 0x9e3779b1) >>> 7) & (size - 1);

/** 53 bits of two FNV-1a hashes with different offsets, and never 0. Of a million rows, one in 18,000 listings has two alike. */
export function fingerprint(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b) ^ (high >>> 13);
  }
  return (high & 0x1fffff) * 2 ** 32 + (low >>> 0) || 1;
}
