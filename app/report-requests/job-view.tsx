"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ArrowLeft, RotateCw, Square } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { JobProgress } from "@/components/report-jobs/job-progress";
import { WriteButton } from "@/components/report-jobs/write-button";
import { ResourcePage } from "@/components/resource-page/resource-page";
import { useResourceView } from "@/components/resource-page/use-resource-view";
import { PageLink } from "@/components/ui/page-link";
import { Time } from "@/components/ui/time";
import { RequestRefused } from "@/lib/client/fetch-events";
import { changeReportJob, readReportsAnew } from "@/lib/client/report-jobs";
import { formatCount } from "@/lib/core/format";
import { optionsText } from "@/lib/domain/report-jobs/options-text";
import type { ReportJobDetail } from "@/lib/domain/report-jobs/report-job";
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
      <Actions job={job} />
      {finished && (
        <p className="text-muted">
          Nothing of this request is under way any more. What the reports say stands under{" "}
          <PageLink href="/image-usage-report-entries">Usage by account</PageLink> and on the page of each image.
        </p>
      )}
    </>
  );
}

/** Stopping what was not sent, and trying again what failed or was stopped. */
function Actions({ job: { id, counts } }: { job: ReportJobDetail }) {
  const client = useQueryClient();
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const change = async (action: "stop" | "retry") => {
    setBusy(true);
    setError(null);
    try {
      await changeReportJob(client, id, action);
    } catch (reason) {
      setError(reason instanceof RequestRefused ? reason.message : "The server could not be reached.");
    } finally {
      setBusy(false);
    }
  };
  const queued = counts.queued ?? 0;
  const again = (counts.error ?? 0) + (counts.stopped ?? 0);
  const wait = isBusy ? "The server is being asked…" : null;
  if (queued === 0 && again === 0 && error === null) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {queued > 0 && (
        <WriteButton why={wait} onPress={() => change("stop")}>
          <Square aria-hidden className="size-3.5" /> Do not send the other {formatCount(queued, ["image", "images"])}
        </WriteButton>
      )}
      {again > 0 && (
        <WriteButton why={wait} onPress={() => change("retry")}>
          <RotateCw aria-hidden className="size-3.5" /> Request {formatCount(again, ["image", "images"])} again
        </WriteButton>
      )}
      {error !== null && (
        <p role="alert" className="text-bad">
          {error}
        </p>
      )}
    </div>
  );
}
