"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { ScopeFailures } from "@/components/resource-page/scope-failures";
import { useNow } from "@/components/ui/use-now";
import { fastLaunchFindings } from "@/lib/findings/fast-launch-findings";
import { sortFindings } from "@/lib/findings/finding";
import { importFindings } from "@/lib/findings/import-findings";
import { licenseFindings } from "@/lib/findings/license-findings";
import { reportFindings } from "@/lib/findings/report-findings";
import { retryFailed } from "@/lib/query/retry-failed";
import { isComplete, type RowSet } from "@/lib/query/row-set";
import { refreshRows, rowsQuery } from "@/lib/query/rows-query";
import { type FastLaunchImage, fastLaunchImages } from "@/lib/resources/fast-launch-images";
import { type ImageUsageReportEntry, imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { type ImageUsageReport, imageUsageReports } from "@/lib/resources/image-usage-reports";
import { type ImportImageTask, importImageTasks } from "@/lib/resources/import-image-tasks";
import { type LicenseConfiguration, licenseConfigurations } from "@/lib/resources/license-configurations";
import type { Resource } from "@/lib/resources/resource";
import type { Scoped } from "@/lib/scope";
import { rowsListedOnce } from "@/lib/view/listed-once";
import { finish } from "@/lib/view/slices";
import { scopeSearch } from "@/lib/view/url-state";
import { FindingList } from "./overview/finding-list";
import { OverviewCharts } from "./overview/overview-charts";
import { OverviewHeader } from "./overview/overview-header";

/** What needs attention, in sentences; then the shape of the whole. */
export function OverviewView() {
  const search = scopeSearch(new URLSearchParams(useSearchParams())).slice(1);
  const now = useNow();
  const client = useQueryClient();
  const part = <Row extends object>(resource: Resource<Row>) => ({
    title: resource.title,
    actions: resource.actions,
    refresh: () => refreshRows(client, resource, search),
    retry: () => void retryFailed(client, resource, search),
  });
  const reports = useQuery(rowsQuery<ImageUsageReport>(imageUsageReports, search));
  const entries = useQuery(rowsQuery<ImageUsageReportEntry>(imageUsageReportEntries, search));
  const fastLaunch = useQuery(rowsQuery<FastLaunchImage>(fastLaunchImages, search));
  const imports = useQuery(rowsQuery<ImportImageTask>(importImageTasks, search));
  const licenses = useQuery(rowsQuery<LicenseConfiguration>(licenseConfigurations, search));
  const parts = [
    { ...part<ImageUsageReport>(imageUsageReports), query: reports },
    { ...part<ImageUsageReportEntry>(imageUsageReportEntries), query: entries },
    { ...part<FastLaunchImage>(fastLaunchImages), query: fastLaunch },
    { ...part<ImportImageTask>(importImageTasks), query: imports },
    { ...part<LicenseConfiguration>(licenseConfigurations), query: licenses },
  ];
  const findings = sortFindings([
    ...licenseFindings(useListedOnce(licenses.data)),
    ...fastLaunchFindings(useRows(fastLaunch.data)),
    ...importFindings(useRows(imports.data)),
    ...reportFindings(useRows(reports.data), now),
  ]);
  const unread = parts.filter(({ query }) => !query.isFetching && !(query.data && isComplete(query.data)));
  const arrived = parts.some(({ query }) => query.data && (query.data.length > 0 || isComplete(query.data)));
  return (
    <div className="h-full overflow-y-auto">
      <OverviewHeader parts={parts} />
      {unread.map(({ title, actions, query, retry }) =>
        query.data && query.data.failures.length > 0 ? (
          <section key={title} aria-label={`${title} not complete`}>
            <ScopeFailures failures={query.data.failures} actions={actions} what={title} kept={query.data.kept} onRetry={retry} />
          </section>
        ) : (
          <p key={title} role="alert" className="border-b bg-bad-soft px-4 py-2 sm:px-6">
            <strong className="font-semibold">{title}</strong> could not be read:{" "}
            {query.error?.message ?? "the connection broke before everything had arrived."}
          </p>
        ),
      )}
      <FindingList
        findings={findings}
        reading={parts.some(({ query }) => query.isFetching && !query.data?.end)}
        read={unread.length === 0 ? "all" : arrived ? "some" : "none"}
        scope={search}
      />
      <OverviewCharts
        entries={entries.data}
        reports={reports.data}
        licenses={licenses.data}
        fastLaunch={fastLaunch.data}
        reading={parts.some(({ query }) => query.isFetching)}
      />
    </div>
  );
}

/** Nobody wants to be told twice of a configuration that two of their accounts list. */
const useListedOnce = <Row extends object>(set: RowSet<Row> | undefined): Scoped<Row>[] =>
  useMemo(() => (set ? finish(rowsListedOnce(set.table, set.length)) : []), [set]);

const useRows = <Row extends object>(set: RowSet<Row> | undefined): Scoped<Row>[] => useMemo(() => [...(set?.table.rows() ?? [])], [set]);
