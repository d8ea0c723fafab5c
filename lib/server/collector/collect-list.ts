import "server-only";
import { openReading } from "@/lib/aws/cache/open-reading";
import { keptSoFar } from "@/lib/aws/cache/open-stored";
import { AWS_OPERATIONS } from "@/lib/aws/operations/aws-operations";
import { toScopeError } from "@/lib/aws/sdk/aws-errors";
import { inBackground } from "@/lib/aws/sdk/background";
import { InvalidParameter } from "@/lib/core/invalid-parameter";
import { WHOLE_LIST } from "@/lib/core/read-request";
import type { Scope } from "@/lib/core/scope";
import type { Collected, CollectedList } from "@/lib/jobs/collector/collector";
import { AWS_RESOURCES, type AwsResource } from "@/lib/resources/aws-resources";
import { freshSeconds } from "@/lib/resources/resource";

/** What came of reading a list: `readAt` (ISO 8601) and the number of rows where it was read whole. */
export interface CollectedRows extends Collected {
  readAt: string | null;
  rows: number | null;
}

/** One list of the answer of `POST /api/collect`. */
export interface CollectedRun extends Pick<CollectedRows, "outcome" | "readAt" | "rows"> {
  /** Without its slash. */
  resource: string;
  scope: Scope;
}

/** @throws InvalidParameter where AWS lists no such resource. */
export function resourceOf(path: string): AwsResource {
  const resource = AWS_RESOURCES.find((one) => one.path === path);
  if (resource !== undefined) return resource;
  const paths = AWS_RESOURCES.map((one) => one.path.slice(1)).join(", ");
  throw new InvalidParameter("resource", `resource must be one of ${paths}, not “${path.slice(1, 80)}”.`);
}

/**
 * Reads a list to its end, at the collector's share of the account's bucket, unless what is kept is young enough. When this
 * is done, it is kept.
 *
 * @throws what the signal was aborted with.
 */
export async function collectList(
  { resource: path, account, region }: CollectedList,
  isForced: boolean,
  signal: AbortSignal,
): Promise<CollectedRows> {
  const resource = resourceOf(path);
  const { reader } = AWS_OPERATIONS[resource.path];
  const request = { ...WHOLE_LIST, refresh: isForced, maxAgeSeconds: isForced ? null : freshSeconds(resource) };
  return inBackground(async () => {
    const reading = openReading(resource, reader, { account, region }, request);
    let rows = 0;
    try {
      for await (const page of reading.follow(signal)) rows += page.count;
      await keptSoFar();
      return { outcome: reading.source() === "store" ? "skipped" : "complete", failure: null, readAt: reading.readAt(), rows };
    } catch (error) {
      signal.throwIfAborted();
      await keptSoFar();
      return { outcome: "failed", failure: toScopeError(error), readAt: null, rows: null };
    }
  });
}
