import "server-only";
import { Kysely, PostgresDialect } from "kysely";
import { Pool, TypeOverrides } from "pg";
import { columnParsers } from "./embedded/column-parsers.mjs";
import { EmbeddedPool } from "./embedded/embedded-pool";
import { migrate } from "./migrate";
import type { Tables } from "./tables";

export type Database = Kysely<Tables>;

/** Where the ledger keeps what it reads: a PostgreSQL server by its URL, or a folder for the embedded one. */
export type DatabaseLocation = { url: string } | { folder: string };

/** Connections of one process to a PostgreSQL server. */
const CONNECTIONS = 8;
const CONNECT_MS = 10_000;

/**
 * Opens the database and brings its tables up to date. `onIdleError`: a connection that nobody uses was lost.
 *
 * @throws DatabaseUnavailable, or what PostgreSQL says.
 */
export async function openDatabase(location: DatabaseLocation, onIdleError: (error: Error) => void): Promise<Database> {
  const database = connect(location, onIdleError);
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

/** A database as it is, whose tables may be out of date. */
export const connect = (location: DatabaseLocation, onIdleError: (error: Error) => void): Database =>
  new Kysely<Tables>({ dialect: new PostgresDialect({ pool: poolOf(location, onIdleError) }) });

function poolOf(location: DatabaseLocation, onIdleError: (error: Error) => void): Pool | EmbeddedPool {
  if ("folder" in location) return new EmbeddedPool(location.folder);
  const types = new TypeOverrides();
  for (const [type, parse] of Object.entries(columnParsers)) types.setTypeParser(Number(type), parse);
  const pool = new Pool({ connectionString: location.url, max: CONNECTIONS, connectionTimeoutMillis: CONNECT_MS, types });
  pool.on("error", onIdleError);
  return pool;
}
