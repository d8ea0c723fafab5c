import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import type { Scope } from "@/lib/core/scope";
import { type ImageProgress, isAwaited } from "@/lib/domain/report-jobs/report-job";
import { errorFields } from "@/lib/server/observe/error-fields";
import { log } from "@/lib/server/observe/log";
import type { Surroundings } from "./queue-context";
import { ReportSender } from "./report-sender";
import { ReportWatch } from "./report-watch";

/**
 * What is done for one account in one region: asking for reports, and looking what becomes of them. Each of
 * the two goes on while there is something to do, and is begun again by `wake`.
 */
export class ScopeLane {
  private readonly sender: ReportSender;
  private readonly watch: ReportWatch;
  private readonly running = new Set<"sending" | "looking">();

  constructor(
    scope: Scope,
    private readonly around: Surroundings,
  ) {
    this.sender = new ReportSender(scope, around, () => this.wake());
    this.watch = new ReportWatch(scope, around, (imageId) => this.forget(imageId));
  }

  wake(): void {
    const { sender, watch } = this;
    this.run(
      "sending",
      () => sender.send(),
      () => sender.queued().length > 0 && this.around.mayWrite(),
    );
    this.run(
      "looking",
      () => watch.look(),
      () => watch.awaited().length > 0,
    );
  }

  /** What an image waits for that is queued or awaited here. */
  waitingFor(image: ImageProgress): string | null {
    if (image.state === "queued") return this.sender.why;
    return isAwaited(image) ? this.watch.why : null;
  }

  /** The image's report is no longer pending: it has ended, or was deleted. */
  forget(imageId: string): void {
    this.sender.forget(imageId);
  }

  /** Runs one of the two, once at a time. What came after it had last looked for work is not left lying. */
  private run(which: "sending" | "looking", loop: () => Promise<void>, isMore: () => boolean): void {
    const { signal, timing } = this.around;
    if (this.running.has(which) || signal.aborted) return;
    this.running.add(which);
    loop()
      .catch((error: unknown) => {
        if (!signal.aborted) log().error({ error: errorFields(error) }, "the requests for reports of a scope stopped for a while");
        return delay(timing.againMs, undefined, { signal, ref: false });
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
