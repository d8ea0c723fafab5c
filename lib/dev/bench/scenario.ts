import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { z } from "zod";
import { ROOT } from "@/lib/scripts/child";
import { freePorts } from "@/lib/scripts/free-port";
import { sampleEnvironment } from "@/lib/scripts/sample-environment";
import { startMeasured, usageOf } from "./measured-process";
import { type MeasuredReading, readRoute } from "./read-route";

const HOST = "127.0.0.1";
const TSX = ["--import", "tsx"];
const WARM_ROUTES = ["/api/image-usage-report-entries", "/api/image-usage-reports"];

/** What AWS is like in a run. */
export interface Conditions {
  entries: number;
  /** That every answer takes longer. */
  latencyMs: number;
  /** Whether calls are throttled as EC2 does: 100 at once, then 20 a second. */
  bucket: boolean;
}

/** An endpoint under conditions, and an app that reads it. */
export interface Setting {
  endpoint: string;
  appUrl: string;
  app: ChildProcess;
  env: NodeJS.ProcessEnv;
}

/** What a process used for something, beside what came of it. */
export type Measured<Result> = Result & { cpuMs: number; peakBytes: number };

/** Starts an endpoint and a fresh app, which keeps nothing between readings, for as long as `use` takes. */
export function inSetting<Result>({ entries, latencyMs, bucket }: Conditions, use: (setting: Setting) => Promise<Result>): Promise<Result> {
  const args = ["--entries", String(entries), "--latency", String(latencyMs), ...(bucket ? ["--bucket", "100,20"] : [])];
  const env = (endpoint: string) => ({ ...sampleEnvironment(endpoint, ["us-east-1"]), LEDGER_CACHE_SECONDS: "0" });
  return withApp(args, env, async (setting) => {
    // What is learned once, such as whose credentials these are, belongs to no reading.
    for (const route of WARM_ROUTES) await readRoute(`${setting.appUrl}${route}?max-items=1`);
    return use(setting);
  });
}

/** Starts an endpoint, by the arguments of its command line, and a fresh app that reads it, for as long as `use` takes. */
export async function withApp<Result>(
  args: readonly string[],
  environment: (endpoint: string) => NodeJS.ProcessEnv,
  use: (setting: Setting) => Promise<Result>,
): Promise<Result> {
  const port = await freePorts(HOST, 4500, 2);
  const endpoint = `http://${HOST}:${port}`;
  const appUrl = `http://${HOST}:${port + 1}`;
  const env = environment(endpoint);
  const emulator = fork(join(ROOT, "lib/dev/aws-emulator/main.ts"), ["--port", String(port), ...args], {
    cwd: ROOT,
    execArgv: TSX,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const app = startMeasured(join(ROOT, "node_modules/next/dist/bin/next"), ["start", "-H", HOST, "-p", String(port + 1)], env);
  try {
    await Promise.all([answers(`${endpoint}/_calls`), answers(`${appUrl}/api/health`)]);
    return await use({ endpoint, appUrl, app, env });
  } finally {
    for (const child of [emulator, app]) child.kill();
  }
}

/** The listing through the route of the app. */
export async function throughRoute({ appUrl, app }: Setting): Promise<Measured<MeasuredReading>> {
  return measured(app, () => readRoute(`${appUrl}/api/image-usage-report-entries`));
}

/** The same listing by the SDK alone. */
export async function bySdk({ env }: Setting): Promise<Measured<{ rows: number; wallMs: number }>> {
  const sdk = startMeasured(join(ROOT, "lib/dev/bench/bare-sdk.ts"), [], env, TSX);
  try {
    await once(sdk, "message");
    return await measured(sdk, async () => {
      sdk.send("read");
      const [result]: { rows: number; wallMs: number }[] = await once(sdk, "message");
      if (result === undefined) throw new Error("The bare SDK gave no result.");
      return result;
    });
  } finally {
    sdk.kill();
  }
}

const calls = z.array(z.object({ operation: z.string(), throttled: z.boolean() }));

/** How many calls the endpoint answered, and how many of them it refused as too many. */
export async function callsOf({ endpoint }: Setting): Promise<{ calls: number; throttled: number }> {
  const all = calls.parse(await (await fetch(`${endpoint}/_calls`)).json());
  return { calls: all.length, throttled: all.filter(({ throttled }) => throttled).length };
}

async function measured<Result>(child: ChildProcess, run: () => Promise<Result>): Promise<Measured<Result>> {
  const before = await usageOf(child, "reset");
  const result = await run();
  const after = await usageOf(child);
  return { ...result, cpuMs: after.cpuMs - before.cpuMs, peakBytes: after.peakBytes };
}

async function answers(url: string): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 100))) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
  }
  throw new Error(`${url} did not answer within a minute.`);
}
