import "server-only";

const BLOCK = 4096;

/**
 * The rows that a listing has already given, remembered as 8 bytes each, so that a listing which has to
 * start again does not give them twice. Equal rows are counted, not merged: AWS may list two alike.
 */
export class Fingerprints {
  private readonly blocks: Float64Array[] = [];
  private length = 0;

  add(identity: string): void {
    const offset = this.length % BLOCK;
    const block = offset === 0 ? new Float64Array(BLOCK) : this.blocks.at(-1);
    if (block === undefined) return;
    if (offset === 0) this.blocks.push(block);
    block[offset] = fingerprint(identity);
    this.length += 1;
  }

  /** How often each fingerprint was added. */
  counts(): Map<number, number> {
    const counts = new Map<number, number>();
    for (let index = 0; index < this.length; index += 1) {
      const value = this.blocks[Math.floor(index / BLOCK)]?.[index % BLOCK] ?? 0;
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return counts;
  }
}

/** 53 bits of two FNV-1a hashes with different offsets. At a million rows, one in 18,000 listings has two alike. */
export function fingerprint(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b) ^ (high >>> 13);
  }
  return (high & 0x1fffff) * 2 ** 32 + (low >>> 0);
}
