import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import type { Scope } from "@/lib/core/scope";
import { type ImageProgress, isAwaited } from "@/lib/domain/report-jobs/report-job";
import type { QueueContext } from "./queue-context";
import { ReportSender } from "./report-sender";
import { ReportPoller } from "./report-poller";

/**
 * What is done for one account in one region: asking for reports, and looking what becomes of them. Each of
 * the two goes on while there is something to do, and is begun again by `wake`.
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

  /** What an image waits for that is queued or awaited here. */
  waitingFor(image: ImageProgress): string | null {
    if (image.state === "queued") return this.sender.waitReason;
    return isAwaited(image) ? this.poller.waitReason : null;
  }

  /** The image's report is no longer pending: it has ended, or was deleted. */
  forget(imageId: string): void {
    this.sender.forget(imageId);
  }

  /** Runs one of the two, once at a time. What came after it had last looked for work is not left lying. */
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
