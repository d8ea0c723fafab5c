import type { Generated, JSONColumnType } from "kysely";
import type { ScopeError } from "@/lib/core/row-events";

/** The tables of the ledger. Times are ISO 8601 with milliseconds, UTC. */
export interface Tables {
  scope: ScopeTable;
  reading: ReadingTable;
  reading_page: ReadingPageTable;
  latest_reading: LatestReadingTable;
}

interface ScopeTable {
  id: Generated<number>;
  account: string;
  region: string;
}

/** A whole reading of one list. Its rows never change: who reads it page by page sees one moment. */
interface ReadingTable {
  id: Generated<number>;
  resource: string;
  query: string;
  scope_id: number;
  read_at: string;
  /** By the database's clock. */
  kept_at: Generated<string>;
  row_count: number;
  /** JSON, or null where the reader had nothing to prove. */
  proof: string | null;
  format: number;
}

interface ReadingPageTable {
  reading_id: number;
  place: number;
  row_count: number;
  packed: Buffer;
}

/** Which reading of a list counts, and how the newest try to read it ended. */
interface LatestReadingTable {
  resource: string;
  query: string;
  scope_id: number;
  reading_id: number | null;
  tried_at: string;
  failure: JSONColumnType<ScopeError> | null;
}
