import "server-only";
import { sql, type Transaction } from "kysely";
import type { Database } from "@/lib/store/database";
import { scopeId } from "@/lib/store/scopes";
import type { Tables } from "@/lib/store/tables";

/** A list of which history is recorded. */
export interface RecordedList {
  resource: string;
  account: string;
  region: string;
}

/** An item as a reading has it. What is packed is up to who packs and unpacks it. */
export interface ItemVersion {
  key: string;
  hash: string;
  rows: number;
  packed: Buffer;
}

/** What the newest recorded reading of a list had. */
export interface Recorded {
  /** ISO 8601. Null where none is recorded. */
  readAt: string | null;
  /** The hash of each item by its key. */
  hashes: ReadonlyMap<string, string>;
}

/** What a reading changes. An item that changed is among the gone and among the new. */
export interface Changes {
  gone: readonly string[];
  new: readonly ItemVersion[];
}

/** The item that holds the proof of a reading. It has no rows. */
export const PROOF_KEY = "#proof";

const KEYS_AT_ONCE = 5_000;
const VERSIONS_AT_ONCE = 500;

/** What a newer reading is compared with. */
export async function recorded(database: Database, list: RecordedList): Promise<Recorded> {
  return database
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (change) => {
      const scope_id = await knownScope(change, list);
      const readAt = scope_id === null ? null : await newestRun(change, list.resource, scope_id);
      if (scope_id === null || readAt === null) return { readAt: null, hashes: new Map() };
      const open = await change
        .selectFrom("item_version")
        .select(["key", "hash"])
        .where("resource", "=", list.resource)
        .where("scope_id", "=", scope_id)
        .where("valid_to", "=", "infinity")
        .execute();
      return { readAt, hashes: new Map(open.map(({ key, hash }) => [key, hash])) };
    });
}

/**
 * Records a whole reading: its run, and what it changes against `since`, the time of the reading it was compared with; all of
 * it or nothing. False where another reading has been recorded meanwhile, so that it has to be compared anew.
 */
export async function recordRun(
  database: Database,
  list: RecordedList,
  run: { readAt: string; rows: number; since: string | null },
  changes: Changes,
): Promise<boolean> {
  const { resource } = list;
  const { readAt } = run;
  return database.transaction().execute(async (change) => {
    const scope_id = await scopeId(change, list);
    await sql`select pg_advisory_xact_lock(hashtext(${`history ${resource}`}), ${scope_id})`.execute(change);
    if ((await newestRun(change, resource, scope_id)) !== run.since) return false;
    await change.insertInto("listing_run").values({ resource, scope_id, read_at: readAt, row_count: run.rows }).execute();
    for (let from = 0; from < changes.gone.length; from += KEYS_AT_ONCE) {
      await change
        .updateTable("item_version")
        .set({ valid_to: readAt })
        .where("resource", "=", resource)
        .where("scope_id", "=", scope_id)
        .where("valid_to", "=", "infinity")
        .where("key", "in", changes.gone.slice(from, from + KEYS_AT_ONCE))
        .execute();
    }
    for (let from = 0; from < changes.new.length; from += VERSIONS_AT_ONCE) {
      const some = changes.new.slice(from, from + VERSIONS_AT_ONCE);
      const versions = some.map(({ rows, ...version }) => ({ resource, scope_id, valid_from: readAt, row_count: rows, ...version }));
      await change.insertInto("item_version").values(versions).execute();
    }
    return true;
  });
}

async function newestRun(change: Transaction<Tables>, resource: string, scope_id: number): Promise<string | null> {
  const run = await change
    .selectFrom("listing_run")
    .select("read_at")
    .where("resource", "=", resource)
    .where("scope_id", "=", scope_id)
    .orderBy("read_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return run?.read_at ?? null;
}

async function knownScope(change: Transaction<Tables>, { account, region }: RecordedList): Promise<number | null> {
  const scope = await change
    .selectFrom("scope")
    .select("id")
    .where("account", "=", account)
    .where("region", "=", region)
    .executeTakeFirst();
  return scope?.id ?? null;
}
