/**
 * `npm run bench`: what reading through the app costs, as ratios to the bare SDK paginating the same
 * pages of the same endpoint in the same run. Needs a production build.
 */
import { once } from "node:events";
import { join } from "node:path";
import { ROOT } from "@/lib/scripts/child";
import { freePorts } from "@/lib/scripts/free-port";
import { sampleEnvironment } from "@/lib/scripts/sample-environment";
import { startMeasured, usageOf } from "./measured-process";
import { type RouteReading, readRoute } from "./read-route";

const HOST = "127.0.0.1";
const FEW = 10_000;
const MANY = 200_000;
const TSX = ["--import", "tsx"];
const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`;

/** The same listing, read by the bare SDK and by the route of a freshly started app. */
async function compare(entries: number) {
  const port = await freePorts(HOST, 4500, 2);
  const endpoint = `http://${HOST}:${port}`;
  const emulator = startMeasured(
    join(ROOT, "lib/aws-emulator/main.ts"),
    ["--port", String(port), "--entries", String(entries)],
    process.env,
    TSX,
  );
  const env = sampleEnvironment(endpoint, ["us-east-1"]);
  const sdk = startMeasured(join(ROOT, "lib/bench/bare-sdk.ts"), [], env, TSX);
  const app = startMeasured(join(ROOT, "node_modules/next/dist/bin/next"), ["start", "-H", HOST, "-p", String(port + 1)], env);
  const url = `http://${HOST}:${port + 1}/api`;
  try {
    await Promise.all([answers(`${endpoint}/_calls`), answers(`${url}/health`)]);
    const small = `${url}/image-usage-report-entries?max-items=1`;
    await readRoute(small);
    const bare = await measured(sdk, async () => {
      sdk.send("read");
      const [result]: { rows: number; wallMs: number }[] = await once(sdk, "message");
      if (result === undefined) throw new Error("The bare SDK gave no result.");
      return result;
    });
    const route = await measured(app, () => readRoute(`${url}/image-usage-report-entries`));
    if (bare.rows !== entries || route.rows !== entries) throw new Error(`Expected ${entries} rows, got ${bare.rows} and ${route.rows}.`);
    return { bare, route };
  } finally {
    for (const child of [emulator, sdk, app]) child.kill();
  }
}

async function measured<Result>(child: Parameters<typeof usageOf>[0], run: () => Promise<Result>) {
  const before = await usageOf(child, "reset");
  const result = await run();
  const after = await usageOf(child);
  return { ...result, cpuMs: after.cpuMs - before.cpuMs, peakBytes: after.peakBytes };
}

async function answers(url: string): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 100))) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
  }
  throw new Error(`${url} did not answer within 30 s.`);
}

const few = await compare(FEW);
const many = await compare(MANY);
const ratio = (of: number, to: number): string => (of / to).toFixed(2);
const perRow = ({ bytes, rows }: RouteReading): string => (bytes / rows).toFixed(1);
console.log(`
${MANY.toLocaleString("en")} report entries, read through the route, against the bare SDK in this run
  processor time of the server     ${ratio(many.route.cpuMs, many.bare.cpuMs)} of the SDK's   (${Math.round(many.route.cpuMs)} ms of ${Math.round(many.bare.cpuMs)} ms)
  time to the last row             ${ratio(many.route.wallMs, many.bare.wallMs)} of the SDK's   (${Math.round(many.route.wallMs)} ms of ${Math.round(many.bare.wallMs)} ms)
  first rows after                 ${Math.round(many.route.firstRowsMs)} ms
  peak memory of the server        ${ratio(many.route.peakBytes, few.route.peakBytes)} of that at ${FEW.toLocaleString("en")} rows   (${megabytes(many.route.peakBytes)}, ${megabytes(few.route.peakBytes)})
  on the wire, compressed          ${perRow(many.route)} bytes a row`);
