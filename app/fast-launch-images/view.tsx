"use client";

import { TONE_COLORS } from "@/components/charts/colors";
import { LazyBarChart } from "@/components/charts/lazy-bar-chart";
import { ResourcePage } from "@/components/resource-page/resource-page";
import { type ResourceView, useResourceView } from "@/components/resource-page/use-resource-view";
import { useRows } from "@/components/resource-page/use-rows";
import { formatCount } from "@/lib/core/format";
import { finish } from "@/lib/core/slices";
import { sumBars } from "@/lib/dataset/group";
import { type FastLaunchImage, fastLaunchImages } from "@/lib/resources/fast-launch-images";
import type { Tone } from "@/lib/resources/resource";

const tones: Readonly<Record<string, Tone>> = fastLaunchImages.columns.state.tones;
const color = (state: string): string => TONE_COLORS[tones[state] ?? "neutral"];

export function FastLaunchImagesView() {
  const view = useResourceView(useRows<FastLaunchImage>(fastLaunchImages));
  return <ResourcePage view={view} charts={<FastLaunchCharts view={view} />} />;
}

function FastLaunchCharts({ view }: { view: ResourceView<FastLaunchImage> }) {
  const { state, targetResourceCount } = view.table.columns;
  if (!state || !targetResourceCount) return null;
  const question = { indices: view.matching("state"), by: state, split: state, top: 8 };
  const images = finish(sumBars({ ...question, measure: null }));
  const targets = finish(sumBars({ ...question, measure: targetResourceCount }));
  const shared = {
    ready: view.settled,
    splitColor: color,
    otherNoun: "states",
    selected: view.choices.state ?? [],
    onSelect: (text: string) => view.toggle("state", text),
  };
  const without = targets.unknown === 0 ? "" : ` ${formatCount(targets.unknown, fastLaunchImages.noun)} without a target.`;
  return (
    <>
      <LazyBarChart
        {...shared}
        title="Is fast launch healthy?"
        lines={6}
        summary={`${formatCount(question.indices.length, fastLaunchImages.noun)} by state. An image that is not listed has fast launch off.`}
        data={images}
      />
      <LazyBarChart
        {...shared}
        title="How many snapshots are to be kept ready?"
        lines={6}
        summary={`Target snapshots by state; AWS does not say how many are in stock.${without}`}
        data={targets}
      />
    </>
  );
}
