import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import type { ScopeError } from "@/lib/core/row-events";
import type { Scope } from "@/lib/core/scope";
import { adoptionText, type Coverage, coverageOf, coversAll } from "@/lib/domain/report-jobs/coverage";
import { type ImageProgress, isAwaited } from "@/lib/domain/report-jobs/report-job";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import { clientToken } from "./client-token";
import { awsWaitReason, itemsOf, type JobItem, NOT_CONFIGURED, now, type QueueContext, waitReason } from "./queue-context";

/** A report that AWS has not finished. */
interface Pending {
  reportId: string;
  covers: Coverage;
}

/** Pending reports for an account and region (EC2 User Guide, "View your AMI usage", quotas). */
const MOST_PENDING = 2_000;
/** Maximum age of the list of pending reports: reports of others end without notice. */
const LISTED_MS = 30_000;
const AT_ONCE = 8;
/** Attempts after which an unclear answer counts as refused. Throttling and quotas are retried without limit. */
const MOST_TRIES = 8;
/** Clock skew allowance. */
const SKEW_MS = 5 * 60_000;

const WRITES_OFF = "Writes are off at the server: LEDGER_ALLOW_WRITES is not true.";
const FULL = `AWS takes at most ${MOST_PENDING.toLocaleString("en")} pending reports of an account and region. The queue goes on when some are finished.`;
const LIMIT_CODE = /LimitExceeded|Quota/i;

/** Creates the reports of one account in one region, within AWS's quotas and none twice. */
export class ReportSender {
  /** Why queued images wait, or null. */
  waitReason: string | null = null;
  /** Pending reports by image. Null until AWS has listed them. */
  private pending: Map<string, Pending> | null = null;
  /** Milliseconds of `performance.now()`. */
  private listedAt = 0;
  private readonly tries = new Map<ImageProgress, number>();
  private setbacks = 0;

  constructor(
    private readonly scope: Scope,
    private readonly context: QueueContext,
    /** A report was requested: start polling it. */
    private readonly onRequested: () => void,
  ) {}

  queued(): JobItem[] {
    return itemsOf(this.context.unfinished(), this.scope, ({ state }) => state === "queued");
  }

  /** The image's report is no longer pending. */
  forget(imageId: string): void {
    this.pending?.delete(imageId);
  }

  /** Sends until nothing is queued, or nothing may be sent. */
  async send(): Promise<void> {
    for (;;) {
      const { signal, mayWrite } = this.context;
      signal.throwIfAborted();
      const all = this.queued();
      if (all.length === 0) {
        this.pending = null;
        return;
      }
      if (!mayWrite()) {
        this.waitReason = WRITES_OFF;
        return;
      }
      const setback = await this.sendSome(all);
      if (setback === null) {
        this.setbacks = 0;
        this.waitReason = null;
      } else {
        this.waitReason = setback;
        await this.pause();
      }
    }
  }

  /** Sends the first few. Returns why the queue must wait, or null. */
  private async sendSome(all: readonly JobItem[]): Promise<string | null> {
    try {
      if (!(await this.context.isConfigured(this.scope))) return NOT_CONFIGURED;
      if (performance.now() - this.listedAt > LISTED_MS) this.pending = null;
      this.pending ??= await this.listPending();
      const some = firstPerImage(all, AT_ONCE);
      const adopted = await this.adopt(some, this.pending);
      if (adopted > 0) return null;
      const room = MOST_PENDING - this.pending.size;
      if (room <= 0) {
        this.pending = null;
        return FULL;
      }
      const setbacks = await Promise.all(some.slice(0, room).map((item) => this.sendOne(item)));
      return setbacks.find((setback) => setback !== null) ?? null;
    } catch (error) {
      this.context.signal.throwIfAborted();
      return waitReason(this.context.aws, error);
    }
  }

  /** Follows reports that already exist: pending ones, and those of an earlier attempt whose answer was lost. */
  private async adopt(items: readonly JobItem[], pending: ReadonlyMap<string, Pending>): Promise<number> {
    const unsure = items.filter(({ image }) => image.sendingSince !== null);
    const made = unsure.length === 0 ? [] : await this.reportsOf(unsure.map(({ image }) => image.imageId));
    let adopted = 0;
    for (const item of items) {
      const { image, job } = item;
      const own = unsure.includes(item) ? ownReport(made, item) : null;
      const other = pending.get(image.imageId);
      // The job may have been stopped meanwhile.
      if (image.state !== "queued" || (own === null && other === undefined)) continue;
      adopted += 1;
      if (own !== null) await this.requested(item, { reportId: own, adopted: null });
      else if (other) await this.requested(item, { reportId: other.reportId, adopted: adoptionText(job.options, other.covers) });
    }
    return adopted;
  }

  private async sendOne(item: JobItem): Promise<string | null> {
    const { job, index, image } = item;
    const { aws, signal, record } = this.context;
    // The job may have been stopped meanwhile.
    if (image.state !== "queued") return null;
    await record(job, { type: "sending", at: now(), image: index });
    const report = { imageId: image.imageId, options: job.options, clientToken: clientToken(job.id, image) };
    let reportId: string;
    try {
      reportId = await aws.create(this.scope, report, signal);
    } catch (error) {
      signal.throwIfAborted();
      return this.notTaken(item, aws.toError(error));
    }
    this.pending?.set(image.imageId, { reportId, covers: job.options });
    this.logAttempt(item, { reportId, error: null });
    await this.requested(item, { reportId, adopted: null });
    return null;
  }

  /** AWS did not create the report. Returns why the queue must wait, or null where this attempt has ended. */
  private async notTaken(item: JobItem, error: ScopeError): Promise<string | null> {
    const { job, index, image } = item;
    const { record } = this.context;
    if (error.kind === "throttled") {
      await record(job, { type: "unsent", at: now(), image: index });
      return awsWaitReason(error);
    }
    const isLimit = LIMIT_CODE.test(error.code);
    const isAnswer = isLimit || error.kind === "denied" || error.kind === "invalid";
    const tries = (this.tries.get(image) ?? 0) + 1;
    this.tries.set(image, tries);
    if (!isAnswer && tries < MOST_TRIES) return awsWaitReason(error);
    if (isLimit || error.kind === "invalid") {
      const found = (await this.reportsOf([image.imageId])).find(({ state }) => state === "pending");
      if (found?.reportId) {
        await this.requested(item, { reportId: found.reportId, adopted: adoptionText(job.options, coverageOf(found)) });
        return null;
      }
    }
    if (isLimit) {
      // Others use the same quota: our count is out of date.
      this.pending = null;
      await record(job, { type: "unsent", at: now(), image: index });
      return `AWS says: ${error.message}`;
    }
    this.tries.delete(image);
    this.logAttempt(item, { reportId: null, error: error.code });
    await record(job, { type: "refused", at: now(), image: index, code: error.code, message: error.message });
    return null;
  }

  private async requested(item: JobItem, { reportId, adopted }: { reportId: string; adopted: string | null }): Promise<void> {
    this.tries.delete(item.image);
    await this.context.record(item.job, { type: "requested", at: now(), image: item.index, reportId, adopted });
    this.onRequested();
  }

  private logAttempt({ job, image }: JobItem, outcome: { reportId: string | null; error: string | null }): void {
    const { account, region } = this.scope;
    this.context.log.creationTried({ by: job.by, requestId: job.id, account, region, imageId: image.imageId, ...outcome });
  }

  private async listPending(): Promise<Map<string, Pending>> {
    this.listedAt = performance.now();
    const reports = await this.context.aws.pending(this.scope, this.context.signal);
    const listed = reports.flatMap((report): [string, Pending][] =>
      report.imageId === null || report.reportId === null
        ? []
        : [[report.imageId, { reportId: report.reportId, covers: coverageOf(report) }]],
    );
    // Reports that AWS does not list yet count too.
    const own = itemsOf(this.context.unfinished(), this.scope, isAwaited).flatMap(({ job, image }): [string, Pending][] =>
      image.reportId === null ? [] : [[image.imageId, { reportId: image.reportId, covers: job.options }]],
    );
    return new Map([...own, ...listed]);
  }

  private reportsOf(imageIds: readonly string[]): Promise<ImageUsageReport[]> {
    return this.context.aws.ofImages(this.scope, imageIds, this.context.signal);
  }

  /** Exponential back-off with full jitter. */
  private async pause(): Promise<void> {
    const { retryMs } = this.context.timing;
    const most = Math.min(retryMs, (retryMs / 32) * 2 ** this.setbacks);
    this.setbacks = Math.min(5, this.setbacks + 1);
    await delay(Math.random() * most, undefined, { signal: this.context.signal, ref: false });
  }
}

/** The first items, one per image: AWS would refuse a second. */
const firstPerImage = (items: readonly JobItem[], most: number): JobItem[] => {
  const byImage = new Map<string, JobItem>();
  for (const item of items) {
    if (byImage.size >= most) break;
    if (!byImage.has(item.image.imageId)) byImage.set(item.image.imageId, item);
  }
  return [...byImage.values()];
};

/**
 * The report of an earlier attempt whose answer was lost: on this image, with the same coverage, no older than the
 * attempt. A failed one may belong to the attempt before; if not, AWS returns its id again for the same token.
 */
function ownReport(made: readonly ImageUsageReport[], { image, job }: JobItem): string | null {
  const since = Date.parse(image.sendingSince ?? "") - SKEW_MS;
  const isOwn = (report: ImageUsageReport): boolean =>
    report.imageId === image.imageId &&
    report.state !== "error" &&
    report.creationTime !== null &&
    Date.parse(report.creationTime) >= since &&
    coversAll(job.options, coverageOf(report));
  return made.find(isOwn)?.reportId ?? null;
}
