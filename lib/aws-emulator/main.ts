/** The command line: starts an endpoint, prints its URL as a line of JSON and runs until it is told to stop. */
import { parseArgs } from "node:util";
import { bulkWorld } from "./company/bulk-world";
import { sampleWorld } from "./company/sample-world";
import { startEmulator } from "./server";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    /** Serve this many report entries instead of the sample company. */
    entries: { type: "string" },
  },
});

const now = new Date();
const world = values.entries === undefined ? sampleWorld(now) : bulkWorld(wholeNumber("entries", values.entries), now);
const emulator = await startEmulator({ world, port: wholeNumber("port", values.port) });
console.log(JSON.stringify({ url: emulator.url }));

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void emulator.close());
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`--${name} takes a whole number, got ${text}`);
  return Number(text);
}
