import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chown, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll } from "vitest";
import { freePorts } from "@/lib/scripts/free-port";
import type { DatabaseLocation } from "./database";

const run = promisify(execFile);
const DEBIAN = "/usr/lib/postgresql";

/** The engines that a promise about the database is kept on. */
export const engines: readonly ("embedded" | "PostgreSQL")[] = (await programs()) === null ? ["embedded"] : ["embedded", "PostgreSQL"];
if (engines.length === 1) console.info("There is no PostgreSQL on this machine, so its tests run on the embedded one alone.");

/** A fresh database of an engine for the tests of a block. */
export function freshDatabase(engine: (typeof engines)[number]): () => DatabaseLocation {
  let location: DatabaseLocation | null = null;
  let remove: () => Promise<void> = async () => undefined;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "ledger-database-"));
    if (engine === "embedded") {
      location = { folder: join(folder, "data") };
      remove = () => rm(folder, { recursive: true, force: true });
    } else {
      const stop = await startPostgres(folder);
      location = { url: stop.url };
      remove = async () => {
        await stop.stop();
        await rm(folder, { recursive: true, force: true });
      };
    }
  });
  afterAll(() => remove());
  return () => {
    if (location === null) throw new Error("The database is there once the tests run.");
    return location;
  };
}

/** The folder of PostgreSQL's programs, or null. */
async function programs(): Promise<string | null> {
  const versions = await readdir(DEBIAN).catch(() => []);
  const folders = versions.toSorted().map((version) => join(DEBIAN, version, "bin"));
  return folders.findLast((folder) => existsSync(join(folder, "initdb"))) ?? null;
}

async function startPostgres(folder: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const bin = await programs();
  if (bin === null) throw new Error("There is no PostgreSQL.");
  const who = await postgresUser();
  if (who !== null) await chown(folder, who.uid, who.gid);
  const options = { ...who, cwd: folder };
  const data = join(folder, "data");
  await run(join(bin, "initdb"), ["-D", data, "-U", "ledger", "-A", "trust", "--no-sync"], options);
  const port = await freePorts("127.0.0.1", 5500, 1);
  const settings = `-c listen_addresses=127.0.0.1 -c unix_socket_directories= -p ${port} -c fsync=off`;
  await run(join(bin, "pg_ctl"), ["-D", data, "-l", join(folder, "log"), "-w", "-o", settings, "start"], options);
  return {
    url: `postgres://ledger@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await run(join(bin, "pg_ctl"), ["-D", data, "-m", "immediate", "stop"], options);
    },
  };
}

/** PostgreSQL refuses to run as root. */
async function postgresUser(): Promise<{ uid: number; gid: number } | null> {
  if (process.getuid?.() !== 0) return null;
  const [uid, gid] = await Promise.all(["-u", "-g"].map(async (option) => Number((await run("id", [option, "postgres"])).stdout)));
  return { uid: uid ?? 0, gid: gid ?? 0 };
}
