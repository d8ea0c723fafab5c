"use client";

import { useMemo } from "react";
import { TONE_COLORS } from "@/components/charts/colors";
import { LazyBarChart } from "@/components/charts/lazy-bar-chart";
import { ResourcePage } from "@/components/resource-page/resource-page";
import { type ResourceView, useResourceView } from "@/components/resource-page/use-resource-view";
import { useRows } from "@/components/resource-page/use-rows";
import { formatCount, formatPercent } from "@/lib/core/format";
import { finish } from "@/lib/core/slices";
import { type Bars, sumBars } from "@/lib/dataset/group";
import { type ImportImageTask, importImageTasks, importOutcome, importProgress } from "@/lib/resources/import-image-tasks";
import type { Tone } from "@/lib/resources/resource";

const tones: Readonly<Record<string, Tone>> = importImageTasks.columns.outcome.tones;
const color = (outcome: string): string => TONE_COLORS[tones[outcome] ?? "neutral"];
const MOST_TASKS = 10;

export function ImportImageTasksView() {
  const view = useResourceView(useRows<ImportImageTask>(importImageTasks));
  return <ResourcePage view={view} charts={<ImportCharts view={view} />} />;
}

function ImportCharts({ view }: { view: ResourceView<ImportImageTask> }) {
  const { outcome } = view.table.columns;
  const tasks = useMemo(() => [...view.table.rows(view.filtered)], [view.table, view.filtered]);
  if (!outcome) return null;
  const indices = view.matching("outcome");
  const running = tasks.filter((task) => importProgress(task) !== null && importOutcome(task) !== "completed");
  const steps = new Map(running.map((task) => [task.importTaskId ?? "", task.statusMessage ?? "step not said"]));
  const shared = { ready: view.settled };
  return (
    <>
      <LazyBarChart
        {...shared}
        title="How did the imports end?"
        lines={4}
        summary={`${formatCount(indices.length, importImageTasks.noun)} by outcome. AWS has no state for failure: “failed” and “cancelled” are read from the message.`}
        data={finish(sumBars({ indices, by: outcome, split: outcome, measure: null, top: 8 }))}
        splitColor={color}
        otherNoun="outcomes"
        selected={view.choices.outcome ?? []}
        onSelect={(text) => view.toggle("outcome", text)}
      />
      <LazyBarChart
        {...shared}
        title="How far are the running imports?"
        lines={5}
        summary={
          running.length === 0
            ? "None that matches is running with a progress."
            : "Percent and step, as AWS says them now. It gives no start time."
        }
        data={progressBars(running)}
        splitColor={() => TONE_COLORS.busy}
        otherNoun="imports"
        totalText={(key, total) => `${formatPercent(total)} · ${steps.get(key) ?? ""}`}
        mark={100}
      />
    </>
  );
}

function progressBars(tasks: readonly ImportImageTask[]): Bars {
  const bars = tasks.map((task) => {
    const progress = importProgress(task) ?? 0;
    const key = task.importTaskId ?? "";
    return { key, label: task.description ?? key, parts: { progress }, total: progress };
  });
  return { bars: bars.sort((a, b) => a.total - b.total).slice(0, MOST_TASKS), other: null, splits: ["progress"], unknown: 0 };
}
