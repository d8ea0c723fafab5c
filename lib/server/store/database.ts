import "server-only";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { setReadingStore } from "@/lib/aws/cache/reading-store";
import { processWide } from "@/lib/core/process-wide";
import { readConfig } from "@/lib/server/config/config";
import { errorFields } from "@/lib/server/observe/error-fields";
import { log } from "@/lib/server/observe/log";
import { type Database, type DatabaseLocation, openDatabase } from "@/lib/store/database";
import { DatabaseTaken } from "@/lib/store/embedded/database-errors";
import { databaseReadings } from "./reading-store";

/** A database that could not be opened is tried anew after this time: each try may take seconds. */
const RETRY_MS = 15_000;
/** How long a folder may be taken by a process that is ending. */
const PATIENCE_MS = 10_000;
const TAKEN_MS = 500;

const held = processWide("database", (): { opened: Promise<Database> | null } => ({ opened: null }));

/**
 * The database of this process, opened when it is first asked for.
 *
 * @throws DatabaseUnavailable, DatabaseTaken, or what PostgreSQL says. It is tried anew some time later.
 */
export function database(): Promise<Database> {
  held.opened ??= open();
  return held.opened;
}

function open(): Promise<Database> {
  const opened = whenFree(() =>
    openDatabase(databaseLocation(), (error) => log().warn({ error: errorFields(error) }, "a connection to the database was lost")),
  );
  opened.catch((error: unknown) => {
    log().error({ error: errorFields(error) }, "the database cannot be opened, so what is read is not kept");
    setTimeout(() => {
      held.opened = null;
    }, RETRY_MS).unref();
  });
  return opened;
}

/** The process that had the folder before may still be ending. */
async function whenFree(openIt: () => Promise<Database>): Promise<Database> {
  for (const deadline = performance.now() + PATIENCE_MS; ; await delay(TAKEN_MS)) {
    try {
      return await openIt();
    } catch (error) {
      if (!(error instanceof DatabaseTaken) || performance.now() > deadline) throw error;
    }
  }
}

/** Where the configuration has the database. */
export function databaseLocation(): DatabaseLocation {
  const { databaseUrl, dataDir } = readConfig(process.env);
  return databaseUrl === null ? { folder: join(/* turbopackIgnore: true */ dataDir, "database") } : { url: databaseUrl };
}

/** From now on whole readings are kept, unless nothing is to be kept (LEDGER_CACHE_SECONDS=0). */
export function keepReadings(): void {
  if (readConfig(process.env).cacheMs === 0) return;
  setReadingStore(databaseReadings(database));
  database().catch(() => undefined);
}

/** Closes the database, once nobody uses it any more. */
export async function closeDatabase(): Promise<void> {
  const opened = await held.opened?.catch(() => null);
  await opened?.destroy();
}
