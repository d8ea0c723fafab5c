import "server-only";
import { sql } from "kysely";
import type { Database } from "@/lib/store/database";
import { PROOF_KEY, type RecordedList } from "./record";

/** From a time to a time, both included, ISO 8601. Null: from the first reading, to the last. */
export interface Period {
  from: string | null;
  to: string | null;
}

/** An item of which the reading at `at` had another version than the one before it, at `previousAt`. */
export interface ItemChange {
  key: string;
  at: string;
  previousAt: string;
  /** Its rows, packed. Null where it was not there. */
  before: Buffer | null;
  after: Buffer | null;
}

const CHANGES_AT_ONCE = 500;

/**
 * The items of a list that changed in a period, some at a time, in the order of time and key: those of some keys, or with null
 * all. What the first reading had is no change, for nobody knows what was before it.
 */
export async function* itemChanges(
  database: Database,
  { resource, account, region }: RecordedList,
  { from, to }: Period,
  keys: readonly string[] | null,
): AsyncGenerator<ItemChange[]> {
  const chosen = keys === null ? sql`key <> ${PROOF_KEY}` : sql`key in (${sql.join(keys)})`;
  const inPeriod = (column: "valid_from" | "valid_to") => sql`
    select key, ${sql.ref(column)} as at, packed from item_version
    where resource = ${resource} and scope_id = (select id from scope where account = ${account} and region = ${region})
      and ${sql.ref(column)} >= ${from ?? "-infinity"}::timestamptz and ${sql.ref(column)} <= ${to ?? "infinity"}::timestamptz
      and ${sql.ref(column)} < 'infinity' and ${chosen}`;
  const runs = sql`
    from listing_run
    where resource = ${resource} and scope_id = (select id from scope where account = ${account} and region = ${region})`;
  for (let last = { at: "-infinity", key: "" }; ; ) {
    const { rows } = await sql<ItemChange>`
      select changed.*, (select max(read_at) ${runs} and read_at < changed.at) as "previousAt"
      from (
        select coalesce(begun.key, ended.key) as key, coalesce(begun.at, ended.at) as at, ended.packed as before, begun.packed as after
        from (${inPeriod("valid_from")}) as begun
        full join (${inPeriod("valid_to")}) as ended on ended.key = begun.key and ended.at = begun.at
      ) as changed
      where changed.at > (select min(read_at) ${runs})
        and (changed.at, changed.key) > (${last.at}::timestamptz, ${last.key}::text)
      order by changed.at, changed.key
      limit ${CHANGES_AT_ONCE}`.execute(database);
    if (rows.length > 0) yield rows;
    last = rows.at(-1) ?? last;
    if (rows.length < CHANGES_AT_ONCE) return;
  }
}
