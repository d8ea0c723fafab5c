import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import type { Scope } from "@/lib/core/scope";
import { type ImageProgress, isAwaited } from "@/lib/domain/report-jobs/report-job";
import type { QueueContext } from "./queue-context";
import { ReportPoller } from "./report-poller";
import { ReportSender } from "./report-sender";

/**
 * Creates and polls the reports of one account in one region. Each of the two loops runs while there is work;
 * `wake` starts it again.
 */
export class ScopeWorker {
  private readonly sender: ReportSender;
  private readonly poller: ReportPoller;
  private readonly running = new Set<"sending" | "polling">();

  constructor(
    scope: Scope,
    private readonly context: QueueContext,
  ) {
    this.sender = new ReportSender(scope, context, () => this.wake());
    this.poller = new ReportPoller(scope, context, (imageId) => this.forget(imageId));
  }

  wake(): void {
    const { sender, poller } = this;
    this.run(
      "sending",
      () => sender.send(),
      () => sender.queued().length > 0 && this.context.mayWrite(),
    );
    this.run(
      "polling",
      () => poller.poll(),
      () => poller.awaited().length > 0,
    );
  }

  /** Why a queued or awaited image waits, or null. */
  waitingFor(image: ImageProgress): string | null {
    if (image.state === "queued") return this.sender.waitReason;
    return isAwaited(image) ? this.poller.waitReason : null;
  }

  /** The image's report is no longer pending: it has ended, or was deleted. */
  forget(imageId: string): void {
    this.sender.forget(imageId);
  }

  /** Runs a loop, at most once at a time. Work that arrived as the loop ended starts it again. */
  private run(which: "sending" | "polling", loop: () => Promise<void>, isMore: () => boolean): void {
    const { signal, timing } = this.context;
    if (this.running.has(which) || signal.aborted) return;
    this.running.add(which);
    loop()
      .catch((error: unknown) => {
        if (!signal.aborted) this.context.log.workerFailed(error);
        return delay(timing.retryMs, undefined, { signal, ref: false });
      })
      .then(
        () => {
          this.running.delete(which);
          if (isMore()) this.wake();
        },
        () => null,
      );
  }
}
