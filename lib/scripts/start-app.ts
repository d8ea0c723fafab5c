import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type ChildOptions, exitCode, ROOT } from "./child";

/** The app as another process. */
export interface RunningApp {
  url: string;
  /** Resolves with the exit code, whoever ended it. */
  ended: Promise<number>;
}

const START = join(import.meta.dirname, "start.mjs");
const NEXT = createRequire(import.meta.url).resolve("next/dist/bin/next");
const PATIENCE_MS = 60_000;

/**
 * Serves the build, and waits until it answers.
 *
 * @throws when it ends, or does not answer within a minute.
 */
export function startApp(host: string, port: number, options: ChildOptions): Promise<RunningApp> {
  return start([START], "ignore", host, port, options);
}

/**
 * Serves the sources with hot reload, and waits until it answers. What Next.js says about them is shown.
 *
 * @throws when it ends, or does not answer within a minute.
 */
export function startDevServer(host: string, port: number, { env, signal }: ChildOptions): Promise<RunningApp> {
  const args = [NEXT, "dev", "--hostname", host, "--port", String(port)];
  return start(args, "inherit", host, port, { env: { ...env, NODE_ENV: "development" }, signal });
}

async function start(args: readonly string[], output: "ignore" | "inherit", host: string, port: number, { env, signal }: ChildOptions) {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...env, HOSTNAME: host, PORT: String(port) },
    signal,
    stdio: ["ignore", output, "inherit"],
  });
  const ended = exitCode(child);
  const url = `http://${reachable(host)}:${port}`;
  const answers = await Promise.race([isHealthy(url), ended.then(() => false)]);
  if (answers) return { url, ended };
  child.kill();
  throw new Error(`The app ended with code ${await ended}, or did not answer at ${url}.`);
}

async function isHealthy(url: string): Promise<boolean> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(100)) {
    const answer = await fetch(`${url}/api/health`).catch(() => null);
    if (answer?.ok) return true;
  }
  return false;
}

/** An address that listens everywhere is reached on this machine. */
function reachable(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
