import { z } from "zod";
import { RESOURCE_TYPES } from "@/lib/domain/report-jobs/report-job";

const at = z.string();
/** Index of an image in its job. */
const image = z.int().nonnegative();

const jobSchema = z.object({
  id: z.uuid(),
  by: z.string(),
  options: z.object({
    resourceTypes: z.array(z.enum(RESOURCE_TYPES)),
    versionDepth: z.int(),
    accountIds: z.array(z.string()),
    tags: z.array(z.object({ key: z.string(), value: z.string() })),
  }),
  images: z.array(z.object({ account: z.string().nullable(), region: z.string(), imageId: z.string() })),
});

/** A line of a job's journal. Stored on disk: members keep their names. */
export const journalEventSchema = z.discriminatedUnion("type", [
  /** Always first. */
  z.object({ type: z.literal("created"), at, request: jobSchema }),
  /** Written before AWS is asked: from here on AWS may have the call. */
  z.object({ type: z.literal("sending"), at, image }),
  /** AWS deferred the call: it is sent again. */
  z.object({ type: z.literal("unsent"), at, image }),
  /** AWS gave an id. `adopted` says that the report had been there before, and what it lacks. */
  z.object({ type: z.literal("requested"), at, image, reportId: z.string(), adopted: z.string().nullable() }),
  /** AWS will not make the report, or does not show it any more. */
  z.object({ type: z.literal("refused"), at, image, code: z.string(), message: z.string() }),
  /** AWS shows the report in this state. */
  z.object({ type: z.literal("seen"), at, image, state: z.string(), reason: z.string().nullable() }),
  /** Somebody deleted the report with this app. */
  z.object({ type: z.literal("deleted"), at, image }),
  /** Images not yet sent are not sent. */
  z.object({ type: z.literal("stopped"), at }),
  /** Images that failed or were stopped go back into the queue. */
  z.object({ type: z.literal("retried"), at }),
]);

export type JournalEvent = z.infer<typeof journalEventSchema>;

/** All but the first. */
export type LaterEvent = Exclude<JournalEvent, { type: "created" }>;
