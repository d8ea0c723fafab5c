/**
 * An empty database, from which the first start is made: to make one takes seconds and 1 GB of memory.
 * `node lib/store/embedded/template.mjs` writes it, as part of a build.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";

export const TEMPLATE = join(import.meta.dirname, "template.tar.gz");

if (process.argv[1] === import.meta.filename) {
  const database = await PGlite.create();
  const file = await database.dumpDataDir("gzip");
  await database.close();
  await writeFile(TEMPLATE, Buffer.from(await file.arrayBuffer()));
}
