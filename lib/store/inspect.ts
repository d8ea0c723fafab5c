import "server-only";
import { existsSync } from "node:fs";
import { sql } from "kysely";
import { connect, type DatabaseLocation } from "./database";
import { migrationsOf } from "./migrate";

/** How a database stands. Nothing in it is changed. */
export interface DatabaseState {
  engine: "embedded" | "PostgreSQL";
  /** `15.9`, or null where an embedded one was not made yet. */
  version: string | null;
  migrations: { done: number; missing: number };
}

/** @throws DatabaseUnavailable, DatabaseTaken, or what PostgreSQL says. */
export async function inspectDatabase(location: DatabaseLocation): Promise<DatabaseState> {
  const engine = "folder" in location ? "embedded" : "PostgreSQL";
  if ("folder" in location && !existsSync(location.folder)) return { engine, version: null, migrations: { done: 0, missing: 0 } };
  const database = connect(location, () => undefined);
  try {
    const { rows } = await sql<{ server_version: string }>`show server_version`.execute(database);
    const migrations = await migrationsOf(database);
    const done = migrations.filter(({ executedAt }) => executedAt !== undefined).length;
    return { engine, version: rows[0]?.server_version ?? null, migrations: { done, missing: migrations.length - done } };
  } finally {
    await database.destroy();
  }
}
