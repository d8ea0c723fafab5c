"use client";

import dynamic from "next/dynamic";
import type { BarChartProps } from "./bar-chart";
import { BAR_LINE } from "./bar-labels";

/** Charts come after the rows: their code is as large as the rest of a page, and nobody waits for it. */
const Chart = dynamic(() => import("./bar-chart").then(({ BarChart }) => BarChart), { ssr: false, loading: () => <ChartSkeleton /> });

/** Title and two lines of summary, in pixels. */
const AROUND_BARS = 70;

interface LazyBarChartProps extends BarChartProps {
  /** The numbers are all there. */
  ready: boolean;
  /** Bars at the most, and one for a legend: the room for them is kept from the start, so that nothing below moves. */
  lines: number;
  /** Why there will be no chart, once that is known. */
  empty?: string | null;
}

/** A bar chart, or the room for one while it or its numbers are not there, or the words for why there will be none. */
export function LazyBarChart({ ready, lines, empty = null, ...props }: LazyBarChartProps) {
  return (
    <div className="min-w-0" style={{ minHeight: lines * BAR_LINE + AROUND_BARS }}>
      {ready ? <Chart {...props} /> : empty === null ? <ChartSkeleton /> : <NoChart title={props.title} reason={empty} />}
    </div>
  );
}

function NoChart({ title, reason }: { title: string; reason: string }) {
  return (
    <section aria-label={title}>
      <h2 className="font-semibold">{title}</h2>
      <p className="text-muted">{reason}</p>
    </section>
  );
}

function ChartSkeleton() {
  return (
    <div aria-hidden>
      <div className="skeleton mb-2 h-4 w-52" />
      <div className="skeleton mb-3 h-3.5 w-72 max-w-full" />
      <div className="skeleton h-32" />
    </div>
  );
}
