import { z } from "zod";
import { RESOURCE_TYPES } from "@/lib/domain/report-jobs/report-job";

const at = z.string();
/** The place of an image in its request. */
const image = z.int().nonnegative();

const requestSchema = z.object({
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

/** A line of a request's journal: what happened, in the order in which it happened. */
export const journalEventSchema = z.discriminatedUnion("type", [
  /** Always first. */
  z.object({ type: z.literal("created"), at, request: requestSchema }),
  /** Noted before AWS is asked: from here on AWS may have the request. */
  z.object({ type: z.literal("sending"), at, image }),
  /** AWS did not take it, only for now. */
  z.object({ type: z.literal("unsent"), at, image }),
  /** AWS gave an id. `adopted` says that the report had been there before, and what it lacks. */
  z.object({ type: z.literal("requested"), at, image, reportId: z.string(), adopted: z.string().nullable() }),
  /** AWS will not make the report, or does not show it any more. */
  z.object({ type: z.literal("refused"), at, image, code: z.string(), message: z.string() }),
  /** AWS shows the report in this state. */
  z.object({ type: z.literal("seen"), at, image, state: z.string(), reason: z.string().nullable() }),
  /** Somebody deleted the report from here. */
  z.object({ type: z.literal("deleted"), at, image }),
  /** What was not sent yet is not to be sent. */
  z.object({ type: z.literal("stopped"), at }),
  /** What failed or was stopped is to be tried again. */
  z.object({ type: z.literal("retried"), at }),
]);

export type JournalEvent = z.infer<typeof journalEventSchema>;

/** All but the first. */
export type LaterEvent = Exclude<JournalEvent, { type: "created" }>;
