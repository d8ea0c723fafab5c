"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useEffect, useRef } from "react";
import { JobProgress } from "@/components/report-jobs/job-progress";
import { ResourcePage } from "@/components/resource-page/resource-page";
import { useResourceView } from "@/components/resource-page/use-resource-view";
import { PageLink } from "@/components/ui/page-link";
import { Time } from "@/components/ui/time";
import { readReportsAnew } from "@/lib/client/report-jobs";
import { optionsText } from "@/lib/domain/report-jobs/options-text";
import type { ReportJobDetail } from "@/lib/domain/report-jobs/report-job";
import { JobActions } from "./job-actions";
import { useJobRows } from "./use-job-rows";

/** One job: how far it has come, and every image of it, those in error first. */
export function JobView({ id }: { id: string }) {
  const { job, rows } = useJobRows(id);
  const view = useResourceView(rows);
  useReportsWhenFinished(job);
  return (
    <ResourcePage
      view={view}
      charts={
        <div className="grid min-h-28 content-start gap-3 lg:col-span-2">
          {job ? <About job={job} /> : <div aria-hidden className="skeleton h-3 w-72 max-w-full" />}
        </div>
      }
    />
  );
}

/** What other pages have of the reports is older than what became of them while this one was open. */
function useReportsWhenFinished(job: ReportJobDetail | undefined): void {
  const client = useQueryClient();
  const before = useRef<boolean | undefined>(undefined);
  const finished = job?.finished;
  useEffect(() => {
    if (before.current === false && finished) void readReportsAnew(client);
    before.current = finished;
  }, [client, finished]);
}

function About({ job }: { job: ReportJobDetail }) {
  const { createdAt, by, options, finished } = job;
  return (
    <>
      <p className="flex flex-wrap gap-x-4 gap-y-1">
        <PageLink href="/report-requests" className="link inline-flex items-center gap-1">
          <ArrowLeft aria-hidden className="size-3.5" /> All requests
        </PageLink>
        <span className="text-muted">
          Requested <Time iso={createdAt} />
        </span>
        <span className="text-muted">{optionsText(options)}</span>
        <span className="text-muted break-words">{by}</span>
      </p>
      <JobProgress job={job} />
      <JobActions job={job} />
      {finished && (
        <p className="text-muted">
          Nothing of this request is under way any more. What the reports say stands under{" "}
          <PageLink href="/image-usage-report-entries">Usage by account</PageLink> and on the page of each image.
        </p>
      )}
    </>
  );
}
