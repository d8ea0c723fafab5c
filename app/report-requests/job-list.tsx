"use client";

import { useQuery } from "@tanstack/react-query";
import { PageColumn } from "@/components/page-parts/page-column";
import { useWritesOff } from "@/components/report-jobs/write-button";
import { PageLink } from "@/components/ui/page-link";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import { RequestRefused } from "@/lib/client/fetch-events";
import { reportJobsQuery } from "@/lib/client/report-jobs";
import { formatCount } from "@/lib/core/format";
import { jobImages } from "@/lib/domain/report-jobs/job-images";
import type { ReportJobSummary } from "@/lib/domain/report-jobs/report-job";
import { JobLine } from "./job-line";

const REQUESTS = ["request", "requests"] as const;

/** Every job, the newest first, with how far it has come. */
export function JobList() {
  const { data, error, refetch } = useQuery(reportJobsQuery());
  const jobs = useIsHydrated() ? data : undefined;
  return (
    <PageColumn
      header={
        <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-2.5 sm:px-6">
          <h1 className="text-lg font-semibold">{jobImages.title}</h1>
          <p className="text-muted tabular-nums" aria-live="polite">
            {jobs === undefined ? (error === null ? "Reading…" : "Not read") : headline(jobs)}
          </p>
        </header>
      }
    >
      {error !== null && (
        <div role="alert" className="flex flex-wrap gap-x-3 border-b bg-bad-soft px-4 py-2 sm:px-6">
          {error instanceof RequestRefused ? error.message : "The server could not be reached."}
          {jobs !== undefined && " The list below is from the last time it was read."}
          <button type="button" className="link" onClick={() => refetch()}>
            Read again
          </button>
        </div>
      )}
      <p className="max-w-4xl px-4 pt-3 text-muted sm:px-6">
        Reports requested from AWS, and how far each has come. AWS takes 50 at once, then 5 a second, in each account and region. A request
        continues when nobody is watching, and after the server restarts.
      </p>
      {jobs === undefined ? (
        error === null && <Skeleton />
      ) : jobs.length === 0 ? (
        <NothingYet />
      ) : (
        <ul aria-label={jobImages.title} className="mt-4 border-t">
          {jobs.map((job) => (
            <JobLine key={job.id} job={job} />
          ))}
        </ul>
      )}
    </PageColumn>
  );
}

function headline(jobs: readonly ReportJobSummary[]): string {
  const open = jobs.filter(({ finished }) => !finished).length;
  return `${formatCount(jobs.length, REQUESTS)} · ${open === 0 ? "none under way" : `${open} under way`}`;
}

function NothingYet() {
  const off = useWritesOff();
  return (
    <div className="mx-auto grid max-w-md justify-items-center gap-2 px-4 py-14 text-center">
      <p className="font-semibold">No reports were requested from here yet</p>
      {off === null ? (
        <p className="text-muted">
          Choose images and press “Create usage reports”: for one on its page, for several on <PageLink href="/images">Images</PageLink>.
        </p>
      ) : (
        <p className="text-muted">{off} Reports that were made elsewhere stand under Usage reports.</p>
      )}
    </div>
  );
}

const SKELETON_LINES = Array.from({ length: 4 }, (_, line) => `line ${line}`);

function Skeleton() {
  return (
    <div aria-hidden className="mt-4 border-t">
      {SKELETON_LINES.map((line) => (
        <div key={line} className="flex h-16 items-center gap-8 border-b px-4 sm:px-6">
          <div className="skeleton h-3 w-56" />
          <div className="skeleton h-2 flex-1" />
        </div>
      ))}
    </div>
  );
}
