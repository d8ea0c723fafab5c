import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { bulkWorld } from "@/lib/dev/aws-emulator/company/bulk-world";
import { type Emulator, startEmulator } from "@/lib/dev/aws-emulator/server";
import { freePorts } from "@/lib/scripts/free-port";
import { sampleEnvironment } from "@/lib/scripts/sample-environment";

const START = join(import.meta.dirname, "../../lib/scripts/start.mjs");
const HOST = "127.0.0.1";
/** Some seconds of pages, each of which takes the latency. */
const ENTRIES = 60_000;
const LATENCY_MS = 400;
const ROWS = "/api/image-usage-report-entries";
const SIGTERM_CODE = 143;

test.describe.configure({ mode: "serial" });

let aws: Emulator;
const running = new Set<() => Promise<unknown>>();

test.beforeAll(async () => {
  aws = await startEmulator({ world: bulkWorld(ENTRIES, new Date()), latencyMs: LATENCY_MS });
});
test.afterEach(async () => {
  await Promise.all([...running].map((stop) => stop()));
  running.clear();
});
test.afterAll(() => aws.close());

test("a load that finishes in time arrives whole, though the server was told to stop in the middle of it", async () => {
  const app = await start({ LEDGER_SHUTDOWN_SECONDS: "60" });
  const reading = await readingBegun(app.url);
  app.stop();
  const lines = linesOf(await reading.rest);

  expect(lines.at(-1)).toEqual({ type: "end", complete: true, truncated: false, rows: ENTRIES });
  expect(await app.code).toBe(SIGTERM_CODE);
});

test("a load that does not finish in time ends with a line that says so, and no half row", async () => {
  const app = await start({ LEDGER_SHUTDOWN_SECONDS: "1" });
  const reading = await readingBegun(app.url);
  app.stop();
  const lines = linesOf(await reading.rest);

  const [failed, end] = lines.slice(-2);
  expect(failed).toMatchObject({ type: "failed", error: { code: "ServerStopping", message: expect.stringContaining("being stopped") } });
  expect(end).toEqual({ type: "end", complete: false, truncated: false, rows: rowsOf(lines) });
  expect(rowsOf(lines)).toBeGreaterThan(0);
  expect(rowsOf(lines)).toBeLessThan(ENTRIES);
  expect(await app.code).toBe(SIGTERM_CODE);
});

test("a file that does not finish in time is refused, not cut", async () => {
  const app = await start({ LEDGER_SHUTDOWN_SECONDS: "1" });
  const file = fetch(`${app.url}${ROWS}?format=csv`);
  await delay(2 * LATENCY_MS);
  app.stop();
  const answer = await file;

  expect(answer.status).toBe(502);
  expect(await answer.json()).toMatchObject({ failures: [{ error: { code: "ServerStopping" } }] });
});

test("a server that is being stopped begins nothing, and says so to its load balancer", async () => {
  const app = await start({ LEDGER_SHUTDOWN_SECONDS: "30" });
  expect((await fetch(`${app.url}/api/ready`)).status).toBe(200);
  const reading = await readingBegun(app.url);
  app.stop();
  await expect.poll(async () => (await fetch(`${app.url}/api/ready`)).status).toBe(503);

  const refused = await fetch(`${app.url}/api/images`);
  expect(refused.status).toBe(503);
  expect(refused.headers.get("retry-after")).toMatch(/^\d+$/);
  expect(await refused.json()).toMatchObject({ error: { code: "ServerStopping" } });
  expect((await fetch(`${app.url}/api/health`)).status).toBe(200);
  // Told once more, it does not wait any longer.
  await delay(1_100);
  app.stop();
  expect(linesOf(await reading.rest).at(-1)).toMatchObject({ type: "end", complete: false });
  expect(await app.code).toBe(SIGTERM_CODE);
});

test("metrics are on a port of their own, and tell of what the app has read", async () => {
  const metricsPort = await freePorts(HOST, 4970, 1);
  const app = await start({ LEDGER_METRICS_PORT: String(metricsPort) });
  await (await fetch(`${app.url}/api/images`)).text();
  const metrics = await (await fetch(`http://${HOST}:${metricsPort}/metrics`)).text();

  expect(metrics).toMatch(/^ami_ledger_http_requests_total\{status="200"\} 1$/m);
  expect(metrics).toMatch(/^ami_ledger_loads_total\{resource="\/images",outcome="complete"\} 1$/m);
  expect(metrics).toMatch(/^ami_ledger_aws_calls_total\{service="ec2",operation="DescribeImages",outcome="ok"\} \d+$/m);
  expect((await fetch(`${app.url}/metrics`)).status).toBe(404);
});

test("traces are sent to where OpenTelemetry's variable says, also the last ones", async () => {
  const bodies: string[] = [];
  const collector = createServer(async (request, response) => {
    bodies.push(`${request.url} ${await text(request)}`);
    response.writeHead(200, { "Content-Type": "application/json" }).end("{}");
  }).listen(0, HOST);
  await once(collector, "listening");
  const address = collector.address();
  const app = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://${HOST}:${typeof address === "object" ? address?.port : ""}` });
  await (await fetch(`${app.url}/api/images`)).text();
  app.stop();
  await app.code;
  collector.close();

  const sent = bodies.join("\n");
  expect(sent).toMatch(/^\/v1\/traces /);
  for (const name of ["ami-ledger", "GET /api/images", "load", "ec2.DescribeImages"]) expect(sent).toContain(`"${name}"`);
});

/** The build as an operator starts it, until it is told to stop. */
async function start(environment: Record<string, string>) {
  const port = await freePorts(HOST, 4950, 1);
  const child = spawn(process.execPath, [START], {
    env: { ...sampleEnvironment(aws.url, ["us-east-1"]), PORT: String(port), HOSTNAME: HOST, LEDGER_CACHE_SECONDS: "0", ...environment },
    stdio: "ignore",
  });
  const code = once(child, "exit").then(([exitCode]: unknown[]) => exitCode);
  running.add(() => {
    child.kill();
    return code;
  });
  const url = `http://${HOST}:${port}`;
  await expect.poll(async () => (await fetch(`${url}/api/health`).catch(() => null))?.ok, { timeout: 30_000 }).toBe(true);
  return { url, code, stop: () => child.kill("SIGTERM") };
}

/** A listing of which the first rows have arrived, and all of its text in the end. */
async function readingBegun(url: string): Promise<{ rest: Promise<string> }> {
  const { body } = await fetch(url + ROWS);
  if (body === null) throw new Error("Nothing was answered.");
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let begun = "";
  while (!begun.includes('"type":"rows"')) begun += (await reader.read()).value ?? "";
  const read = async (): Promise<string> => {
    for (let part = await reader.read(); !part.done; part = await reader.read()) begun += part.value;
    return begun;
  };
  return { rest: read() };
}

interface Line {
  type: string;
  rows?: unknown;
}

/** Each must be whole. */
function linesOf(text: string): Line[] {
  expect(text.endsWith("\n")).toBe(true);
  return text
    .trimEnd()
    .split("\n")
    .map((line): Line => JSON.parse(line));
}

const rowsOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, { type, rows }) => sum + (type === "rows" && Array.isArray(rows) ? rows.length : 0), 0);
