import {
  type ImageProgress,
  isFinal,
  type ReportJob,
  type ReportJobDetail,
  type ReportJobSummary,
  secondsToSend,
} from "@/lib/domain/report-jobs/report-job";
import type { JournalEvent, LaterEvent } from "./journal-event";

/** A new job, from the first line of its journal. */
export function startJob({ at, request: { images, ...job } }: Extract<JournalEvent, { type: "created" }>): ReportJob {
  return {
    ...job,
    createdAt: at,
    changedAt: at,
    images: images.map((image) => ({
      ...image,
      state: "queued",
      reportId: null,
      attempt: 1,
      sendingSince: null,
      requestedAt: null,
      adopted: null,
      reason: null,
      error: null,
      changedAt: at,
    })),
  };
}

/** The change that an event makes to its image. */
function changed(image: ImageProgress, event: Extract<LaterEvent, { image: number }>): Partial<ImageProgress> {
  switch (event.type) {
    case "sending":
      return { sendingSince: image.sendingSince ?? event.at };
    case "unsent":
      return { sendingSince: null };
    case "requested": {
      const { reportId, adopted, at } = event;
      return { state: "requested", sendingSince: null, reportId, adopted, requestedAt: at, reason: null, error: null };
    }
    case "refused":
      return { state: "error", sendingSince: null, reason: null, error: { code: event.code, message: event.message } };
    case "seen": {
      const { state, reason } = event;
      const error =
        state === "error" ? { code: "ReportFailed", message: reason ?? "AWS could not make the report, and gave no reason." } : null;
      return { state, reason: error === null ? reason : null, error };
    }
    case "deleted":
      return { state: "deleted", reason: null };
  }
}

/** Back to the queue. A report that AWS could not make needs a new attempt; anything else is the same attempt. */
function requeued(image: ImageProgress): Partial<ImageProgress> {
  const attempt = image.reportId === null ? image.attempt : image.attempt + 1;
  return { state: "queued", attempt, reportId: null, requestedAt: null, adopted: null, reason: null, error: null };
}

const canBeRetried = ({ state }: ImageProgress): boolean => state === "error" || state === "stopped";

/** Applies an event to a job, in place: a job of thousands of images has thousands of events. */
export function applyJobEvent(job: ReportJob, event: LaterEvent): void {
  job.changedAt = event.at;
  if (event.type === "stopped" || event.type === "retried") {
    for (const image of job.images) applyToAll(image, event);
    return;
  }
  const image = job.images[event.image];
  if (image !== undefined) Object.assign(image, changed(image, event), { changedAt: event.at });
}

function applyToAll(image: ImageProgress, { type, at }: Extract<LaterEvent, { type: "stopped" | "retried" }>): void {
  if (type === "retried" && canBeRetried(image)) Object.assign(image, requeued(image), { changedAt: at });
  // A report being created may exist already, so its answer is awaited.
  if (type === "stopped" && image.state === "queued" && image.sendingSince === null)
    Object.assign(image, { state: "stopped", changedAt: at });
}

/** The job without its images, counted by state. */
export function jobSummary({ images, ...job }: ReportJob): ReportJobSummary {
  const counts: Record<string, number> = {};
  for (const { state } of images) counts[state] = (counts[state] ?? 0) + 1;
  return {
    ...job,
    total: images.length,
    counts,
    finished: images.every(isFinal),
    secondsToSend: secondsToSend(images.filter(({ state }) => state === "queued")),
  };
}

/** The job with every image, and what the unfinished ones wait for. */
export function jobDetail(job: ReportJob, waitingFor: (image: ImageProgress) => string | null): ReportJobDetail {
  return {
    ...jobSummary(job),
    images: job.images.map((image) => ({ ...image, reason: image.reason ?? waitingFor(image) })),
  };
}
