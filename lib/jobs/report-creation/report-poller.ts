import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import type { Scope } from "@/lib/core/scope";
import { isAwaited } from "@/lib/domain/report-jobs/report-job";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import { NOT_CONFIGURED, now, type QueueContext, type Work, whyOf, worksOf } from "./queue-context";

/** EC2 lists at most so many ids in a call. */
const MOST_IDS = 200;

/**
 * Looks what becomes of the reports of one account in one region. The SDK's waiter would not do: it waits for a
 * state of failure that AWS never gives.
 */
export class ReportWatch {
  /** Why reports could not be looked at. */
  why: string | null = null;

  constructor(
    private readonly scope: Scope,
    private readonly context: QueueContext,
    /** The image has no pending report any more. */
    private readonly onEnded: (imageId: string) => void,
  ) {}

  awaited(): Work[] {
    return worksOf(this.context.unfinished(), this.scope, isAwaited);
  }

  /** Looks until no report is awaited. */
  async look(): Promise<void> {
    const { signal, timing } = this.context;
    for (let step = 0; this.awaited().length > 0; step += 1) {
      await delay(timing.lookMs[Math.min(step, timing.lookMs.length - 1)], undefined, { signal, ref: false });
      try {
        const isConfigured = await this.context.isConfigured(this.scope);
        if (isConfigured) await this.lookOnce(this.awaited());
        this.why = isConfigured ? null : NOT_CONFIGURED;
      } catch (error) {
        signal.throwIfAborted();
        this.why = `It could not be looked at: ${whyOf(this.context.aws, error)}`;
      }
    }
  }

  private async lookOnce(works: readonly Work[]): Promise<void> {
    for (let from = 0; from < works.length; from += MOST_IDS) {
      const some = works.slice(from, from + MOST_IDS);
      const ids = new Set(some.flatMap(({ image }) => image.reportId ?? []));
      const reports = await this.context.aws.withIds(this.scope, [...ids], this.context.signal);
      const byId = new Map(reports.map((report) => [report.reportId, report]));
      await Promise.all(some.map((work) => this.seen(work, byId.get(work.image.reportId))));
    }
  }

  /** A report that AWS does not show may be too new for it, for a long while. */
  private async seen({ request, place, image }: Work, report: ImageUsageReport | undefined): Promise<void> {
    const { record, timing } = this.context;
    // It may have been deleted meanwhile.
    if (!isAwaited(image)) return;
    if (report === undefined) {
      if (Date.now() - Date.parse(image.requestedAt ?? image.changedAt) < timing.missingMs) return;
      this.onEnded(image.imageId);
      const message = `AWS gave the id ${image.reportId} but does not show such a report: it may have been deleted elsewhere.`;
      await record(request, { type: "refused", at: now(), image: place, code: "ReportNotShown", message });
      return;
    }
    const { state, stateReason } = report;
    if (state === null || state === image.state) return;
    if (state !== "pending") this.onEnded(image.imageId);
    await record(request, { type: "seen", at: now(), image: place, state, reason: stateReason || null });
  }
}
