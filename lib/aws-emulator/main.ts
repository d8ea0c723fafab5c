/** The command line: starts an endpoint, prints its URL as a line of JSON and runs until it is told to stop. */
import { parseArgs } from "node:util";
import { bulkWorld } from "./company/bulk-world";
import { sampleWorld } from "./company/sample-world";
import { startEmulator } from "./server";
import { type BucketSize, bucketSchema } from "./token-bucket";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    /** Serve this many report entries instead of the sample company. */
    entries: { type: "string" },
    /** Milliseconds until every answer. */
    latency: { type: "string" },
    /** The capacity of the token buckets and how many tokens they get a second: `100,20`. */
    bucket: { type: "string" },
  },
});

const now = new Date();
const world = values.entries === undefined ? sampleWorld(now) : bulkWorld(wholeNumber("entries", values.entries), now);
const emulator = await startEmulator({
  world,
  port: wholeNumber("port", values.port),
  ...(values.latency !== undefined && { latencyMs: wholeNumber("latency", values.latency) }),
  ...(values.bucket !== undefined && { bucket: bucketSize(values.bucket) }),
});
console.log(JSON.stringify({ url: emulator.url }));

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void emulator.close());
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`--${name} takes a whole number, got ${text}`);
  return Number(text);
}

function bucketSize(text: string): BucketSize {
  const [capacity, refillPerSecond, ...rest] = text.split(",").map((part) => wholeNumber("bucket", part));
  const size = bucketSchema.safeParse({ capacity, refillPerSecond });
  if (!size.success || rest.length > 0) throw new Error(`--bucket takes a capacity and a refill a second, such as 100,20, got ${text}`);
  return size.data;
}
