import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator } from "@/lib/dev/aws-emulator/server";
import { interruption } from "@/lib/scripts/interruption";
import { type RunningApp, startApp } from "@/lib/scripts/start-app";
import { addresses, PROVIDER, SIGN_IN } from "./addresses";
import { serveProvider } from "./openid-provider";
import { PLACES, type Place } from "./test-servers";

/**
 * Serves the build at places, each with an endpoint behind it, until somebody wants the program to end, or one of the apps ends. Says
 * when all answer. What the apps keep goes with them.
 */
export async function serve(numbers: readonly number[]): Promise<void> {
  const ending = new AbortController();
  const signal = AbortSignal.any([interruption(), ending.signal]);
  const kept = await mkdtemp(join(tmpdir(), "ami-ledger-e2e-"));
  const { host, ports } = addresses(PROVIDER);
  const provider = await serveProvider(host, ports.app, addresses(SIGN_IN).appUrl);
  const apps: RunningApp[] = [];
  const endpoints: { close(): Promise<void> }[] = [];
  try {
    await Promise.all(numbers.map(start));
    console.log(`Served: ${apps.map(({ url }) => url).join(", ")}`);
    process.exitCode = await Promise.race(apps.map(({ ended }) => ended));
  } finally {
    ending.abort();
    await Promise.all(apps.map(({ ended }) => ended));
    await Promise.all(endpoints.map((endpoint) => endpoint.close()));
    provider.close();
    provider.closeAllConnections();
    await rm(kept, { recursive: true, force: true });
  }

  async function start(number: number): Promise<void> {
    const { ports } = addresses(number);
    const { world, faults = [], reportMs, environment } = placeOf(number);
    const endpoint = await startEmulator({
      world: world(new Date()),
      host,
      port: ports.aws,
      faults,
      ...(reportMs !== undefined && { reportMs }),
    });
    endpoints.push(endpoint);
    const env = { ...environment(endpoint.url), LEDGER_DATA_DIR: join(kept, String(number)) };
    const app = await startApp(host, ports.app, { env, signal });
    apps.push(app);
    // The app learns whose credentials it has, before a test makes AWS refuse to tell.
    await fetch(`${app.url}/api/scopes`);
  }
}

function placeOf(number: number): Place {
  const place = PLACES[number];
  if (place === undefined) throw new Error(`There is no place of number ${number}.`);
  return place;
}
