import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { TEMPLATE } from "./template.mjs";

/** Makes what the embedded database starts from, once for all tests: each would take seconds for it. */
export default async function setup(): Promise<void> {
  if (existsSync(TEMPLATE)) return;
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, "template.mjs")]);
}
