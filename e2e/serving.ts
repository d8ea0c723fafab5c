import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Fault } from "@/lib/aws-emulator/faults";
import { startEmulator } from "@/lib/aws-emulator/server";
import type { World } from "@/lib/aws-emulator/world";
import { interruption } from "@/lib/scripts/interruption";
import { startApp } from "@/lib/scripts/start-app";
import { addresses } from "./addresses";

interface Served {
  world: World;
  /** What goes wrong from the start. */
  faults?: readonly Fault[];
  /** How long a report that is created stays pending. */
  reportMs?: number;
  /** The app's, by the address of the endpoint. */
  environment: (endpoint: string) => NodeJS.ProcessEnv;
}

/** Serves the build at a place, with an endpoint behind it, until somebody wants the program to end. What the app keeps goes with it. */
export async function serve(place: number, { world, faults = [], reportMs, environment }: Served): Promise<void> {
  const { host, ports } = addresses(place);
  const emulator = await startEmulator({ world, host, port: ports.aws, faults, ...(reportMs !== undefined && { reportMs }) });
  const kept = await mkdtemp(join(tmpdir(), "ami-ledger-e2e-"));
  try {
    const env = { ...environment(emulator.url), LEDGER_DATA_DIR: kept };
    const app = await startApp(host, ports.app, { env, signal: interruption() });
    process.exitCode = await app.ended;
  } finally {
    await emulator.close();
    await rm(kept, { recursive: true, force: true });
  }
}
