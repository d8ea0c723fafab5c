import "server-only";
import { LRUCache } from "lru-cache";
import type { RowPage } from "@/lib/aws/listing/row-page";
import type { Proof } from "@/lib/core/row-events";

/** The rows of a complete reading. */
export interface CachedRows<Row> {
  pages: readonly RowPage<Row>[];
  /** ISO 8601. */
  readAt: string;
  proof?: Proof;
}

/** Timers go no further than 24 days. For rows that stay true for longer, a day more or less does not matter. */
const LONGEST_MS = 24 * 24 * 60 * 60_000;

/** A clock that does not jump. Looked up when it is read, so that a test may replace it. */
const CLOCK = { now: () => performance.now() };

/** Packed rows of complete readings. Bounded by rows: the least recently used go first. */
export class RowCache {
  private readonly entries: LRUCache<string, CachedRows<unknown>>;

  constructor(maxRows: number) {
    this.entries = new LRUCache({ maxSize: maxRows, sizeCalculation: rowCount, ttlAutopurge: true, ttlResolution: 0, perf: CLOCK });
  }

  /** A key names the resource, so its rows are of the resource's type. */
  get<Row>(key: string): CachedRows<Row> | null {
    return (this.entries.get(key) as CachedRows<Row> | undefined) ?? null;
  }

  /** The most recently used first. */
  keysWith(prefix: string): string[] {
    return [...this.entries.keys()].filter((key) => key.startsWith(prefix));
  }

  put<Row>(key: string, rows: CachedRows<Row>, milliseconds: number): void {
    this.delete(key);
    if (milliseconds <= 0) return;
    this.entries.set(key, rows, { ttl: Math.min(milliseconds, LONGEST_MS) });
    // Pages that cannot be packed stay as they are.
    pack(rows.pages).catch(() => undefined);
  }

  delete(key: string): void {
    this.entries.delete(key);
  }
}

/** The cache takes no size of 0. */
const rowCount = ({ pages }: CachedRows<unknown>): number =>
  Math.max(
    1,
    pages.reduce((sum, { count }) => sum + count, 0),
  );

/** One after the other: somebody may be waiting for another reading. */
async function pack(pages: readonly RowPage<unknown>[]): Promise<void> {
  for (const page of pages) await page.pack();
}

/** Packed, an entry takes about 5 bytes: some 20 MB. */
const MAX_ROWS = 4_000_000;

/** The cache of this process. */
export const rowCache = new RowCache(MAX_ROWS);
