import type { Generated, JSONColumnType } from "kysely";
import type { ScopeError } from "@/lib/core/row-events";

/** The tables of the ledger. Times are ISO 8601 with milliseconds, UTC. */
export interface Tables {
  scope: ScopeTable;
  reading: ReadingTable;
  reading_page: ReadingPageTable;
  latest_reading: LatestReadingTable;
  collection: CollectionTable;
  ended_session: EndedSessionTable;
  listing_run: ListingRunTable;
  item_version: ItemVersionTable;
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
  /** Of that reading. */
  read_at: string | null;
  tried_at: string;
  failure: JSONColumnType<ScopeError> | null;
}

/** When a list is to be read next, who is reading it, and how it went. */
interface CollectionTable {
  resource: string;
  scope_id: number;
  due_at: string;
  /** The process that reads it, until `leased_until`. */
  lease: string | null;
  leased_until: string | null;
  started_at: string | null;
  ended_at: string | null;
  outcome: "complete" | "failed" | "skipped" | null;
  failure: JSONColumnType<ScopeError> | null;
}

/** A session that somebody ended before its cookie expires. */
interface EndedSessionTable {
  id: string;
  until: string;
}

/** A whole reading of which history was recorded. */
interface ListingRunTable {
  resource: string;
  scope_id: number;
  read_at: string;
  row_count: number;
}

/** An item as the readings from `valid_from` on, and before `valid_to`, had it. `infinity`: the newest still has it. */
interface ItemVersionTable {
  resource: string;
  scope_id: number;
  key: string;
  valid_from: string;
  valid_to: Generated<string>;
  hash: string;
  row_count: number;
  packed: Buffer;
}
