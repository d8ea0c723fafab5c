import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished, vi } from "vitest";
import type { NewReportJob, ReportJobDetail } from "@/lib/domain/report-jobs/report-job";
import { ACCOUNT, times } from "@/lib/server/http/test-support";
import { awsReports } from "@/lib/server/report-queue/aws-reports";
import type { QueueLog } from "./queue-log";
import { type QueueOptions, ReportQueue } from "./report-queue";

export const REGION = "us-east-1";

export const imageIdOf = (index: number): string => `ami-${index.toString(16).padStart(17, "0")}`;

/** Images that the account has, which a report can be made of. */
export const ownImages = (count: number) =>
  times(count, (index) => ({ ImageId: imageIdOf(index), OwnerId: ACCOUNT, State: "available" as const }));

/** A request for reports on the first images of `ownImages`, under an id of its own. */
export const newJob = (count: number, more: Partial<NewReportJob> = {}): NewReportJob => ({
  requestId: crypto.randomUUID(),
  images: times(count, (index) => ({ account: ACCOUNT, region: REGION, imageId: imageIdOf(index) })),
  resourceTypes: ["ec2:Instance", "ec2:LaunchTemplate"],
  versionDepth: 20,
  accountIds: [],
  tags: [],
  ...more,
});

export async function newDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "ami-ledger-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** Faster than AWS is, so that a test is too. */
const QUICK = { pollMs: [20, 40], retryMs: 400, missingMs: 60_000 };

/** Tells nobody. */
export const SILENT: QueueLog = { creationTried: () => {}, workerFailed: () => {}, lineDamaged: () => {} };

/** A queue that ends with the test. */
export async function openQueue(options: Partial<QueueOptions> = {}): Promise<ReportQueue> {
  const queue = await ReportQueue.open({
    dataDir: options.dataDir ?? (await newDirectory()),
    aws: awsReports({ burst: 50, perSecond: 1_000, fromTheStart: true }),
    log: SILENT,
    mayWrite: () => true,
    isConfigured: async () => true,
    timing: QUICK,
    ...options,
  });
  onTestFinished(() => queue.close());
  return queue;
}

/** The request, once it is as is expected of it. */
export async function until(queue: ReportQueue, id: string, isSo: (request: ReportJobDetail) => boolean): Promise<ReportJobDetail> {
  return vi.waitFor(
    () => {
      const request = queue.get(id);
      if (request === null || !isSo(request))
        throw new Error(`It is ${JSON.stringify(request?.counts)}: ${JSON.stringify(request?.images[0])}`);
      return request;
    },
    { timeout: 20_000, interval: 10 },
  );
}

export const isFinished = ({ finished }: ReportJobDetail): boolean => finished;
