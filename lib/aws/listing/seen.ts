import "server-only";
import type { Identity } from "@/lib/resources/resource";

/** Whether a row appears for the first time. A page that overlaps the one before, or a listing that begins again, repeats rows. */
export type IsNew<Row> = (row: Row) => boolean;

/** A part of an identity that AWS did not say. */
const UNKNOWN_PART = /(?:^|[/ ])(?:null|undefined)(?:$|[/ ])/;

/** Tells rows apart by their identity. Rows whose identity AWS did not say in full are the same only if they are alike in all. */
export function seenByIdentity<Row>(identity: Identity<Row>): IsNew<Row> {
  const seen = new NumberSet();
  const { members } = identity;
  if (members !== undefined) return (row) => seen.add(memberFingerprint(row, members));
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
  hash.begin();
  hash.add(text);
  return hash.value();
}

/** The same of some members of a row. To join a million of them first would take three times as long. */
function memberFingerprint<Row>(row: Row, members: readonly (keyof Row)[]): number {
  hash.begin();
  for (const member of members) {
    const value = row[member];
    if (value === null || value === undefined) return fingerprint(JSON.stringify(row));
    hash.add(String(value));
    hash.add("/");
  }
  return hash.value();
}

class Hash {
  private low = 0;
  private high = 0;

  begin(): void {
    this.low = 0x811c9dc5;
    this.high = 0x01000193;
  }

  add(text: string): void {
    let { low, high } = this;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      low = Math.imul(low ^ code, 0x01000193);
      high = Math.imul(high ^ code, 0x85ebca6b) ^ (high >>> 13);
    }
    this.low = low;
    this.high = high;
  }

  value(): number {
    return (this.high & 0x1fffff) * 2 ** 32 + (this.low >>> 0) || 1;
  }
}

/** Of one text at a time: each is hashed in one go. */
const hash = new Hash();
