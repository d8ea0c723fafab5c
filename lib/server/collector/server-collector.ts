import "server-only";
import { configuredAccounts } from "@/lib/aws/accounts/scopes";
import { processWide } from "@/lib/core/process-wide";
import { type CollectedList, type CollectionSchedule, Collector } from "@/lib/jobs/collector/collector";
import { AWS_RESOURCES } from "@/lib/resources/aws-resources";
import { freshSeconds } from "@/lib/resources/resource";
import { readConfig } from "@/lib/server/config/config";
import { errorFields } from "@/lib/server/observe/error-fields";
import { log } from "@/lib/server/observe/log";
import { database } from "@/lib/server/store/database";
import { addCollections, endCollection, leaseDue, renewLeases } from "@/lib/store/collections";
import { collectList, resourceOf } from "./collect-list";

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

/** Begins to read every list again and again, unless the operator does not want it. */
export function startCollector(): void {
  if (!readConfig(process.env).collect || held.collector !== null) return;
  held.collector = new Collector({
    schedule,
    lists: collectedLists,
    collect: (list, signal) => collectList(list, false, signal),
    failed: (error) => log().error({ error: errorFields(error) }, "the collector stopped for a while"),
  });
  held.collector.start();
}

export async function stopCollector(): Promise<void> {
  await held.collector?.stop();
}
