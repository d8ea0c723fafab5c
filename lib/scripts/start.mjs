/** `npm start`: serves the build. Plain JavaScript, because it runs without the development dependencies. */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { constants } from "node:os";
import { join } from "node:path";
import { listenAddress } from "./listen-address.mjs";
import { whenOrphaned } from "./orphaned.mjs";

const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
const { host, port } = listenAddress(process.env);

const server = spawn(process.execPath, [next, "start", "--hostname", host, "--port", String(port), ...process.argv.slice(2)], {
  cwd: join(import.meta.dirname, "../.."),
  stdio: "inherit",
});

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => server.kill(signal));
whenOrphaned(() => server.kill());
server.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal ?? "SIGTERM"]));
