import "server-only";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { deflateRaw, inflateRawSync } from "node:zlib";
import { fromColumnar, toColumnar } from "@/lib/core/columnar";
import { AWS_RESOURCES } from "@/lib/resources/aws-resources";
import { type ImageUsageReportEntry, imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";

const deflate = promisify(deflateRaw);

/** PostgreSQL indexes no text that is much longer, and keeps none with a NUL in it. */
const LONGEST_KEY = 500;

/** A row's item: what it is told from others by. A report's entries are one item, for there are a million and more of them. */
export function itemOf(path: string): (row: object) => string {
  if (path === imageUsageReportEntries.path) return (row) => itemKey(`${(row as ImageUsageReportEntry).reportId}`);
  const resource = AWS_RESOURCES.find((one) => one.path === path);
  if (resource === undefined) throw new Error(`There is no list at ${path}.`);
  // A path names its resource, so the rows are its rows.
  return (row) => itemKey(resource.identity(row as never));
}

/** The key of the item that has the row of an identity. */
export function keyOfRow(path: string, identity: string): string {
  return itemKey(path === imageUsageReportEntries.path ? (identity.split("/")[0] ?? identity) : identity);
}

/** The key of an item by what names it. */
function itemKey(name: string): string {
  const isKey = name.length <= LONGEST_KEY && !name.startsWith("#") && !name.includes("\0");
  return isKey ? name : `#${createHash("sha256").update(name).digest("hex")}`;
}

/** The hash of some rows in any order is the sum of theirs, as a number of 128 bits. */
export const addHash = (sum: bigint, text: string): bigint => BigInt.asUintN(128, sum + BigInt(`0x${digest(text)}`));

export const hashText = (hash: bigint): string => hash.toString(16).padStart(32, "0");

const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 32);

export const packRows = (rows: readonly object[]): Promise<Buffer> => deflate(JSON.stringify(toColumnar(rows)));

export const unpackRows = <Row>(packed: Buffer): Row[] => fromColumnar<Row>(JSON.parse(inflateRawSync(packed).toString()));

export const packProof = (text: string): Promise<Buffer> => deflate(text);

export const unpackProof = (packed: Buffer): unknown => JSON.parse(inflateRawSync(packed).toString());
