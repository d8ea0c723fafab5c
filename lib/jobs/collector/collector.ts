import "server-only";
import { randomUUID } from "node:crypto";
import type { ScopeError } from "@/lib/core/row-events";

/** A list that is kept up to date: a resource in one scope. */
export interface CollectedList {
  resource: string;
  account: string;
  region: string;
}

/** How the reading of a list went. `skipped`: what is kept is young enough. */
export interface Collected {
  outcome: "complete" | "failed" | "skipped";
  failure: ScopeError | null;
}

/** What the collector needs of the store: which lists are due, each leased to one process at a time. */
export interface CollectionSchedule {
  add(lists: readonly CollectedList[]): Promise<void>;
  lease(lease: string, most: number, seconds: number): Promise<CollectedList[]>;
  renew(lease: string, seconds: number): Promise<void>;
  end(lease: string, list: CollectedList, collected: Collected): Promise<void>;
}

/** What the collector needs of everything else. */
export interface CollectorPorts {
  schedule: CollectionSchedule;
  /** Every list of every configured scope. */
  lists(): Promise<readonly CollectedList[]>;
  /** Reads a list to its end and keeps it. Never throws, except what the signal was aborted with. */
  collect(list: CollectedList, signal: AbortSignal): Promise<Collected>;
  /** The schedule could not be read or written. It is tried anew. */
  failed(error: unknown): void;
}

/** Lists under way at once in this process. */
const LISTS_AT_ONCE = 4;
const LEASE_SECONDS = 60;
const RENEW_MS = 20_000;
/** How often lists are looked for that are due. */
const LOOK_MS = 5_000;
/** How often scopes are looked for that are new. */
const PLAN_MS = 15 * 60_000;

/**
 * Reads every list again and again, in as many processes as share a schedule: each list by one of them at a time, at least once
 * in each interval. A process that is killed leaves its lists to the others once its leases have run out.
 */
export class Collector {
  private readonly lease = randomUUID();
  private readonly running = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  private readonly timers: NodeJS.Timeout[] = [];
  private plannedAt = Number.NEGATIVE_INFINITY;
  private looking: Promise<void> | null = null;

  constructor(private readonly ports: CollectorPorts) {}

  start(): void {
    this.timers.push(
      setInterval(() => this.look(), LOOK_MS).unref(),
      setInterval(() => void this.attempt(() => this.ports.schedule.renew(this.lease, LEASE_SECONDS)), RENEW_MS).unref(),
    );
    this.look();
  }

  /** Stops what is under way. Its leases run out, unless another try has ended them. */
  async stop(): Promise<void> {
    for (const timer of this.timers.splice(0)) clearInterval(timer);
    this.stopping.abort(new Error("The server stops."));
    await this.looking;
    await Promise.all(this.running);
  }

  private look(): void {
    this.looking ??= this.attempt(() => this.begin()).finally(() => {
      this.looking = null;
    });
  }

  private async begin(): Promise<void> {
    if (performance.now() - this.plannedAt > PLAN_MS) {
      await this.ports.schedule.add(await this.ports.lists());
      this.plannedAt = performance.now();
    }
    const free = LISTS_AT_ONCE - this.running.size;
    if (free <= 0 || this.stopping.signal.aborted) return;
    for (const list of await this.ports.schedule.lease(this.lease, free, LEASE_SECONDS)) {
      const run = this.attempt(() => this.collect(list)).finally(() => {
        this.running.delete(run);
        if (!this.stopping.signal.aborted) this.look();
      });
      this.running.add(run);
    }
  }

  private async collect(list: CollectedList): Promise<void> {
    const collected = await this.ports.collect(list, this.stopping.signal);
    await this.ports.schedule.end(this.lease, list, collected);
  }

  private async attempt(what: () => Promise<void>): Promise<void> {
    try {
      await what();
    } catch (error) {
      if (!this.stopping.signal.aborted) this.ports.failed(error);
    }
  }
}
