import "server-only";
import type { Database } from "@/lib/store/database";
import type { Period } from "./changes";
import { PROOF_KEY, type RecordedList } from "./record";

/** A recorded reading. `readAt`: ISO 8601. */
export interface PastReading {
  scopeId: number;
  readAt: string;
  rows: number;
}

/** Some rows of an item, packed. */
export interface PastItem {
  rows: number;
  packed: Buffer;
}

/** Few queries, for each may look at every item of the list. */
const ITEMS_AT_ONCE = 5_000;

/** The last whole reading at or before a time (ISO 8601), or null where there is none. */
export async function readingAsOf(
  database: Database,
  { resource, account, region }: RecordedList,
  at: string,
): Promise<PastReading | null> {
  const run = await database
    .selectFrom("listing_run")
    .innerJoin("scope", "scope.id", "listing_run.scope_id")
    .select(["scope_id", "read_at", "row_count"])
    .where("resource", "=", resource)
    .where("account", "=", account)
    .where("region", "=", region)
    .where("read_at", "<=", at)
    .orderBy("read_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return run === undefined ? null : { scopeId: run.scope_id, readAt: run.read_at, rows: run.row_count };
}

/** The item without rows that a reading has under a key, packed. */
export async function proofAsOf(
  database: Database,
  resource: string,
  key: string,
  { scopeId, readAt }: PastReading,
): Promise<Buffer | null> {
  const item = await database
    .selectFrom("item_version")
    .select("packed")
    .where("resource", "=", resource)
    .where("scope_id", "=", scopeId)
    .where("key", "=", key)
    .where("valid_from", "<=", readAt)
    .where("valid_to", ">", readAt)
    .executeTakeFirst();
  return item?.packed ?? null;
}

/**
 * The items of a recorded reading in the order of their keys, some at a time.
 *
 * @throws Error where they are not as many rows as the reading had.
 */
export async function* pastItems(database: Database, resource: string, { scopeId, readAt, rows }: PastReading): AsyncGenerator<PastItem[]> {
  let arrived = 0;
  for (let after: string | null = null; ; ) {
    let query = database
      .selectFrom("item_version")
      .select(["key", "row_count", "packed"])
      .where("resource", "=", resource)
      .where("scope_id", "=", scopeId)
      .where("valid_from", "<=", readAt)
      .where("valid_to", ">", readAt)
      .orderBy("key")
      .limit(ITEMS_AT_ONCE);
    if (after !== null) query = query.where("key", ">", after);
    const items: { key: string; row_count: number; packed: Buffer }[] = await query.execute();
    arrived += items.reduce((sum, { row_count }) => sum + row_count, 0);
    if (items.length > 0) yield items.map(({ row_count, packed }) => ({ rows: row_count, packed }));
    after = items.at(-1)?.key ?? null;
    if (items.length < ITEMS_AT_ONCE) break;
  }
  if (arrived !== rows) throw new Error("The recorded reading is not whole.");
}

/** A version of an item, and the readings of a period that had it, ISO 8601, the first first. */
export interface SeenItem {
  packed: Buffer;
  readAt: string[];
}

/** Every version that a whole reading of a period had: of the items of some keys, or with null of all. */
export async function seenItems(
  database: Database,
  resource: string,
  scopeId: number,
  { from, to }: Period,
  keys: readonly string[] | null,
): Promise<SeenItem[]> {
  const start = from ?? "-infinity";
  const end = to ?? "infinity";
  const runs = await database
    .selectFrom("listing_run")
    .select("read_at")
    .where("resource", "=", resource)
    .where("scope_id", "=", scopeId)
    .where("read_at", ">=", start)
    .where("read_at", "<=", end)
    .orderBy("read_at")
    .execute();
  let query = database
    .selectFrom("item_version")
    .select(["packed", "valid_from", "valid_to"])
    .where("resource", "=", resource)
    .where("scope_id", "=", scopeId)
    .where("valid_from", "<=", end)
    .where("valid_to", ">", start)
    .where("key", "<>", PROOF_KEY)
    .orderBy("key")
    .orderBy("valid_from");
  if (keys !== null) query = query.where("key", "in", keys);
  const versions = await query.execute();
  return versions.map(({ packed, valid_from, valid_to }) => ({
    packed,
    readAt: runs.map(({ read_at }) => read_at).filter((at) => at >= valid_from && (valid_to === "infinity" || at < valid_to)),
  }));
}
