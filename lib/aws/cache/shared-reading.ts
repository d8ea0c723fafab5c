import "server-only";
import { setMaxListeners } from "node:events";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { RowPage } from "@/lib/aws/listing/row-page";
import { namedError } from "@/lib/core/named-error";
import type { Proof } from "@/lib/core/row-events";

export type Outcome = { error: unknown } | "complete";

/** The pages of one scope. What the generator returns at its end is the reader's proof, if it has one. */
export type Pages<Row> = AsyncGenerator<RowPage<Row>, Proof>;

/**
 * One reading of one scope, for any number of followers: each gets every page from the first on, whenever
 * it came. The reading goes on without waiting for them, and ends when the last has left.
 */
export class SharedReading<Row> {
  /** ISO 8601. */
  readonly readAt = new Date().toISOString();
  readonly pages: RowPage<Row>[] = [];
  /** What the reader looked at besides its rows, once it has read everything. */
  proof: Proof = undefined;
  private outcome: Outcome | null = null;
  private followers = 0;
  private waiting: (() => void)[] = [];
  private readonly leaving = new AbortController();

  /** Begins to read. `ended` is told how it ended; an abandoned reading tells nothing. */
  constructor(read: (signal: AbortSignal) => Pages<Row>, limit: { milliseconds: number }, ended: (outcome: Outcome) => void) {
    // Each call that is under way listens; there may well be more than ten.
    setMaxListeners(0, this.leaving.signal);
    const timer = setTimeout(() => this.leaving.abort(new LoadTimeLimit(limit.milliseconds)), limit.milliseconds);
    void this.run(read).then((outcome) => {
      clearTimeout(timer);
      this.outcome = outcome;
      ended(outcome);
      this.wake();
    });
  }

  /** Ends it for everybody who follows. What has arrived remains theirs. */
  stop(reason: Error): void {
    this.leaving.abort(reason);
  }

  get isRunning(): boolean {
    return this.outcome === null && !this.leaving.signal.aborted;
  }

  /** @throws what ended the reading early, or what the signal was aborted with. */
  async *follow(signal: AbortSignal): Pages<Row> {
    this.followers += 1;
    const leave = (): void => this.wake();
    signal.addEventListener("abort", leave);
    try {
      for (let place = 0; ; place += 1) {
        for (;;) {
          signal.throwIfAborted();
          if (place < this.pages.length || this.outcome !== null) break;
          await new Promise<void>((resolve) => this.waiting.push(resolve));
        }
        const page = this.pages[place];
        if (page === undefined) break;
        yield page;
      }
      if (this.outcome !== null && this.outcome !== "complete") throw this.outcome.error;
      return this.proof;
    } finally {
      signal.removeEventListener("abort", leave);
      this.followers -= 1;
      if (this.followers === 0 && this.outcome === null) this.leaving.abort();
    }
  }

  private async run(read: (signal: AbortSignal) => Pages<Row>): Promise<Outcome> {
    const { signal } = this.leaving;
    try {
      const pages = read(signal);
      for (;;) {
        const { done, value } = await pages.next();
        signal.throwIfAborted();
        if (done) {
          this.proof = value;
          break;
        }
        this.pages.push(value);
        this.wake();
        // A fast reading would otherwise leave no time to those who follow, nor to any other request.
        await nextTurn();
        value.encode();
      }
      return "complete";
    } catch (error) {
      return { error: signal.aborted ? signal.reason : error };
    }
  }

  private wake(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }
}

/** A scope took longer to read than anybody waits. */
export class LoadTimeLimit extends namedError("LoadTimeLimit") {
  constructor(milliseconds: number) {
    super(`The reading took longer than ${Math.round(milliseconds / 1000)} seconds and was stopped. LEDGER_LOAD_SECONDS allows more.`);
  }
}
