"use client";

import { useMemo } from "react";
import { PageSection, Quiet } from "@/components/page-parts/page-section";
import { ShortTable } from "@/components/page-parts/short-table";
import { CreateReportsButton } from "@/components/report-jobs/create-reports-button";
import { DeleteReportButton } from "@/components/report-jobs/delete-report-button";
import { PageLink } from "@/components/ui/page-link";
import { UnknownLabel } from "@/components/ui/unknown-label";
import { knownValue } from "@/lib/core/known";
import type { Scoped } from "@/lib/core/scope";
import type { ImageEvidence } from "@/lib/domain/images/image-evidence";
import { type ImageUsageReport, imageUsageReports } from "@/lib/resources/image-usage-reports";
import type { Column } from "@/lib/resources/resource";

const { columns } = imageUsageReports;
const COLUMNS: Record<string, Column<ImageUsageReport>> = {
  state: columns.state,
  creationTime: columns.creationTime,
  reportId: columns.reportId,
  resourceTypes: columns.resourceTypes,
  accountIds: columns.accountIds,
  expirationTime: columns.expirationTime,
  stateReason: columns.stateReason,
};
const keyOf = imageUsageReports.identity;

interface ReportsSectionProps {
  evidence: ImageEvidence;
  /** The report that the numbers on the page are of. */
  countedReportId: string | null;
}

/** Every report on the image, the newest first. */
export function ReportsSection({ evidence, countedReportId }: ReportsSectionProps) {
  const { scope, imageId, image, reports, arrivedReports } = evidence;
  const rows = useMemo(
    (): Scoped<ImageUsageReport>[] =>
      arrivedReports.map((report) => ({ ...report, scope })).sort((a, b) => ((a.creationTime ?? "") < (b.creationTime ?? "") ? 1 : -1)),
    [arrivedReports, scope],
  );
  const actions = (report: Scoped<ImageUsageReport>) => (
    <span className="inline-flex items-center gap-3">
      <CompareLink reports={rows} report={report} countedReportId={countedReportId} />
      <DeleteReportButton report={report} className="link" />
    </span>
  );
  return (
    <PageSection
      title="Usage reports"
      actions={<CreateReportsButton images={[{ scope, imageId, name: knownValue(image)?.name ?? null }]} label="Create a report" />}
    >
      {reports.state !== "known" && (
        <p className="flex flex-wrap items-center gap-x-2">
          <UnknownLabel unknown={reports} /> <span className="text-muted">{reports.why}</span>
        </p>
      )}
      {reports.state === "known" && rows.length === 0 && (
        <Quiet>AWS has no usage report on this image. Nobody has counted who uses it.</Quiet>
      )}
      {rows.length > 0 && (
        <ShortTable caption={`Usage reports on ${imageId}`} columns={COLUMNS} rows={rows} rowKey={keyOf} actions={actions} />
      )}
    </PageSection>
  );
}

interface CompareLinkProps extends Pick<ReportsSectionProps, "countedReportId"> {
  reports: readonly ImageUsageReport[];
  report: ImageUsageReport;
}

/** To what changed from a report to the one that is counted; of that one itself, that it is. */
function CompareLink({ reports, report, countedReportId }: CompareLinkProps) {
  const { reportId, state } = report;
  if (reportId === null) return null;
  if (reportId === countedReportId) return <span className="text-muted">counted above</span>;
  const isThere = reports.some((other) => other.reportId === countedReportId);
  if (state !== "available" || countedReportId === null || !isThere) return null;
  return (
    <PageLink href={`/compare?a=${encodeURIComponent(reportId)}&b=${encodeURIComponent(countedReportId)}`}>Compare with counted</PageLink>
  );
}
