import type { Kysely, Migration } from "kysely";

async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("ended_session")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("until", "timestamptz", (column) => column.notNull())
    .execute();
}

export const endedSessions: Migration = { up };
