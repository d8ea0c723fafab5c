import { z } from "zod";
import { type BucketSize, bucketSchema } from "./token-bucket";

/** How an endpoint behaves when nothing goes wrong. Faults come on top. */
export const conditionsSchema = z.object({
  /** A token bucket for every account, region and operation of EC2 and License Manager; without it, no call is throttled. */
  bucket: bucketSchema.optional(),
  /** The bucket of operations that change something. Without it, EC2's own where there is a bucket for the others. */
  mutatingBucket: bucketSchema.optional(),
  /** How long a report that is created stays pending; a few seconds where it is not said. */
  reportMs: z.number().nonnegative().optional(),
  /** Every answer comes this long after its request, and no later for others being under way. */
  latencyMs: z.number().nonnegative().optional(),
  /**
   * Items a page at most, each page cut from what is there when it is asked for: what goes away meanwhile moves others past
   * the reader. Without it, a listing stays as it was when its first page was asked for.
   */
  movingPageSize: z.int().positive().optional(),
});

/** EC2's bucket for mutating operations ("Throttling" in the Amazon EC2 Developer Guide). */
export const DEFAULT_MUTATING_BUCKET: BucketSize = { capacity: 50, refillPerSecond: 5 };

/** EC2 does not say how long a report takes; this is long enough to be seen. */
export const DEFAULT_REPORT_MS = 4000;

export type Conditions = z.infer<typeof conditionsSchema>;
