"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useCallback, useMemo } from "react";
import { ResourcePage } from "@/components/resource-page/resource-page";
import { useResourceView } from "@/components/resource-page/use-resource-view";
import { useRows } from "@/components/resource-page/use-rows";
import { rowsQuery } from "@/lib/client/rows-query";
import type { Sliced } from "@/lib/core/slices";
import type { Restriction } from "@/lib/dataset/compute-view";
import { isComplete } from "@/lib/dataset/row-set";
import type { RowTable } from "@/lib/dataset/row-table";
import { countReportedImages, newestReportIds, reportedEntries } from "@/lib/domain/images/newest-reports";
import { type ImageUsageReportEntry, imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { type ImageUsageReport, imageUsageReports } from "@/lib/resources/image-usage-reports";
import { UsageCharts } from "./usage-charts";

/** What the entries and the reports can both be asked with. */
const SHARED_PARAMETERS = ["account", "region", "image-id", "report-id"];

export function ImageUsageReportEntriesView() {
  const params = useSearchParams();
  const [which, setWhich] = useQueryState("reports", parseAsStringLiteral(["newest", "all"]).withDefault("newest"));
  const search = new URLSearchParams([...params].filter(([name]) => SHARED_PARAMETERS.includes(name))).toString();
  const rows = useRows<ImageUsageReportEntry>(imageUsageReportEntries);
  // After the first rows: what is asked for first is seen first.
  const isBegun = rows.set.length > 0 || rows.set.end !== null || rows.error !== null;
  const reports = useQuery({ ...rowsQuery<ImageUsageReport>(imageUsageReports, search), enabled: isBegun });
  const everyReport = which === "all";

  const reportRows = useMemo(() => [...(reports.data?.table.rows() ?? [])], [reports.data]);
  const restrict = useCallback(
    function* (table: RowTable<ImageUsageReportEntry>, length: number): Sliced<Restriction> {
      if (everyReport) return null;
      return { column: "reportId", allowed: [...newestReportIds(reportRows, yield* reportedEntries(table, length))] };
    },
    [reportRows, everyReport],
  );
  const view = useResourceView(rows, restrict);
  const counted = useMemo(() => countReportedImages(reportRows), [reportRows]);
  const reportsKnown = reports.data !== undefined && isComplete(reports.data);

  return (
    <ResourcePage
      view={view}
      charts={
        <UsageCharts
          found={view.found}
          settled={view.settled}
          choices={view.choices}
          toggle={view.toggle}
          counted={reportsKnown ? counted : null}
          everyReport={everyReport}
        />
      }
    >
      <label
        className="flex cursor-pointer items-center gap-2"
        title="Two reports on one image count the same use twice, so only the newest available one of each image is shown"
      >
        <input type="checkbox" className="accent-accent" checked={!everyReport} onChange={() => setWhich(everyReport ? null : "all")} />
        Newest report of each image only
      </label>
      {!everyReport && isBegun && !reportsKnown && !reports.isFetching && (
        <p role="status" className="text-warning">
          The usage reports could not all be read: where one is missing, the newest that has entries is shown.
        </p>
      )}
    </ResourcePage>
  );
}
