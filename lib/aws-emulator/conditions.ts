import { z } from "zod";
import { bucketSchema } from "./token-bucket";

/** What an endpoint is like when nothing goes wrong with it. It combines with faults. */
export const conditionsSchema = z.object({
  /** A token bucket for every account, region and operation of EC2 and License Manager; without it, no call is throttled. */
  bucket: bucketSchema.optional(),
  /** Every answer comes this long after its request, and no later for others being under way. */
  latencyMs: z.number().nonnegative().optional(),
});

export type Conditions = z.infer<typeof conditionsSchema>;
