import "server-only";
import { readingStore } from "@/lib/aws/cache/reading-store";
import { ScopeFailed } from "@/lib/aws/sdk/aws-errors";
import type { Scope } from "@/lib/core/scope";
import { database } from "@/lib/server/store/database";
import type { Database } from "@/lib/store/database";
import { type PastReading, readingAsOf } from "@/lib/store/history/past";
import type { RecordedList } from "@/lib/store/history/record";

/**
 * Where a list is recorded, and when it was last read by a time.
 *
 * @throws ScopeFailed where it was not read by then, or nobody can say.
 */
export async function recordedBy(
  scope: Scope,
  resource: string,
  to: string | null,
): Promise<{ db: Database; list: RecordedList; last: PastReading }> {
  const { account, region } = scope;
  if (readingStore() === null || account === null) throw new ScopeFailed(NOT_READ);
  const list = { resource, account, region };
  const db = await database();
  const last = await readingAsOf(db, list, to ?? new Date().toISOString());
  if (last === null) throw new ScopeFailed(NOT_READ);
  return { db, list, last };
}

const NOT_READ = {
  kind: "missing",
  code: "NotReadByThen",
  message: "This list had not been read whole by then, or it was not kept.",
  requestId: null,
  httpStatus: null,
} as const;
