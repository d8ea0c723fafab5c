/**
 * The embedded database as a process of its own: PostgreSQL compiled to WebAssembly, which would block the server's event
 * loop, and which needs `--liftoff-only` on its command line to fit into 512 MB. Plain JavaScript, because it runs without
 * the development dependencies. `process.argv[2]` is its folder. It answers `{ id, sql, parameters }`, one at a time, and
 * ends when its parent does.
 */
import { existsSync, readFileSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { columnParsers } from "./column-parsers.mjs";
import { FolderTaken, lockFolder } from "./folder-lock.mjs";
import { TEMPLATE } from "./template.mjs";

const DATA = "postgres";
const CHECKPOINT_MS = 5 * 60_000;
const VACUUM_MS = 24 * 60 * 60_000;

/** In 16 MB of buffers a page of rows is read as fast as in 128. Nothing limits the log between two checkpoints but us. */
const SETTINGS = ["shared_buffers=16MB", "max_connections=4", "max_wal_size=128MB", "timezone=UTC"];

/** Our copy of PGlite's own text for bytes, which goes through an array of numbers. */
const BYTES = { oid: 17, toText: (bytes) => `\\x${Buffer.from(bytes).toString("hex")}` };

/** What the parent is told of an error. */
const toFault = ({ message, code, detail, constraint }) => ({ message, code, detail, constraint });

async function open(folder) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // The lock is a socket, whose path may have no more than some 100 characters.
  process.chdir(folder);
  await lockFolder();
  if (!existsSync(join(DATA, "PG_VERSION"))) await makeData();
  const database = await start(DATA);
  await database.query("select 1");
  return database;
}

/** Made beside and renamed: a folder that was left half made cannot be told from a broken one. */
async function makeData() {
  const half = `${DATA}.new`;
  await rm(half, { recursive: true, force: true });
  const loadDataDir = existsSync(TEMPLATE) ? new Blob([readFileSync(TEMPLATE)]) : undefined;
  await (await start(half, loadDataDir && { loadDataDir })).close();
  await rename(half, DATA);
}

const start = (dataDir, options) =>
  PGlite.create({
    dataDir,
    startParams: [...PGlite.defaultStartParams, ...SETTINGS.flatMap((setting) => ["-c", setting])],
    parsers: columnParsers,
    serializers: { [BYTES.oid]: BYTES.toText },
    ...options,
  });

/** Nothing in it does this by itself: it has no background processes. */
function keepTidy(database, isIdle) {
  const every = (milliseconds, sql) => setInterval(() => isIdle() && database.exec(sql).catch(() => undefined), milliseconds).unref();
  every(CHECKPOINT_MS, "checkpoint");
  every(VACUUM_MS, "vacuum analyze");
}

function serve(database) {
  let inTransaction = false;
  let last = Promise.resolve();
  process.on("message", ({ id, sql, parameters }) => {
    last = last.then(() => answer(id, sql, parameters));
  });
  const answer = async (id, sql, parameters) => {
    try {
      const { rows, command, rowCount } = await database.query(sql, parameters);
      if (command === "BEGIN") inTransaction = true;
      if (command === "COMMIT" || command === "ROLLBACK") inTransaction = false;
      void tell({ id, result: { rows, command, rowCount } });
    } catch (error) {
      void tell({ id, fault: toFault(error) });
    }
  };
  keepTidy(database, () => !inTransaction);
  parentGone.then(() => last.then(() => database.close()).finally(() => process.exit()));
}

/** It may end before the first line here runs, or while the database opens. */
const parentGone = new Promise((resolve) => {
  process.once("disconnect", resolve);
  if (!process.connected) resolve();
});

// The parent is told to stop by the same key, and then lets go of this process.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => undefined);

/** A parent that is gone is told nothing, and that is no error. */
const tell = (message) => new Promise((resolve) => (process.connected ? process.send(message, resolve) : resolve()));

try {
  serve(await open(process.argv[2]));
  await tell({ ready: true });
} catch (error) {
  await tell({ refused: error instanceof FolderTaken ? "taken" : "unusable", message: error.message });
  process.exit(1);
}
