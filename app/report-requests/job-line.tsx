import { JobProgress } from "@/components/report-jobs/job-progress";
import { PageLink } from "@/components/ui/page-link";
import { StateLabel } from "@/components/ui/state-label";
import { Time } from "@/components/ui/time";
import { formatCount } from "@/lib/core/format";
import { optionsText } from "@/lib/domain/report-jobs/options-text";
import type { ReportJobSummary } from "@/lib/domain/report-jobs/report-job";

/** A job: of how many images, when and by whom, and how far it has come. */
export function JobLine({ job }: { job: ReportJobSummary }) {
  const { id, createdAt, total, finished, by, options } = job;
  return (
    <li className="grid gap-x-8 gap-y-2 border-b px-4 py-3 sm:px-6 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-3">
          <PageLink href={`/report-requests?request=${id}`} className="link font-medium">
            {formatCount(total, ["image", "images"])}
          </PageLink>
          <span className="text-muted">
            requested <Time iso={createdAt} />
          </span>
          <StateLabel tone={finished ? "neutral" : "busy"}>{finished ? "finished" : "under way"}</StateLabel>
        </p>
        <p className="truncate text-xs text-muted" title={`${optionsText(options)}. ${by}`}>
          {optionsText(options)} · {by}
        </p>
      </div>
      <JobProgress job={job} />
    </li>
  );
}
