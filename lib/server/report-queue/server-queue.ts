import "server-only";
import { configuredAccounts } from "@/lib/aws/accounts/scopes";
import type { Scope } from "@/lib/core/scope";
import { held } from "@/lib/jobs/report-creation/open-queue";
import type { QueueLog } from "@/lib/jobs/report-creation/queue-log";
import { ReportQueue } from "@/lib/jobs/report-creation/report-queue";
import { readConfig } from "@/lib/server/config/config";
import { audit } from "@/lib/server/observe/audit";
import { errorFields } from "@/lib/server/observe/error-fields";
import { log } from "@/lib/server/observe/log";
import { awsReports } from "./aws-reports";

const QUEUE_LOG: QueueLog = {
  creationTried: (attempt) => audit({ action: "CreateImageUsageReport", ...attempt }),
  workerFailed: (error) => log().error({ error: errorFields(error) }, "the report jobs of a scope stopped for a while"),
  lineDamaged: (path) => log().error({ path }, "a line of a journal cannot be read and is passed over"),
};

/**
 * The queue of this process, opened when it is first asked for.
 *
 * @throws JournalUnwritable. It is then tried anew at the next question.
 */
export function reportQueue(): Promise<ReportQueue> {
  if (held.queue !== null) return held.queue;
  const opened = ReportQueue.open({
    dataDir: readConfig(process.env).dataDir,
    aws: awsReports(),
    log: QUEUE_LOG,
    mayWrite: () => readConfig(process.env).allowWrites,
    isConfigured,
  });
  held.queue = opened;
  opened.catch(() => {
    if (held.queue === opened) held.queue = null;
  });
  return opened;
}

/** The server's own account may have been unknown when a job was created. */
async function isConfigured({ account, region }: Scope): Promise<boolean> {
  const accounts = await configuredAccounts();
  return accounts.some(({ id, regions }) => (account === null || id === account) && regions.includes(region));
}

/** Resumes the unfinished jobs of an earlier process. The server starts even where they cannot be read. */
export async function resumeReportJobs(): Promise<void> {
  await reportQueue().catch((error: unknown) => {
    if (readConfig(process.env).allowWrites) log().error({ error: errorFields(error) }, "the report jobs cannot be resumed");
  });
}
