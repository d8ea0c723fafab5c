/** Numbers that look random and are the same in every run. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** An integer from `min` to `max`, both included. */
  int(min: number, max: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  chance(probability: number): boolean;
  /** Hexadecimal digits, as in AWS's ids. */
  hex(length: number): string;
  /** A part of the items, in their order, each with the same probability. */
  sample<Item>(items: readonly Item[], probability: number): Item[];
}

/** A generator of its own for a topic, so that more draws in one leave the others as they were. */
export function seededRandom(seed: string): Random {
  const next = mulberry32(hash(seed));
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  const chance = (probability: number) => next() < probability;
  return {
    next,
    int,
    chance,
    pick: ([first, ...others]) => others[int(-1, others.length - 1)] ?? first,
    hex: (length) => Array.from({ length }, () => int(0, 15).toString(16)).join(""),
    sample: (items, probability) => items.filter(() => chance(probability)),
  };
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/** Tommy Ettinger's mulberry32: 32 bits of state are plenty for sample data. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
