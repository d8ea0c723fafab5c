"use client";

import { memo, useCallback } from "react";
import { seriesColor, TONE_COLORS } from "@/components/charts/colors";
import { LazyBarChart } from "@/components/charts/lazy-bar-chart";
import type { ResourceView } from "@/components/resource-page/use-resource-view";
import { LATER, useSliced } from "@/components/ui/use-sliced";
import { formatCount } from "@/lib/core/format";
import type { FoundImage } from "@/lib/domain/findings/found-images";
import { fleetBars, NO_FLEET_BARS } from "@/lib/domain/images/fleet-bars";
import { fleetImages } from "@/lib/domain/images/fleet-images";
import type { Tone } from "@/lib/resources/resource";

const TOP = 8;
const tones: Readonly<Record<string, Tone>> = fleetImages.columns.verdict.tones;

interface FleetChartsProps extends Pick<ResourceView<FoundImage>, "table" | "settled" | "filtered" | "choices" | "toggle"> {
  search: string;
  onSearch: (text: string | null) => void;
}

/** What the images come to: which may go, and which of the old ones are still held by somebody. Not drawn again while somebody types. */
export const FleetCharts = memo(function FleetCharts({ table, settled, filtered, choices, toggle, search, onSearch }: FleetChartsProps) {
  const bars = useSliced(
    useCallback(() => fleetBars(settled ? table.rows(filtered) : [], TOP), [settled, table, filtered]),
    LATER,
  );
  const { images, byVerdict, deprecated, deprecatedVerdicts } = bars ?? NO_FLEET_BARS;
  const ready = settled && bars !== null && bars.images === filtered.length;
  const all = deprecatedVerdicts["in-use"] + deprecatedVerdicts["no-use-seen"] + deprecatedVerdicts.unknown;
  return (
    <>
      <LazyBarChart
        ready={ready}
        title="Which images may be removed?"
        lines={4}
        summary={`${formatCount(images, ["image", "images"])} by what could be seen. No use seen is as old as its report; unknown is not unused.`}
        data={byVerdict}
        splitColor={(verdict) => TONE_COLORS[tones[verdict] ?? "neutral"]}
        otherNoun="verdicts"
        selected={choices.verdict ?? []}
        onSelect={(text) => toggle("verdict", text)}
      />
      <LazyBarChart
        ready={ready}
        title="Which deprecated images are still in use?"
        lines={4}
        summary={`Accounts by image. ${formatCount(all, ["deprecated image", "deprecated images"])}: ${deprecatedVerdicts["in-use"]} in use, ${deprecatedVerdicts["no-use-seen"]} without a use seen, ${deprecatedVerdicts.unknown} unknown.`}
        data={deprecated}
        splitColor={seriesColor}
        totalText={(_, total) => formatCount(total, ["account", "accounts"])}
        otherNoun="images"
        selected={deprecated.bars.some(({ key }) => key === search) ? [search] : []}
        onSelect={(imageId) => onSearch(search === imageId ? null : imageId)}
      />
    </>
  );
});
