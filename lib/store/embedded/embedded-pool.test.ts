import { type ChildProcess, execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EmbeddedPool } from "./embedded-pool";

let parent: string;
let folder: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "ledger-embedded-"));
  folder = join(parent, "data");
});
afterEach(() => rm(parent, { recursive: true, force: true }));

async function ask(pool: EmbeddedPool, sql: string, parameters: unknown[] = []): Promise<unknown[]> {
  const client = await pool.connect();
  try {
    return (await client.query<unknown>(sql, parameters)).rows;
  } finally {
    client.release();
  }
}

const processOf = async (pool: EmbeddedPool): Promise<number> => {
  await ask(pool, "select 1");
  const pids = execFileSync("pgrep", ["-P", String(process.pid), "-f", folder], { encoding: "utf8" })
    .trim()
    .split("\n");
  return Number(pids[0]);
};

describe("the embedded database", () => {
  it("refuses a second process on its folder, in words", async () => {
    const first = new EmbeddedPool(folder);
    await ask(first, "create table t (n int)");

    const second = ask(new EmbeddedPool(folder), "select 1");

    await expect(second).rejects.toThrow("Another process has the embedded database in this folder open.");
    await first.end();
  });

  it("opens again after its process was killed, with every row that was acknowledged", async () => {
    const pool = new EmbeddedPool(folder);
    await ask(pool, "create table t (n int)");
    for (let n = 1; n <= 50; n += 1) await ask(pool, "insert into t values ($1)", [n]);
    const pid = await processOf(pool);

    const lost = ask(pool, "select pg_sleep(10)");
    process.kill(pid, "SIGKILL");
    await expect(lost).rejects.toThrow("The process of the embedded database ended.");

    expect(await ask(pool, "select count(*) as n from t")).toEqual([{ n: 50 }]);
    await pool.end();
  });

  it("keeps others waiting while a transaction is open", async () => {
    const pool = new EmbeddedPool(folder);
    await ask(pool, "create table t (n int)");
    const client = await pool.connect();
    await client.query("begin", []);
    await client.query("insert into t values (1)", []);
    const other = ask(pool, "select count(*) as n from t");
    await client.query("rollback", []);
    client.release();

    expect(await other).toEqual([{ n: 0 }]);
    await pool.end();
  });

  it("says what PostgreSQL says", async () => {
    const pool = new EmbeddedPool(folder);

    await expect(ask(pool, "select * from nothing")).rejects.toMatchObject({ name: "DatabaseFault", code: "42P01" });
    expect(await ask(pool, "select 1 as n")).toEqual([{ n: 1 }]);
    await pool.end();
  });

  it("says that the folder cannot be used", async () => {
    await expect(ask(new EmbeddedPool(join(import.meta.filename, "data")), "select 1")).rejects.toMatchObject({
      name: "DatabaseUnavailable",
    });
  });
});

describe("the process of the embedded database", () => {
  it("ends with its parent, however that ends", async () => {
    const owner: ChildProcess = fork(join(import.meta.dirname, "owner.test-support.ts"), [folder], {
      execArgv: ["--conditions=react-server", "--import", "tsx"],
    });
    await once(owner, "message");
    owner.kill("SIGKILL");
    await once(owner, "exit");

    const pool = new EmbeddedPool(folder);
    for (const deadline = Date.now() + 20_000; ; ) {
      const rows = await ask(pool, "select n from t").catch((error: unknown) => error);
      if (Array.isArray(rows)) {
        expect(rows).toEqual([{ n: 7 }]);
        break;
      }
      if (Date.now() > deadline) throw rows;
    }
    await pool.end();
  });
});

it("nothing is left of a process that was killed while it opened the database", async () => {
  const owner = fork(join(import.meta.dirname, "owner.test-support.ts"), [folder], {
    execArgv: ["--conditions=react-server", "--import", "tsx"],
  });
  await expect.poll(() => childrenOf(owner.pid), { timeout: 20_000, interval: 5 }).toHaveLength(1);
  const [child = 0] = childrenOf(owner.pid);
  await new Promise((resolve) => setTimeout(resolve, 60));
  owner.kill("SIGKILL");

  await expect.poll(() => isRunning(child), { timeout: 20_000 }).toBe(false);
});

/** The embedded databases that a process has started. */
function childrenOf(pid: number | undefined): number[] {
  try {
    const pids = execFileSync("pgrep", ["-P", String(pid), "-f", "database-process"], { encoding: "utf8" });
    return pids.trim().split("\n").map(Number);
  } catch {
    return [];
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
