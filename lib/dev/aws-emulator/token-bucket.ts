import { z } from "zod";

export const bucketSchema = z.object({
  /** Calls that may come at once. */
  capacity: z.number().min(1),
  refillPerSecond: z.number().nonnegative(),
});

/** How many calls are let through: EC2 tells 100 and 20 of its describe operations. */
export type BucketSize = z.infer<typeof bucketSchema>;

interface Bucket extends BucketSize {
  tokens: number;
  /** When it held that many, in milliseconds. */
  at: number;
}

/** Token buckets that refill continuously. They start full, and again when they are given another size. */
export class TokenBuckets {
  readonly #buckets = new Map<string, Bucket>();

  /** Takes a token out of a bucket, or says that there is none. */
  take(key: string, size: BucketSize, now: number): boolean {
    const bucket = this.#bucket(key, size, now);
    bucket.tokens = Math.min(size.capacity, bucket.tokens + ((now - bucket.at) / 1000) * size.refillPerSecond);
    bucket.at = now;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }

  #bucket(key: string, { capacity, refillPerSecond }: BucketSize, now: number): Bucket {
    const known = this.#buckets.get(key);
    if (known?.capacity === capacity && known.refillPerSecond === refillPerSecond) return known;
    const full = { capacity, refillPerSecond, tokens: capacity, at: now };
    this.#buckets.set(key, full);
    return full;
  }
}
