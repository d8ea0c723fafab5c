import "server-only";
import { isDeepStrictEqual } from "node:util";
import { namedError } from "@/lib/core/named-error";
import { type Scope, scopeKey } from "@/lib/core/scope";
import {
  type ImageProgress,
  isFinal,
  type NewReportJob,
  type ReportJob,
  type ReportJobDetail,
  type ReportJobSummary,
} from "@/lib/domain/report-jobs/report-job";
import { Journal } from "./journal";
import type { LaterEvent } from "./journal-event";
import { applyJobEvent, jobDetail, jobSummary, startJob } from "./progress";
import { type QueueContext, TIMING, type Timing } from "./queue-context";
import type { QueueLog } from "./queue-log";
import type { ReportsPort } from "./reports-port";
import { ScopeWorker } from "./scope-worker";

export interface QueueOptions {
  /** Holds the journals. */
  dataDir: string;
  aws: ReportsPort;
  log: QueueLog;
  mayWrite: () => boolean;
  isConfigured: (scope: Scope) => Promise<boolean>;
  timing?: Timing;
}

/** The id belongs to a different job. */
export class RequestIdReused extends namedError("RequestIdReused") {
  constructor() {
    super("requestId was used for another request before. Make a new one for each.");
  }
}

/**
 * The report jobs, with a worker for each account and region. Every step is written to the journal before it is
 * taken, so a new process continues where the last one ended.
 */
export class ReportQueue {
  private readonly workers = new Map<string, ScopeWorker>();
  private readonly leaving = new AbortController();
  private readonly context: QueueContext;
  /** Jobs being written. The same one may be sent twice at once. */
  private readonly arriving = new Map<string, Promise<ReportJob>>();

  private constructor(
    private readonly journal: Journal,
    private readonly jobs: Map<string, ReportJob>,
    private readonly unfinished: Set<ReportJob>,
    { aws, log, mayWrite, isConfigured, timing = TIMING }: QueueOptions,
  ) {
    this.context = {
      aws,
      log,
      timing,
      mayWrite,
      isConfigured,
      unfinished: () => this.unfinished,
      record: (job, event) => this.record(job, event),
      signal: this.leaving.signal,
    };
  }

  /**
   * Opens the queue of a data directory and continues its unfinished jobs.
   *
   * @throws JournalUnwritable
   */
  static async open(options: QueueOptions): Promise<ReportQueue> {
    const { journal, jobs } = await Journal.open(options.dataDir, options.log.lineDamaged);
    const inOrder = jobs.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
    const unfinished = inOrder.filter(({ images }) => !images.every(isFinal));
    const queue = new ReportQueue(journal, new Map(inOrder.map((job) => [job.id, job])), new Set(unfinished), options);
    for (const job of unfinished) queue.wake(job);
    return queue;
  }

  /** Every job, the newest first. */
  list(): ReportJobSummary[] {
    return [...this.jobs.values()].map(jobSummary).reverse();
  }

  get(id: string): ReportJobDetail | null {
    const job = this.jobs.get(id);
    return job === undefined ? null : jobDetail(job, (image) => this.workers.get(scopeKey(image))?.waitingFor(image) ?? null);
  }

  /**
   * Starts a job, or returns the one already started with the same id.
   *
   * @throws JournalUnwritable, RequestIdReused
   */
  async add({ requestId, images, ...options }: NewReportJob, by: string): Promise<{ job: ReportJobDetail; isNew: boolean }> {
    const arriving = this.arriving.get(requestId);
    const known = arriving === undefined ? this.jobs.get(requestId) : await arriving;
    if (known !== undefined) {
      if (!isDeepStrictEqual([known.options, known.images.map(wanted)], [options, images.map(wanted)])) throw new RequestIdReused();
      return { job: this.known(requestId), isNew: false };
    }
    const event = {
      type: "created" as const,
      at: new Date().toISOString(),
      request: { id: requestId, by, options, images: images.map(wanted) },
    };
    const begun = this.journal.begin(event).then(() => startJob(event));
    this.arriving.set(requestId, begun);
    try {
      const job = await begun;
      this.jobs.set(requestId, job);
      this.unfinished.add(job);
      this.wake(job);
      return { job: this.known(requestId), isNew: true };
    } finally {
      this.arriving.delete(requestId);
    }
  }

  /**
   * Stops what is not sent yet, or retries what failed or was stopped. Null where there is no such job.
   *
   * @throws JournalUnwritable
   */
  async change(id: string, type: "stopped" | "retried"): Promise<ReportJobDetail | null> {
    const job = this.jobs.get(id);
    if (job === undefined) return null;
    await this.record(job, { type, at: new Date().toISOString() });
    this.wake(job);
    return this.get(id);
  }

  /** Records that a report was deleted, in every job that follows it. */
  async deleted({ account, region }: Scope, reportId: string): Promise<void> {
    for (const job of this.jobs.values()) {
      for (const [index, image] of job.images.entries()) {
        if (image.reportId !== reportId || image.region !== region || image.account !== account) continue;
        this.workers.get(scopeKey(image))?.forget(image.imageId);
        await this.record(job, { type: "deleted", at: new Date().toISOString(), image: index });
      }
    }
  }

  /** Stops all workers. The journals stay. */
  close(): void {
    this.leaving.abort(new Error("The queue was closed."));
  }

  private known(id: string): ReportJobDetail {
    const job = this.get(id);
    if (job === null) throw new Error(`There is no report job ${id}.`);
    return job;
  }

  private async record(job: ReportJob, event: LaterEvent): Promise<void> {
    await this.journal.append(job.id, event);
    applyJobEvent(job, event);
    if (job.images.every(isFinal)) this.unfinished.delete(job);
    else this.unfinished.add(job);
  }

  private wake({ images }: ReportJob): void {
    const scopes = new Map(images.map(({ account, region }) => [scopeKey({ account, region }), { account, region }]));
    for (const [key, scope] of scopes) {
      const worker = this.workers.get(key) ?? new ScopeWorker(scope, this.context);
      this.workers.set(key, worker);
      worker.wake();
    }
  }
}

const wanted = ({ account, region, imageId }: Pick<ImageProgress, "account" | "region" | "imageId">) => ({ account, region, imageId });
