import "server-only";
import { isDeepStrictEqual } from "node:util";
import { namedError } from "@/lib/core/named-error";
import { type Scope, scopeKey } from "@/lib/core/scope";
import {
  type ImageProgress,
  isFinal,
  type NewReportRequest,
  type ReportRequest,
  type RequestDetail,
  type RequestSummary,
} from "@/lib/domain/report-jobs/report-job";
import { Journal } from "./journal";
import type { LaterEvent } from "./journal-event";
import { apply, beginning, detailOf, summaryOf } from "./progress";
import { type QueueContext, TIMING, type Timing } from "./queue-context";
import type { QueueLog } from "./queue-log";
import type { ReportsPort } from "./reports-port";
import { ScopeWorker } from "./scope-worker";

export interface QueueOptions {
  /** Below it the journals are. */
  dataDir: string;
  aws: ReportsPort;
  log: QueueLog;
  mayWrite: () => boolean;
  isConfigured: (scope: Scope) => Promise<boolean>;
  timing?: Timing;
}

/** The id was used for something else before. */
export class RequestIdReused extends namedError("RequestIdReused") {
  constructor() {
    super("requestId was used for another request before. Make a new one for each.");
  }
}

/**
 * The requests for reports, and what makes them come true: a worker for each account and region. Everything is
 * written down before it is done, so that a new process goes on where one ended.
 */
export class ReportQueue {
  private readonly workers = new Map<string, ScopeWorker>();
  private readonly leaving = new AbortController();
  private readonly context: QueueContext;
  /** The same request may arrive twice at the same time. */
  private readonly arriving = new Map<string, Promise<ReportRequest>>();

  private constructor(
    private readonly journal: Journal,
    private readonly requests: Map<string, ReportRequest>,
    private readonly unfinished: Set<ReportRequest>,
    { aws, log, mayWrite, isConfigured, timing = TIMING }: QueueOptions,
  ) {
    this.context = {
      aws,
      log,
      timing,
      mayWrite,
      isConfigured,
      unfinished: () => this.unfinished,
      record: (request, event) => this.record(request, event),
      signal: this.leaving.signal,
    };
  }

  /**
   * The queue of a data directory, which goes on with what is not finished.
   *
   * @throws JournalUnwritable
   */
  static async open(options: QueueOptions): Promise<ReportQueue> {
    const { journal, requests } = await Journal.open(options.dataDir, options.log.lineDamaged);
    const inOrder = requests.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
    const unfinished = inOrder.filter(({ images }) => !images.every(isFinal));
    const queue = new ReportQueue(journal, new Map(inOrder.map((request) => [request.id, request])), new Set(unfinished), options);
    for (const request of unfinished) queue.wake(request);
    return queue;
  }

  /** Every request, the newest first. */
  list(): RequestSummary[] {
    return [...this.requests.values()].map(summaryOf).reverse();
  }

  get(id: string): RequestDetail | null {
    const request = this.requests.get(id);
    return request === undefined ? null : detailOf(request, (image) => this.workers.get(scopeKey(image))?.waitingFor(image) ?? null);
  }

  /**
   * Begins a request, or gives the one that was begun with the same id.
   *
   * @throws JournalUnwritable, RequestIdReused
   */
  async add({ requestId, images, ...options }: NewReportRequest, by: string): Promise<{ request: RequestDetail; isNew: boolean }> {
    const arriving = this.arriving.get(requestId);
    const known = arriving === undefined ? this.requests.get(requestId) : await arriving;
    if (known !== undefined) {
      if (!isDeepStrictEqual([known.options, known.images.map(wanted)], [options, images.map(wanted)])) throw new RequestIdReused();
      return { request: this.known(requestId), isNew: false };
    }
    const event = {
      type: "created" as const,
      at: new Date().toISOString(),
      request: { id: requestId, by, options, images: images.map(wanted) },
    };
    const begun = this.journal.begin(event).then(() => beginning(event));
    this.arriving.set(requestId, begun);
    try {
      const request = await begun;
      this.requests.set(requestId, request);
      this.unfinished.add(request);
      this.wake(request);
      return { request: this.known(requestId), isNew: true };
    } finally {
      this.arriving.delete(requestId);
    }
  }

  /**
   * Stops what is not sent yet, or tries again what failed or was stopped. Null where there is no such request.
   *
   * @throws JournalUnwritable
   */
  async change(id: string, type: "stopped" | "retried"): Promise<RequestDetail | null> {
    const request = this.requests.get(id);
    if (request === undefined) return null;
    await this.record(request, { type, at: new Date().toISOString() });
    this.wake(request);
    return this.get(id);
  }

  /** Writes down that a report was deleted from here, wherever it was requested. */
  async deleted({ account, region }: Scope, reportId: string): Promise<void> {
    for (const request of this.requests.values()) {
      for (const [place, image] of request.images.entries()) {
        if (image.reportId !== reportId || image.region !== region || image.account !== account) continue;
        this.workers.get(scopeKey(image))?.forget(image.imageId);
        await this.record(request, { type: "deleted", at: new Date().toISOString(), image: place });
      }
    }
  }

  /** Ends everything that goes on by itself. What was written down stays. */
  close(): void {
    this.leaving.abort(new Error("The queue was closed."));
  }

  private known(id: string): RequestDetail {
    const request = this.get(id);
    if (request === null) throw new Error(`There is no request ${id}.`);
    return request;
  }

  private async record(request: ReportRequest, event: LaterEvent): Promise<void> {
    await this.journal.append(request.id, event);
    apply(request, event);
    if (request.images.every(isFinal)) this.unfinished.delete(request);
    else this.unfinished.add(request);
  }

  private wake({ images }: ReportRequest): void {
    const scopes = new Map(images.map(({ account, region }) => [scopeKey({ account, region }), { account, region }]));
    for (const [key, scope] of scopes) {
      const worker = this.workers.get(key) ?? new ScopeWorker(scope, this.context);
      this.workers.set(key, worker);
      worker.wake();
    }
  }
}

const wanted = ({ account, region, imageId }: Pick<ImageProgress, "account" | "region" | "imageId">) => ({ account, region, imageId });
