import { parseArgs } from "node:util";
import { bulkWorld } from "./company/bulk-world";
import { type MatrixSize, matrixWorld } from "./company/matrix-world";
import { sampleWorld } from "./company/sample-world";
import type { EmulatorOptions } from "./server";
import { type BucketSize, bucketSchema } from "./token-bucket";

/**
 * The endpoint's options, as given on the command line.
 *
 * @throws where an option is unknown, or its value is not what it takes; the message names both.
 */
export function emulatorOptions(args: readonly string[]): EmulatorOptions {
  const { values } = parseArgs({
    args: [...args],
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
  const { port, entries, matrix, latency, bucket, "mutating-bucket": mutatingBucket, "report-time": reportTime } = values;
  return {
    world: askedWorld(new Date(), entries, matrix),
    port: wholeNumber("port", port),
    ...(latency !== undefined && { latencyMs: wholeNumber("latency", latency) }),
    ...(bucket !== undefined && { bucket: bucketSize("bucket", bucket) }),
    ...(mutatingBucket !== undefined && { mutatingBucket: bucketSize("mutating-bucket", mutatingBucket) }),
    ...(reportTime !== undefined && { reportMs: wholeNumber("report-time", reportTime) }),
  };
}

function askedWorld(now: Date, entries: string | undefined, matrix: string | undefined): EmulatorOptions["world"] {
  if (matrix !== undefined) return matrixWorld(matrixSize(matrix), now);
  return entries === undefined ? sampleWorld(now) : bulkWorld(wholeNumber("entries", entries), now);
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
