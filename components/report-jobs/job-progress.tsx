"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Dialog } from "radix-ui";
import { useEffect } from "react";
import { PageLink } from "@/components/ui/page-link";
import { StateLabel } from "@/components/ui/state-label";
import { followReportJob, reportJobQuery } from "@/lib/client/report-jobs";
import { formatCount, formatNumber } from "@/lib/core/format";
import { roughDuration } from "@/lib/domain/report-jobs/form-values";
import { STATE_TONES } from "@/lib/domain/report-jobs/job-images";
import type { ReportJobSummary } from "@/lib/domain/report-jobs/report-job";
import type { Tone } from "@/lib/resources/resource";

const tones: Readonly<Record<string, Tone>> = STATE_TONES;
/** What failed first, then the way of a report from its end to its beginning. */
const ORDER = ["error", "available", "pending", "requested", "queued", "stopped", "deleted"];
const BAR_COLORS: Readonly<Record<string, string>> = {
  error: "bg-bar-bad",
  available: "bg-bar-good",
  pending: "bg-bar-1",
  requested: "bg-bar-2",
};

const placeOf = (state: string): number => (ORDER.includes(state) ? ORDER.indexOf(state) : 1.5);

/** A job in one line: how many images are in which state, and a bar of the same. */
export function JobProgress({ job }: { job: ReportJobSummary }) {
  const { counts, total, finished } = job;
  const states = Object.entries(counts).toSorted(([a], [b]) => placeOf(a) - placeOf(b));
  return (
    <div className="grid min-w-0 gap-1.5">
      <div aria-hidden className="flex h-1.5 overflow-hidden rounded-full bg-track">
        {states.map(([state, count]) => (
          <div key={state} className={BAR_COLORS[state] ?? ""} style={{ width: `${(100 * count) / Math.max(1, total)}%` }} />
        ))}
      </div>
      <ul aria-label="Images by state" className="flex flex-wrap gap-x-4 gap-y-0.5 tabular-nums">
        {states.map(([state, count]) => (
          <li key={state}>
            <StateLabel tone={tones[state] ?? "neutral"}>
              {formatNumber(count)} {state}
            </StateLabel>
          </li>
        ))}
        {!finished && (counts.queued ?? 0) > 0 && <li className="text-muted">sent in {roughDuration(job.secondsToSend)}</li>}
      </ul>
    </div>
  );
}

/** What the dialog says once the job is in: how it goes, and where it can be found again. */
export function JobStarted({ id, images, onClose }: { id: string; images: number; onClose: () => void }) {
  const client = useQueryClient();
  const { data } = useQuery(reportJobQuery(id));
  // What the page says may change where the dialog's button stands, so not before the dialog is left, by whatever way.
  useEffect(() => () => followReportJob(client, id), [client, id]);
  return (
    <>
      <Dialog.Title className="text-lg font-semibold">{formatCount(images, ["report", "reports"])} requested</Dialog.Title>
      <Dialog.Description className="mb-4 text-muted">
        This goes on whether you stay or leave. Find it again under Report requests.
      </Dialog.Description>
      <div className="min-h-12">{data && <JobProgress job={data} />}</div>
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <button type="button" className="button" onClick={onClose}>
          Close
        </button>
        <PageLink href={`/report-requests?request=${id}`} className="button button-primary">
          See each image
        </PageLink>
      </div>
    </>
  );
}
