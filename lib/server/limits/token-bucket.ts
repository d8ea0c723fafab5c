import "server-only";

/** So many at once, and so many a minute. Times are milliseconds of one clock, whichever it is. */
export class TokenBucket {
  private tokens: number;

  constructor(
    private readonly perMinute: number,
    private filledAt: number,
  ) {
    this.tokens = perMinute;
  }

  /** Takes some. Gives 0, or the milliseconds until there are so many, of which none is then taken. */
  take(wanted: number, now: number): number {
    this.tokens = Math.min(this.perMinute, this.tokens + (Math.max(0, now - this.filledAt) * this.perMinute) / 60_000);
    this.filledAt = now;
    // What has added up in small parts may be short by a rounding.
    if (this.tokens < wanted - 1e-9) return Math.ceil(((wanted - this.tokens) * 60_000) / this.perMinute);
    this.tokens = Math.max(0, this.tokens - wanted);
    return 0;
  }
}
