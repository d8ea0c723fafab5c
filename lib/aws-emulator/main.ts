/** The command line: starts an endpoint, prints its URL as a line of JSON and runs until it is told to stop. */
import { parseArgs } from "node:util";
import { bulkWorld } from "./company/bulk-world";
import { type MatrixSize, matrixWorld } from "./company/matrix-world";
import { sampleWorld } from "./company/sample-world";
import { startEmulator } from "./server";
import { type BucketSize, bucketSchema } from "./token-bucket";
import type { World } from "./world";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    /** Serve this many report entries instead of the sample company. */
    entries: { type: "string" },
    /** Serve this many images by this many accounts instead: `200x2000`. */
    matrix: { type: "string" },
    /** Milliseconds until every answer. */
    latency: { type: "string" },
    /** The capacity of the token buckets and how many tokens they get a second: `100,20`. */
    bucket: { type: "string" },
    /** The same of the operations that change something: `50,5`. */
    "mutating-bucket": { type: "string" },
    /** Milliseconds that a report stays pending after it was created. */
    "report-time": { type: "string" },
  },
});

const now = new Date();
const world = askedWorld();
const emulator = await startEmulator({
  world,
  port: wholeNumber("port", values.port),
  ...(values.latency !== undefined && { latencyMs: wholeNumber("latency", values.latency) }),
  ...(values.bucket !== undefined && { bucket: bucketSize("bucket", values.bucket) }),
  ...(values["mutating-bucket"] !== undefined && { mutatingBucket: bucketSize("mutating-bucket", values["mutating-bucket"]) }),
  ...(values["report-time"] !== undefined && { reportMs: wholeNumber("report-time", values["report-time"]) }),
});
console.log(JSON.stringify({ url: emulator.url }));

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void emulator.close());
}

function askedWorld(): World {
  if (values.matrix !== undefined) return matrixWorld(matrixSize(values.matrix), now);
  return values.entries === undefined ? sampleWorld(now) : bulkWorld(wholeNumber("entries", values.entries), now);
}

function matrixSize(text: string): MatrixSize {
  const [images, accounts, ...rest] = text.split("x").map((part) => wholeNumber("matrix", part));
  if (!images || !accounts || rest.length > 0) throw new Error(`--matrix takes images by accounts, such as 200x2000, got ${text}`);
  return { images, accounts };
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`--${name} takes a whole number, got ${text}`);
  return Number(text);
}

function bucketSize(name: string, text: string): BucketSize {
  const [capacity, refillPerSecond, ...rest] = text.split(",").map((part) => wholeNumber(name, part));
  const size = bucketSchema.safeParse({ capacity, refillPerSecond });
  if (!size.success || rest.length > 0) throw new Error(`--${name} takes a capacity and a refill a second, such as 100,20, got ${text}`);
  return size.data;
}
