"use client";

import dynamic from "next/dynamic";
import type { BarChartProps } from "./bar-chart";

/** Charts come after the rows: their code is as large as the rest of a page, and nobody waits for it. */
const Chart = dynamic(() => import("./bar-chart").then(({ BarChart }) => BarChart), { ssr: false, loading: () => <ChartSkeleton /> });

/** A bar chart, or the room for one while it or its numbers are not there, or the words for why there will be none. */
export function LazyBarChart({ ready, empty = null, ...props }: BarChartProps & { ready: boolean; empty?: string | null }) {
  if (ready) return <Chart {...props} />;
  if (empty === null) return <ChartSkeleton />;
  return (
    <section aria-label={props.title} className="min-w-0">
      <h2 className="font-semibold">{props.title}</h2>
      <p className="text-muted">{empty}</p>
    </section>
  );
}

function ChartSkeleton() {
  return (
    <div aria-hidden className="min-w-0">
      <div className="skeleton mb-2 h-4 w-52" />
      <div className="skeleton mb-3 h-3.5 w-72 max-w-full" />
      <div className="skeleton h-40" />
    </div>
  );
}
