import "server-only";
import { resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { setEndedSessionStore } from "@/lib/server/auth/ended-sessions";
import { readAuthConfig } from "@/lib/server/auth/read-auth-config";
import { readConfig } from "@/lib/server/config/config";
import { database, keepReadings } from "@/lib/server/store/database";
import { databaseEndedSessions } from "@/lib/server/store/ended-session-store";
import { DatabaseTaken } from "@/lib/store/embedded/database-errors";
import { endMisconfigured } from "./check-config";

/** A server that waits longer for its store starts without it, and opens it later. */
const PATIENCE_MS = 20_000;

/**
 * Opens the store. A server whose database is down or whose disk is full starts all the same, since it can read AWS, and the log
 * says what it lacks. One whose folder another process has open ends: two of them would each show half of what was read.
 */
export async function openStore(): Promise<void> {
  const { databaseUrl, cacheMs, dataDir } = readConfig(process.env);
  const signsIn = readAuthConfig(process.env).mode === "oidc";
  keepReadings();
  if (signsIn) setEndedSessionStore(databaseEndedSessions(database));
  if (databaseUrl !== null || (cacheMs === 0 && !signsIn)) return;
  await Promise.race([database(), delay(PATIENCE_MS, undefined, { ref: false })]).catch((error: unknown) => {
    if (!(error instanceof DatabaseTaken)) return;
    const folder = resolve(/* turbopackIgnore: true */ dataDir);
    endMisconfigured([
      `LEDGER_DATA_DIR: another process has the database in ${folder} open. End it, or give this one a folder of its own or LEDGER_DATABASE_URL.`,
    ]);
  });
}
