import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import type { Scope } from "@/lib/core/scope";
import { isAwaited } from "@/lib/domain/report-jobs/report-job";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import { itemsOf, type JobItem, NOT_CONFIGURED, now, type QueueContext, waitReason } from "./queue-context";

/** Report ids per call, EC2's limit. */
const MOST_IDS = 200;

/**
 * Polls the reports of one account in one region until they finish. The SDK's waiter waits for a failure state
 * that AWS never returns.
 */
export class ReportPoller {
  /** Why the last poll failed, or null. */
  waitReason: string | null = null;

  constructor(
    private readonly scope: Scope,
    private readonly context: QueueContext,
    /** The image's report is no longer pending. */
    private readonly onEnded: (imageId: string) => void,
  ) {}

  awaited(): JobItem[] {
    return itemsOf(this.context.unfinished(), this.scope, isAwaited);
  }

  /** Polls until no report is awaited. */
  async poll(): Promise<void> {
    const { signal, timing } = this.context;
    for (let step = 0; this.awaited().length > 0; step += 1) {
      await delay(timing.pollMs[Math.min(step, timing.pollMs.length - 1)], undefined, { signal, ref: false });
      try {
        const isConfigured = await this.context.isConfigured(this.scope);
        if (isConfigured) await this.pollOnce(this.awaited());
        this.waitReason = isConfigured ? null : NOT_CONFIGURED;
      } catch (error) {
        signal.throwIfAborted();
        this.waitReason = `The report could not be read: ${waitReason(this.context.aws, error)}`;
      }
    }
  }

  private async pollOnce(items: readonly JobItem[]): Promise<void> {
    for (let from = 0; from < items.length; from += MOST_IDS) {
      const some = items.slice(from, from + MOST_IDS);
      const ids = new Set(some.flatMap(({ image }) => image.reportId ?? []));
      const reports = await this.context.aws.withIds(this.scope, [...ids], this.context.signal);
      const byId = new Map(reports.map((report) => [report.reportId, report]));
      await Promise.all(some.map((item) => this.note(item, byId.get(item.image.reportId))));
    }
  }

  /** A report missing from the listing may be too new to be listed. */
  private async note({ job, index, image }: JobItem, report: ImageUsageReport | undefined): Promise<void> {
    const { record, timing } = this.context;
    // It may have been deleted meanwhile.
    if (!isAwaited(image)) return;
    if (report === undefined) {
      if (Date.now() - Date.parse(image.requestedAt ?? image.changedAt) < timing.missingMs) return;
      this.onEnded(image.imageId);
      const message = `AWS gave the id ${image.reportId} but does not show such a report: it may have been deleted elsewhere.`;
      await record(job, { type: "refused", at: now(), image: index, code: "ReportNotShown", message });
      return;
    }
    const { state, stateReason } = report;
    if (state === null || state === image.state) return;
    if (state !== "pending") this.onEnded(image.imageId);
    await record(job, { type: "seen", at: now(), image: index, state, reason: stateReason || null });
  }
}
