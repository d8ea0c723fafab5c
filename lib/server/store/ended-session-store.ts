import "server-only";
import type { EndedSessionStore } from "@/lib/server/auth/ended-sessions";
import { errorFields } from "@/lib/server/observe/error-fields";
import { log } from "@/lib/server/observe/log";
import type { Database } from "@/lib/store/database";
import { addEndedSessions, allEndedSessions } from "@/lib/store/ended-sessions";

/** The store of ended sessions in a database. */
export function databaseEndedSessions(database: () => Promise<Database>): EndedSessionStore {
  const logged = async <Result>(what: string, use: (db: Database) => Promise<Result>): Promise<Result> => {
    try {
      return await use(await database());
    } catch (error) {
      log().error({ error: errorFields(error) }, `the database could not ${what}`);
      throw error;
    }
  };
  return {
    add: (sessions) => logged("keep that somebody has signed out", (db) => addEndedSessions(db, sessions)),
    all: () => logged("say who has signed out", allEndedSessions),
  };
}
