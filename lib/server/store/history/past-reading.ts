import "server-only";
import type { KeptReading } from "@/lib/aws/cache/reading-store";
import { RowPage } from "@/lib/aws/listing/row-page";
import type { Proof } from "@/lib/core/row-events";
import { pauses } from "@/lib/core/slices";
import type { Database } from "@/lib/store/database";
import { type PastReading, pastItems, proofAsOf, readingAsOf } from "@/lib/store/history/past";
import { PROOF_KEY, type RecordedList } from "@/lib/store/history/record";
import { unpackProof, unpackRows } from "./items";

const PAGE_ROWS = 1_000;

/** The last whole reading of a list at or before a time (ISO 8601), or null where there is none. Its rows are in the order of their keys. */
export async function pastReading<Row>(database: Database, list: RecordedList, at: string): Promise<KeptReading<Row> | null> {
  const reading = await readingAsOf(database, list, at);
  if (reading === null) return null;
  const packed = await proofAsOf(database, list.resource, PROOF_KEY, reading);
  const proof: Proof = packed === null ? undefined : unpackProof(packed);
  return { readAt: reading.readAt, proof, pages: () => pages<Row>(database, list.resource, reading) };
}

async function* pages<Row>(database: Database, resource: string, reading: PastReading): AsyncGenerator<RowPage<Row>> {
  const pause = pauses();
  let rows: Row[] = [];
  for await (const items of pastItems(database, resource, reading)) {
    for (const item of items) {
      if (item.rows > 0) rows.push(...unpackRows<Row>(item.packed));
      await pause();
      if (rows.length < PAGE_ROWS) continue;
      yield new RowPage<Row>(rows);
      rows = [];
    }
  }
  if (rows.length > 0) yield new RowPage<Row>(rows);
}
