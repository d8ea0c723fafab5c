import { readdir, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ROOT, runNode } from "./child";

const SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "instrumentation.ts",
  "next.config.js",
  "package-lock.json",
  "package.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
];
/** Parts of lib that the app does not contain. */
const NOT_IN_THE_APP = /[\\/](?:aws-emulator|bench|scripts)[\\/]|\.test\.tsx?$/;

/** Whether the build is there and newer than everything it was made of. */
export async function isBuildCurrent(): Promise<boolean> {
  const build = await stat(join(ROOT, ".next/BUILD_ID")).catch(() => null);
  if (build === null) return false;
  const changed = await Promise.all(SOURCES.map((source) => newestChange(join(ROOT, source))));
  return Math.max(...changed) < build.mtimeMs;
}

/** When the newest file of a folder was changed. */
async function newestChange(path: string): Promise<number> {
  const found = await stat(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const files = (await readdir(path, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !NOT_IN_THE_APP.test(file));
  const changes = await Promise.all(files.map(async (file) => (await stat(file)).mtimeMs));
  return Math.max(0, ...changes);
}

/**
 * Builds the app. What the build says is shown where it fails.
 *
 * @throws when the build fails.
 */
export async function build(signal: AbortSignal): Promise<void> {
  const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } as const;
  const { code, output } = await runNode([next, "build"], { env, signal });
  if (code !== 0) throw new Error(`The build failed.\n${output}`);
}
