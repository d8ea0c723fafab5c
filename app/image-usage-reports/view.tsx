"use client";

import { useMemo } from "react";
import { TONE_COLORS } from "@/components/charts/colors";
import { LazyBarChart } from "@/components/charts/lazy-bar-chart";
import { DeleteReportButton } from "@/components/report-jobs/delete-report-button";
import { ResourcePage } from "@/components/resource-page/resource-page";
import { type ResourceView, useResourceView } from "@/components/resource-page/use-resource-view";
import { useRows } from "@/components/resource-page/use-rows";
import { useNow } from "@/components/ui/use-now";
import { formatCount } from "@/lib/core/format";
import { finish } from "@/lib/core/slices";
import { sumBars } from "@/lib/dataset/group";
import { expiryBars } from "@/lib/domain/images/expiry-bars";
import { type ImageUsageReport, imageUsageReports } from "@/lib/resources/image-usage-reports";
import type { Tone } from "@/lib/resources/resource";

const tones: Readonly<Record<string, Tone>> = imageUsageReports.columns.state.tones;
const color = (state: string): string => TONE_COLORS[tones[state] ?? "neutral"];

export function ImageUsageReportsView() {
  const view = useResourceView(useRows<ImageUsageReport>(imageUsageReports));
  return (
    <ResourcePage
      view={view}
      charts={<ReportCharts view={view} />}
      panel={(report) => <DeleteReportButton report={report} onDeleted={() => view.setView({ row: null })} />}
    />
  );
}

function ReportCharts({ view }: { view: ResourceView<ImageUsageReport> }) {
  const now = useNow();
  const { state } = view.table.columns;
  const indices = view.matching("state");
  const byExpiry = useMemo(() => expiryBars([...view.table.rows(view.filtered)], now), [view.table, view.filtered, now]);
  if (!state) return null;
  const byState = finish(sumBars({ indices, by: state, split: state, measure: null, top: 8 }));
  const shared = { ready: view.settled, splitColor: color };
  return (
    <>
      <LazyBarChart
        {...shared}
        title="Has AWS answered?"
        lines={3}
        summary={`${formatCount(indices.length, imageUsageReports.noun)} by state. Only an available report can say that nobody uses an image.`}
        data={byState}
        otherNoun="states"
        selected={view.choices.state ?? []}
        onSelect={(text) => view.toggle("state", text)}
      />
      <LazyBarChart
        {...shared}
        title="When do the reports expire?"
        lines={7}
        summary="Reports by the time left. AWS then deletes them with their entries; a new one must be created before."
        data={byExpiry}
        otherNoun="times"
      />
    </>
  );
}
