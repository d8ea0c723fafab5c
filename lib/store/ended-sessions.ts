import "server-only";
import { sql } from "kysely";
import type { Database } from "./database";

/** A session that somebody ended, and until when its cookie would be valid, ISO 8601. */
export interface EndedSession {
  id: string;
  until: string;
}

/** Adds sessions that were ended. Adding one again changes nothing. Those that have expired since are forgotten. */
export async function addEndedSessions(database: Database, sessions: readonly EndedSession[]): Promise<void> {
  if (sessions.length === 0) return;
  await database
    .insertInto("ended_session")
    .values([...sessions])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await database.deleteFrom("ended_session").where("until", "<", sql<string>`now()`).execute();
}

export async function allEndedSessions(database: Database): Promise<EndedSession[]> {
  return database.selectFrom("ended_session").select(["id", "until"]).execute();
}
