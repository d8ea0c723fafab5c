import "server-only";
import { sql } from "kysely";
import type { ScopeError } from "@/lib/core/row-events";
import type { Database } from "./database";
import { scopeId } from "./scopes";

/** A list that is read again and again: a resource in one scope. */
export interface CollectedList {
  resource: string;
  account: string;
  region: string;
}

export type CollectionOutcome = "complete" | "failed" | "skipped";

/** How the collecting of a list stands. Times are ISO 8601, by the database's clock. */
export interface Collection extends CollectedList {
  dueAt: string;
  isRunning: boolean;
  startedAt: string | null;
  endedAt: string | null;
  outcome: CollectionOutcome | null;
  failure: ScopeError | null;
}

/** Adds lists that were not collected so far. Each is due at a random moment of the next `withinSeconds`, so that they do not all come at once. */
export async function addCollections(database: Database, lists: readonly (CollectedList & { withinSeconds: number })[]): Promise<void> {
  for (const list of lists) {
    await database.transaction().execute(async (change) => {
      const scope_id = await scopeId(change, list);
      await change
        .insertInto("collection")
        .values({ resource: list.resource, scope_id, due_at: sql<string>`now() + make_interval(secs => ${list.withinSeconds} * random())` })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    });
  }
}

/**
 * Leases lists that are due, the longest due first: nobody else gets them before `seconds` have passed without a renewal.
 * A process that dies loses its leases by that.
 */
export async function leaseDue(database: Database, lease: string, most: number, seconds: number): Promise<CollectedList[]> {
  return await database.transaction().execute(async (change) => {
    const due = await change
      .selectFrom("collection")
      .innerJoin("scope", "scope.id", "collection.scope_id")
      .select(["resource", "scope_id", "account", "region"])
      .where("due_at", "<=", sql<string>`now()`)
      .where(({ or, eb }) => or([eb("leased_until", "is", null), eb("leased_until", "<", sql<string>`now()`)]))
      .orderBy("due_at")
      .limit(most)
      .forUpdate("collection")
      .skipLocked()
      .execute();
    for (const { resource, scope_id } of due) {
      await change
        .updateTable("collection")
        .set({ lease, leased_until: inSeconds(seconds), started_at: sql<string>`now()` })
        .where("resource", "=", resource)
        .where("scope_id", "=", scope_id)
        .execute();
    }
    return due.map(({ resource, account, region }) => ({ resource, account, region }));
  });
}

/** Keeps the leases of a process for longer. */
export async function renewLeases(database: Database, lease: string, seconds: number): Promise<void> {
  await database
    .updateTable("collection")
    .set({ leased_until: inSeconds(seconds) })
    .where("lease", "=", lease)
    .execute();
}

/** Ends the collecting of a list, which is due again in so many seconds. Nothing happens where somebody else has leased it meanwhile. */
export async function endCollection(
  database: Database,
  lease: string,
  { resource, account, region }: CollectedList,
  { outcome, failure, againSeconds }: { outcome: CollectionOutcome; failure: ScopeError | null; againSeconds: number },
): Promise<void> {
  await database
    .updateTable("collection")
    .from("scope")
    .set({
      lease: null,
      leased_until: null,
      ended_at: sql<string>`now()`,
      due_at: inSeconds(againSeconds),
      outcome,
      failure: failure === null ? null : JSON.stringify(failure),
    })
    .whereRef("scope.id", "=", "collection.scope_id")
    .where("lease", "=", lease)
    .where("resource", "=", resource)
    .where("account", "=", account)
    .where("region", "=", region)
    .execute();
}

/** Every list that is collected, by resource and scope. */
export async function allCollections(database: Database): Promise<Collection[]> {
  const rows = await database
    .selectFrom("collection")
    .innerJoin("scope", "scope.id", "collection.scope_id")
    .select(["resource", "account", "region", "due_at", "started_at", "ended_at", "outcome", "failure"])
    .select(sql<boolean>`coalesce(leased_until > now(), false)`.as("is_running"))
    .orderBy("resource")
    .orderBy("account")
    .orderBy("region")
    .execute();
  return rows.map(({ due_at, started_at, ended_at, is_running, ...rest }) => ({
    ...rest,
    dueAt: due_at,
    startedAt: started_at,
    endedAt: ended_at,
    isRunning: is_running,
  }));
}

const inSeconds = (seconds: number) => sql<string>`now() + make_interval(secs => ${seconds})`;

/** Leases one list where it is due, or `isForced`, and nobody else has it. */
export async function leaseList(
  database: Database,
  lease: string,
  { resource, account, region }: CollectedList,
  isForced: boolean,
  seconds: number,
): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable("collection")
    .from("scope")
    .set({ lease, leased_until: inSeconds(seconds), started_at: sql<string>`now()` })
    .whereRef("scope.id", "=", "collection.scope_id")
    .where("resource", "=", resource)
    .where("account", "=", account)
    .where("region", "=", region)
    .where(({ or, eb }) => or([eb("leased_until", "is", null), eb("leased_until", "<", sql<string>`now()`)]))
    .where(({ or, eb, lit }) => or([eb(lit(isForced), "=", lit(true)), eb("due_at", "<=", sql<string>`now()`)]))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
