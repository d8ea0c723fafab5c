import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { toScopeError } from "./aws-errors";

/** A token bucket as AWS documents it: its size, and its refill per second. */
export interface RateLimit {
  burst: number;
  perSecond: number;
  /** Limit even before AWS throttles: for calls that change something, and are many. */
  fromTheStart?: boolean;
}

/** A little below what is documented: our clock and AWS's do not tick together. */
const MARGIN = 0.98;
const SLOWEST_PER_SECOND = 0.5;
const SLOWER = 0.7;
const FASTER = 1.005;
const PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** Pauses of up to 0.2, 0.4, 0.8, 1.6, 3.2 and 5 seconds, then those who wait get the error. */
const STRIKES = 7;
const LOOK_AGAIN_MS = 20;

/**
 * A token bucket for what AWS throttles together: one operation of one account in one region (EC2 Developer Guide,
 * "Request throttling"). It does not limit until AWS throttles, because quotas may have been raised, unless its limit
 * says `fromTheStart`. Throttled calls wait with full jitter and are sent again, one of them alone as a probe. A bucket
 * that is throttled nevertheless (others spend from it too) slows down, and recovers with success.
 */
export class RateLimiter {
  private limited: boolean;
  private perSecond: number;
  private tokens: number;
  private refilledAt = performance.now();
  private strikes = 0;
  private probing = false;
  private throttledAt = Number.NEGATIVE_INFINITY;
  private pausedUntil = 0;
  private gaveUp: { at: number; error: unknown } | null = null;

  constructor(private readonly limit: RateLimit) {
    this.perSecond = limit.perSecond * MARGIN;
    this.limited = limit.fromTheStart ?? false;
    this.tokens = limit.burst * MARGIN;
  }

  /** @throws whatever the call throws. Throttling, only once it has not ended after some ten seconds. */
  async run<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const enteredAt = performance.now();
    for (;;) {
      const probe = await this.turn(enteredAt, signal);
      const sentAt = performance.now();
      try {
        const result = await call();
        this.wentThrough(sentAt);
        return result;
      } catch (error) {
        if (toScopeError(error).kind !== "throttled") throw error;
        this.throttled(sentAt, probe, error);
      } finally {
        if (probe) this.probing = false;
      }
    }
  }

  /** Waits until a call may be sent. True for the one that goes alone, to see whether the throttling is over. */
  private async turn(enteredAt: number, signal: AbortSignal): Promise<boolean> {
    for (;;) {
      signal.throwIfAborted();
      if (this.gaveUp !== null && enteredAt <= this.gaveUp.at) throw this.gaveUp.error;
      const wait = this.wait(performance.now());
      if (wait === 0) break;
      await delay(wait, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
    if (this.limited) this.tokens -= 1;
    if (this.strikes > 0) this.probing = true;
    return this.probing;
  }

  private wait(now: number): number {
    if (this.probing) return LOOK_AGAIN_MS;
    if (now < this.pausedUntil) return Math.ceil(this.pausedUntil - now);
    if (!this.limited) return 0;
    this.tokens = Math.min(this.limit.burst * MARGIN, this.tokens + ((now - this.refilledAt) / 1000) * this.perSecond);
    this.refilledAt = now;
    return this.tokens >= 1 ? 0 : Math.ceil(((1 - this.tokens) / this.perSecond) * 1000);
  }

  private wentThrough(sentAt: number): void {
    if (sentAt < this.throttledAt) return;
    this.strikes = 0;
    this.perSecond = Math.min(this.limit.perSecond * MARGIN, this.perSecond * FASTER);
  }

  private throttled(sentAt: number, probe: boolean, error: unknown): void {
    // Calls that were under way together are throttled together: one event.
    if (sentAt < this.throttledAt) return;
    const now = performance.now();
    if (this.limited && !probe) this.perSecond = Math.max(SLOWEST_PER_SECOND, this.perSecond * SLOWER);
    this.limited = true;
    this.tokens = 0;
    this.refilledAt = now;
    this.throttledAt = now;
    this.strikes += 1;
    this.pausedUntil = now + Math.random() * Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** this.strikes);
    if (this.strikes < STRIKES) return;
    this.strikes = 0;
    this.gaveUp = { at: now, error };
    throw error;
  }
}
