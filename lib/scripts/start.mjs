/**
 * `npm start`: serves the build. Plain JavaScript, because it runs without the development dependencies. The server is this
 * process, not a child of it, so that nothing is left however this one ends.
 */
import "./node-version.mjs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { checkAddress, listenAddress } from "./listen-address.mjs";
import { whenOrphaned } from "./orphaned.mjs";

process.chdir(join(import.meta.dirname, "../.."));
whenOrphaned(() => process.kill(process.pid, "SIGTERM"));
await checkAddress();

const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
const { host, port } = listenAddress(process.env);
process.argv.splice(1, 1, next, "start", "--hostname", host, "--port", String(port));
await import(next);
