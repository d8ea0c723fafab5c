import { type Kysely, type Migration, sql } from "kysely";

async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("listing_run")
    .addColumn("resource", "text", (column) => column.notNull())
    .addColumn("scope_id", "integer", (column) => column.notNull().references("scope.id"))
    .addColumn("read_at", "timestamptz", (column) => column.notNull())
    .addColumn("row_count", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("listing_run_key", ["resource", "scope_id", "read_at"])
    .execute();
  await database.schema
    .createTable("item_version")
    .addColumn("resource", "text", (column) => column.notNull())
    .addColumn("scope_id", "integer", (column) => column.notNull().references("scope.id"))
    .addColumn("key", "text", (column) => column.notNull())
    .addColumn("valid_from", "timestamptz", (column) => column.notNull())
    .addColumn("valid_to", "timestamptz", (column) => column.notNull().defaultTo("infinity"))
    .addColumn("hash", "text", (column) => column.notNull())
    .addColumn("row_count", "integer", (column) => column.notNull())
    .addColumn("packed", "bytea", (column) => column.notNull())
    .addPrimaryKeyConstraint("item_version_key", ["resource", "scope_id", "key", "valid_from"])
    .execute();
  await sql`alter table item_version alter column packed set storage external`.execute(database);
  await sql`create unique index item_version_open on item_version (resource, scope_id, key) include (hash) where valid_to = 'infinity'`.execute(
    database,
  );
  await database.schema.createIndex("item_version_ended").on("item_version").columns(["resource", "scope_id", "valid_to"]).execute();
  await database.schema.createIndex("item_version_begun").on("item_version").columns(["resource", "scope_id", "valid_from"]).execute();
}

export const history: Migration = { up };
