import "server-only";
import { type Kysely, type Migration, type MigrationInfo, Migrator } from "kysely";
import { readings } from "./migrations/0001-readings";
import { collections } from "./migrations/0002-collections";
import { history } from "./migrations/0003-history";
import { endedSessions } from "./migrations/0004-ended-sessions";
import type { Tables } from "./tables";

/** In order of their names. One that has been released never changes. */
const MIGRATIONS: Record<string, Migration> = {
  "0001-readings": readings,
  "0002-collections": collections,
  "0003-history": history,
  "0004-ended-sessions": endedSessions,
};

/**
 * Brings the tables up to date. Any number of processes may do it at once.
 *
 * @throws what PostgreSQL says. Nothing has changed then.
 */
export async function migrate(database: Kysely<Tables>): Promise<void> {
  const { error } = await migratorOf(database).migrateToLatest();
  if (error !== undefined) throw error;
}

/** Every migration, and when it was done, if it was. */
export const migrationsOf = (database: Kysely<Tables>): Promise<readonly MigrationInfo[]> => migratorOf(database).getMigrations();

const migratorOf = (database: Kysely<Tables>): Migrator =>
  new Migrator({ db: database, provider: { getMigrations: async () => MIGRATIONS } });
