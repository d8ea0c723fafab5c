import { type Kysely, type Migration, sql } from "kysely";

async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("scope")
    .addColumn("id", "integer", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("account", "text", (column) => column.notNull())
    .addColumn("region", "text", (column) => column.notNull())
    .addUniqueConstraint("scope_is_unique", ["account", "region"])
    .execute();
  await database.schema
    .createTable("reading")
    .addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("resource", "text", (column) => column.notNull())
    .addColumn("query", "text", (column) => column.notNull())
    .addColumn("scope_id", "integer", (column) => column.notNull().references("scope.id"))
    .addColumn("read_at", "timestamptz", (column) => column.notNull())
    .addColumn("kept_at", "timestamptz", (column) => column.notNull().defaultTo(sql`now()`))
    .addColumn("row_count", "integer", (column) => column.notNull())
    .addColumn("proof", "text")
    .addColumn("format", "smallint", (column) => column.notNull())
    .execute();
  await database.schema.createIndex("reading_by_list").on("reading").columns(["resource", "query", "scope_id", "read_at"]).execute();
  await database.schema
    .createTable("reading_page")
    .addColumn("reading_id", "bigint", (column) => column.notNull().references("reading.id").onDelete("cascade"))
    .addColumn("place", "integer", (column) => column.notNull())
    .addColumn("row_count", "integer", (column) => column.notNull())
    .addColumn("packed", "bytea", (column) => column.notNull())
    .addPrimaryKeyConstraint("reading_page_key", ["reading_id", "place"])
    .execute();
  // It is packed already.
  await sql`alter table reading_page alter column packed set storage external`.execute(database);
  await database.schema
    .createTable("latest_reading")
    .addColumn("resource", "text", (column) => column.notNull())
    .addColumn("query", "text", (column) => column.notNull())
    .addColumn("scope_id", "integer", (column) => column.notNull().references("scope.id"))
    .addColumn("reading_id", "bigint", (column) => column.references("reading.id").onDelete("set null"))
    .addColumn("read_at", "timestamptz")
    .addColumn("tried_at", "timestamptz", (column) => column.notNull())
    .addColumn("failure", "jsonb")
    .addPrimaryKeyConstraint("latest_reading_key", ["resource", "query", "scope_id"])
    .execute();
}

export const readings: Migration = { up };
