import "server-only";
import type { RowPage } from "@/lib/aws/listing/row-page";
import type { Proof } from "@/lib/core/row-events";

/** Rows that were read to their end. */
export interface Kept<Row> {
  pages: readonly RowPage<Row>[];
  /** ISO 8601. */
  readAt: string;
  /** What the reader looked at besides its rows. */
  proof?: Proof;
}

interface Entry {
  kept: Kept<unknown>;
  rows: number;
  timer: NodeJS.Timeout;
}

/** Timers go no further than 24 days. Of what could be kept for longer, a day more or less does not matter. */
const LONGEST_MS = 24 * 24 * 60 * 60_000;

/** Finished rows, packed, by what was asked. Bounded by rows: the oldest go first. */
export class KeptRows {
  private readonly entries = new Map<string, Entry>();
  private rows = 0;

  constructor(private readonly mostRows: number) {}

  /** The rows are of the type that the key was kept with: keys name the resource. */
  get<Row>(key: string): Kept<Row> | null {
    return (this.entries.get(key)?.kept as Kept<Row> | undefined) ?? null;
  }

  keysWith(prefix: string): string[] {
    return [...this.entries.keys()].filter((key) => key.startsWith(prefix));
  }

  put<Row>(key: string, kept: Kept<Row>, milliseconds: number): void {
    this.delete(key);
    const rows = kept.pages.reduce((sum, { count }) => sum + count, 0);
    if (milliseconds <= 0 || rows > this.mostRows) return;
    for (const [oldest] of this.entries) {
      if (this.rows + rows <= this.mostRows) break;
      this.delete(oldest);
    }
    const timer = setTimeout(() => this.delete(key), Math.min(milliseconds, LONGEST_MS)).unref();
    this.entries.set(key, { kept, rows, timer });
    this.rows += rows;
    // Those that could not be packed are as good as they are.
    pack(kept.pages).catch(() => undefined);
  }

  delete(key: string): void {
    const entry = this.entries.get(key);
    if (entry === undefined) return;
    clearTimeout(entry.timer);
    this.entries.delete(key);
    this.rows -= entry.rows;
  }
}

/** One after the other: somebody may be waiting for what else is read. */
async function pack(pages: readonly RowPage<unknown>[]): Promise<void> {
  for (const page of pages) await page.pack();
}

/** Packed, an entry takes about 5 bytes: some 20 MB. */
const MOST_ROWS = 4_000_000;

/** What this process keeps. */
export const keptRows = new KeptRows(MOST_ROWS);
