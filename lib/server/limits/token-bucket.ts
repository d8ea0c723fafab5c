import "server-only";

/** A token bucket that holds a minute's worth. Times are milliseconds of any one clock. */
export class TokenBucket {
  private tokens: number;

  constructor(
    private readonly perMinute: number,
    private filledAt: number,
  ) {
    this.tokens = perMinute;
  }

  /** Takes tokens and returns 0; or takes none and returns the milliseconds until there are enough. */
  take(wanted: number, now: number): number {
    this.tokens = Math.min(this.perMinute, this.tokens + (Math.max(0, now - this.filledAt) * this.perMinute) / 60_000);
    this.filledAt = now;
    // Tokens that were added in small parts may be short by a rounding.
    if (this.tokens < wanted - 1e-9) return Math.ceil(((wanted - this.tokens) * 60_000) / this.perMinute);
    this.tokens = Math.max(0, this.tokens - wanted);
    return 0;
  }
}
