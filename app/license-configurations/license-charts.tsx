"use client";

import { useMemo } from "react";
import { TONE_COLORS } from "@/components/charts/colors";
import { LazyBarChart } from "@/components/charts/lazy-bar-chart";
import type { ResourceView } from "@/components/resource-page/use-resource-view";
import { formatCount } from "@/lib/core/format";
import { finish } from "@/lib/core/slices";
import { sumBars } from "@/lib/dataset/group";
import { AT_OR_NEAR, consumedText, licenseBars } from "@/lib/domain/licenses/license-bars";
import { listedOnce } from "@/lib/domain/licenses/listed-once";
import { type LicenseConfiguration, licenseConfigurations } from "@/lib/resources/license-configurations";
import type { Tone } from "@/lib/resources/resource";

const tones: Readonly<Record<string, Tone>> = licenseConfigurations.columns.limitStatus.tones;
const color = (status: string): string => TONE_COLORS[status === AT_OR_NEAR ? "warning" : (tones[status] ?? "neutral")];
const MOST = 8;

/** How full the configurations are, each counted once however many accounts list it. */
export function LicenseCharts({ view }: { view: ResourceView<LicenseConfiguration> }) {
  const { limitStatus } = view.table.columns;
  const { table, filtered, found } = view;
  const rows = useMemo(() => [...table.rows(finish(listedOnce(table, found?.length ?? 0, filtered)))], [table, found, filtered]);
  if (!limitStatus) return null;
  const indices = finish(listedOnce(table, found?.length ?? 0, view.matching("limitStatus")));
  const texts = new Map(rows.map((row) => [row.licenseConfigurationArn ?? "", consumedText(row)]));
  const more = rows.length > MOST ? ` The ${MOST} fullest of ${rows.length}.` : "";
  return (
    <>
      <LazyBarChart
        ready={view.settled}
        title="How close are licenses to their limit?"
        lines={9}
        summary={`Consumed against the limit, which the mark stands for. Without a limit there is no bar.${more}`}
        data={licenseBars(rows, MOST)}
        splitColor={color}
        totalText={(key) => texts.get(key) ?? ""}
        otherNoun="configurations"
        mark={100}
      />
      <LazyBarChart
        ready={view.settled}
        title="Where do the configurations stand?"
        lines={5}
        summary={`${formatCount(indices.length, licenseConfigurations.noun)} by limit status. Over a soft limit is allowed; a hard one blocks launches.`}
        data={finish(sumBars({ indices, by: limitStatus, split: limitStatus, measure: null, top: 8 }))}
        splitColor={color}
        otherNoun="statuses"
        selected={view.choices.limitStatus ?? []}
        onSelect={(text) => view.toggle("limitStatus", text)}
      />
    </>
  );
}
