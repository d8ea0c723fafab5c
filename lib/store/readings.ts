import "server-only";
import { sql, type Transaction } from "kysely";
import type { ScopeError } from "@/lib/core/row-events";
import type { Database } from "./database";
import { scopeId } from "./scopes";
import type { Tables } from "./tables";

/** One list in one scope: a resource, and what it is asked with. */
export interface StoredList {
  resource: string;
  query: string;
  account: string;
  region: string;
}

/** The rows of one page of AWS, packed. What is in them is up to who packs and unpacks them. */
export interface PackedPage {
  count: number;
  packed: Buffer;
}

/** A whole reading without its pages. `readAt`: when AWS began to be asked, ISO 8601. `proof` is JSON. */
export interface WholeReading {
  readAt: string;
  proof: string | null;
}

export interface StoredReading extends WholeReading {
  id: number;
  rows: number;
}

/** What is known of a list: its newest whole reading, and how the newest try ended. */
export interface LatestReading {
  reading: StoredReading | null;
  triedAt: string;
  failure: ScopeError | null;
}

/** Raised whenever pages are packed in another way: a reading of another format is as good as none. */
const FORMAT = 1;
/** Pages that go over the wire at once. */
const PAGES_AT_ONCE = 20;
/** Who reads pages of a reading that has been replaced has so long to come to its end. */
const REPLACED_MINUTES = 15;

/** Keeps a whole reading, all of it or nothing. One that is older than what is kept does not replace it. */
export async function keepReading(
  database: Database,
  list: StoredList,
  { readAt, proof }: WholeReading,
  pages: readonly PackedPage[],
): Promise<void> {
  const { resource, query } = list;
  await database.transaction().execute(async (change) => {
    const scope_id = await scopeId(change, list);
    const row_count = pages.reduce((sum, { count }) => sum + count, 0);
    const { id } = await change
      .insertInto("reading")
      .values({ resource, query, scope_id, read_at: readAt, row_count, proof, format: FORMAT })
      .returning("id")
      .executeTakeFirstOrThrow();
    for (let from = 0; from < pages.length; from += PAGES_AT_ONCE) {
      const some = pages.slice(from, from + PAGES_AT_ONCE);
      const rows = some.map(({ count, packed }, index) => ({ reading_id: id, place: from + index, row_count: count, packed }));
      await change.insertInto("reading_page").values(rows).execute();
    }
    await change
      .insertInto("latest_reading")
      .values({ resource, query, scope_id, reading_id: id, read_at: readAt, tried_at: readAt, failure: null })
      .onConflict((conflict) =>
        conflict
          .columns(["resource", "query", "scope_id"])
          .doUpdateSet({ reading_id: id, read_at: readAt, tried_at: readAt, failure: null })
          // Of the row itself: what another table says may have changed since the statement began.
          .where(({ or, eb }) => or([eb("latest_reading.read_at", "is", null), eb("latest_reading.read_at", "<=", readAt)])),
      )
      .execute();
    await removeReplaced(change, list, scope_id);
  });
}

/** Keeps why the newest try to read a list failed. Its last whole reading stays. */
export async function keepFailure(database: Database, list: StoredList, triedAt: string, failure: ScopeError): Promise<void> {
  const { resource, query } = list;
  await database.transaction().execute(async (change) => {
    const scope_id = await scopeId(change, list);
    const told = { tried_at: triedAt, failure: JSON.stringify(failure) };
    await change
      .insertInto("latest_reading")
      .values({ resource, query, scope_id, reading_id: null, read_at: null, ...told })
      .onConflict((conflict) =>
        conflict.columns(["resource", "query", "scope_id"]).doUpdateSet(told).where("latest_reading.tried_at", "<=", triedAt),
      )
      .execute();
  });
}

/** What is known of a list, or null where it has never been read. */
export async function latestReading(database: Database, { resource, query, account, region }: StoredList): Promise<LatestReading | null> {
  const row = await database
    .selectFrom("latest_reading")
    .innerJoin("scope", "scope.id", "latest_reading.scope_id")
    .leftJoin("reading", (join) => join.onRef("reading.id", "=", "latest_reading.reading_id").on("reading.format", "=", FORMAT))
    .select(["reading.id", "reading.read_at", "row_count", "proof", "tried_at", "failure"])
    .where("latest_reading.resource", "=", resource)
    .where("latest_reading.query", "=", query)
    .where("account", "=", account)
    .where("region", "=", region)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { id, read_at, row_count, proof, tried_at, failure } = row;
  const reading = id === null || read_at === null ? null : { id, readAt: read_at, rows: row_count ?? 0, proof };
  return { reading, triedAt: tried_at, failure };
}

/**
 * The pages of a reading, in their order.
 *
 * @throws Error where it has been removed meanwhile.
 */
export async function* readingPages(database: Database, { id, rows }: StoredReading): AsyncGenerator<PackedPage> {
  let arrived = 0;
  for (let from = 0; ; from += PAGES_AT_ONCE) {
    const pages = await database
      .selectFrom("reading_page")
      .select(["row_count", "packed"])
      .where("reading_id", "=", id)
      .where("place", ">=", from)
      .where("place", "<", from + PAGES_AT_ONCE)
      .orderBy("place")
      .execute();
    for (const { row_count: count, packed } of pages) {
      arrived += count;
      yield { count, packed };
    }
    if (pages.length < PAGES_AT_ONCE) break;
  }
  if (arrived !== rows) throw new Error("The stored reading was removed while it was read.");
}

/** Removes readings of a list that have been replaced for so long that nobody reads them any more. */
async function removeReplaced(change: Transaction<Tables>, { resource, query }: StoredList, scope_id: number): Promise<void> {
  await change
    .deleteFrom("reading")
    .where("resource", "=", resource)
    .where("query", "=", query)
    .where("scope_id", "=", scope_id)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("reading as newer")
          .select("newer.id")
          .whereRef("newer.resource", "=", "reading.resource")
          .whereRef("newer.query", "=", "reading.query")
          .whereRef("newer.scope_id", "=", "reading.scope_id")
          .whereRef("newer.id", ">", "reading.id")
          .where("newer.kept_at", "<", sql<string>`now() - make_interval(mins => ${REPLACED_MINUTES})`),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("latest_reading").select("reading_id").whereRef("reading_id", "=", "reading.id"))),
    )
    .execute();
}
