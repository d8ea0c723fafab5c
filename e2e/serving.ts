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
  /** The app's, by the address of the endpoint. */
  environment: (endpoint: string) => NodeJS.ProcessEnv;
}

/** Serves the build at a place, with an endpoint behind it, until somebody wants the program to end. */
export async function serve(place: number, { world, faults = [], environment }: Served): Promise<void> {
  const { host, ports } = addresses(place);
  const emulator = await startEmulator({ world, host, port: ports.aws, faults });
  const app = await startApp(host, ports.app, { env: environment(emulator.url), signal: interruption() });
  const code = await app.ended;
  await emulator.close();
  process.exitCode = code;
}
