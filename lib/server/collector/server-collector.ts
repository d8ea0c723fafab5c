import "server-only";
import { randomUUID } from "node:crypto";
import { configuredAccounts } from "@/lib/aws/accounts/scopes";
import { readingStore } from "@/lib/aws/cache/reading-store";
import { processWide } from "@/lib/core/process-wide";
import { type CollectedList, type CollectionSchedule, Collector } from "@/lib/jobs/collector/collector";
import { AWS_RESOURCES } from "@/lib/resources/aws-resources";
import { freshSeconds } from "@/lib/resources/resource";
import { readConfig } from "@/lib/server/config/config";
import { errorFields } from "@/lib/server/observe/error-fields";
import { log } from "@/lib/server/observe/log";
import { database } from "@/lib/server/store/database";
import { addCollections, endCollection, leaseDue, leaseList, renewLeases } from "@/lib/store/collections";
import { type CollectedRows, collectList, resourceOf } from "./collect-list";

/** A list that failed is tried again after this time, if it is not read more often anyway. */
const RETRY_SECONDS = 300;

const held = processWide("collector", (): { collector: Collector | null } => ({ collector: null }));

const schedule: CollectionSchedule = {
  async add(lists) {
    const planned = lists.map((list) => ({ ...list, withinSeconds: 0 }));
    await addCollections(await database(), planned);
  },
  lease: async (lease, most, seconds) => leaseDue(await database(), lease, most, seconds),
  renew: async (lease, seconds) => renewLeases(await database(), lease, seconds),
  async end(lease, list, { outcome, failure }) {
    const interval = freshSeconds(resourceOf(list.resource));
    const againSeconds = outcome === "failed" ? Math.min(interval, RETRY_SECONDS) : interval;
    await endCollection(await database(), lease, list, { outcome, failure, againSeconds });
  },
};

/** Every list of every configured scope whose account is known: another could not be told from that of a role. */
export async function collectedLists(): Promise<CollectedList[]> {
  const accounts = await configuredAccounts();
  return accounts.flatMap(({ id, regions }) =>
    id === null ? [] : regions.flatMap((region) => AWS_RESOURCES.map(({ path }) => ({ resource: path, account: id, region }))),
  );
}

/** Begins to read every list again and again, unless the operator does not want it, or nothing is kept. */
export function startCollector(): void {
  if (!readConfig(process.env).collect || readingStore() === null || held.collector !== null) return;
  held.collector = new Collector({
    schedule,
    lists: collectedLists,
    collect: (list, signal) => collectList(list, false, signal),
    failed: (error) => log().error({ error: errorFields(error) }, "the collector stopped for a while"),
  });
  held.collector.start();
}

/** Lists that one request collects at once. */
const AT_ONCE = 4;
const LEASE_SECONDS = 60;
const RENEW_MS = 20_000;

/**
 * Collects some lists now: those that are due, or all where `isForced`, but for those that somebody else collects already.
 * In the same order.
 *
 * @throws what the signal was aborted with, or where the database cannot be used.
 */
export async function collectNow(
  lists: readonly CollectedList[],
  isForced: boolean,
  signal: AbortSignal,
): Promise<(CollectedList & CollectedRows)[]> {
  const db = await database();
  await schedule.add(lists);
  const lease = randomUUID();
  const renewing = setInterval(() => void renewLeases(db, lease, LEASE_SECONDS).catch(() => undefined), RENEW_MS);
  const collect = async (list: CollectedList): Promise<CollectedList & CollectedRows> => {
    if (!(await leaseList(db, lease, list, isForced, LEASE_SECONDS))) return { ...list, ...SKIPPED };
    const collected = await collectList(list, isForced, signal);
    await schedule.end(lease, list, collected);
    return { ...list, ...collected };
  };
  try {
    return await atMost(AT_ONCE, lists, collect);
  } finally {
    clearInterval(renewing);
  }
}

const SKIPPED: CollectedRows = { outcome: "skipped", failure: null, readAt: null, rows: null };

/** Does something for each item, for so many at once. */
async function atMost<Item, Result>(count: number, items: readonly Item[], use: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  const worker = async (): Promise<void> => {
    for (const [place, item] of waiting) results[place] = await use(item);
  };
  await Promise.all(Array.from({ length: count }, worker));
  return results;
}

export async function stopCollector(): Promise<void> {
  await held.collector?.stop();
}
