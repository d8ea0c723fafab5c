import type { Kysely, Migration } from "kysely";

async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("collection")
    .addColumn("resource", "text", (column) => column.notNull())
    .addColumn("scope_id", "integer", (column) => column.notNull().references("scope.id"))
    .addColumn("due_at", "timestamptz", (column) => column.notNull())
    .addColumn("lease", "text")
    .addColumn("leased_until", "timestamptz")
    .addColumn("started_at", "timestamptz")
    .addColumn("ended_at", "timestamptz")
    .addColumn("outcome", "text")
    .addColumn("failure", "jsonb")
    .addPrimaryKeyConstraint("collection_key", ["resource", "scope_id"])
    .execute();
  await database.schema.createIndex("collection_by_due_at").on("collection").column("due_at").execute();
}

export const collections: Migration = { up };
