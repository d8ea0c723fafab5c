import "server-only";
import { reportsOfAws } from "@/lib/aws/requested-reports";
import { configuredAccounts } from "@/lib/aws/scopes";
import { readConfig } from "@/lib/config";
import type { Scope } from "@/lib/scope";
import { ReportQueue } from "./report-queue";

/** A route and the start of the server may each have their own copy of this module, but there is one queue. */
const KEY = Symbol.for("ami-ledger.report-queue");
const shared: typeof globalThis & { [KEY]?: Promise<ReportQueue> | undefined } = globalThis;

/**
 * The queue of this process, opened when it is first asked for.
 *
 * @throws JournalUnwritable. It is then tried anew at the next question.
 */
export function reportQueue(): Promise<ReportQueue> {
  const known = shared[KEY];
  if (known !== undefined) return known;
  const opened = ReportQueue.open({
    dataDir: readConfig(process.env).dataDir,
    aws: reportsOfAws(),
    mayWrite: () => readConfig(process.env).allowWrites,
    isConfigured,
  });
  shared[KEY] = opened;
  opened.catch(() => {
    if (shared[KEY] === opened) shared[KEY] = undefined;
  });
  return opened;
}

/** The server's own account may not have been known when something was requested of it. */
async function isConfigured({ account, region }: Scope): Promise<boolean> {
  const accounts = await configuredAccounts();
  return accounts.some(({ id, regions }) => (account === null || id === account) && regions.includes(region));
}

/** Goes on with what an earlier process had not finished. The server starts without it where that cannot be read. */
export async function resumeReportRequests(): Promise<void> {
  await reportQueue().catch((error: unknown) => {
    if (readConfig(process.env).allowWrites) console.error(error instanceof Error ? error.message : error);
  });
}
