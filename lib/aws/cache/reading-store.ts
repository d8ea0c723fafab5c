import "server-only";
import type { RowPage } from "@/lib/aws/listing/row-page";
import { processWide } from "@/lib/core/process-wide";
import type { Proof, ScopeError } from "@/lib/core/row-events";
import type { Scope } from "@/lib/core/scope";

/** A whole list of a resource in one scope. */
export interface WholeList {
  resource: { path: string };
  scope: Scope;
}

/** A whole reading of an earlier time, maybe of another process. */
export interface KeptReading<Row> {
  /** ISO 8601. */
  readAt: string;
  proof: Proof;
  pages: () => AsyncGenerator<RowPage<Row>>;
}

/**
 * Keeps the whole readings of each list for longer than the process lives. What goes wrong in it is its own affair: nothing
 * throws but `asOf`, which is all that its caller has.
 */
export interface ReadingStore {
  /** The last whole reading, or null where there is none, or none can be had. */
  latest<Row>(list: WholeList): Promise<KeptReading<Row> | null>;
  /**
   * The last whole reading at or before a time (ISO 8601), or null where there is none.
   *
   * @throws ScopeFailed where nobody can say.
   */
  asOf<Row>(list: WholeList, at: string): Promise<KeptReading<Row> | null>;
  keep<Row>(list: WholeList, reading: { readAt: string; proof: Proof; pages: readonly RowPage<Row>[] }): Promise<void>;
  keepFailure(list: WholeList, triedAt: string, error: ScopeError): Promise<void>;
}

const held = processWide("reading-store", (): { store: ReadingStore | null } => ({ store: null }));

/** Null where nothing is kept. */
export const readingStore = (): ReadingStore | null => held.store;

export function setReadingStore(store: ReadingStore | null): void {
  held.store = store;
}
