"use client";

import { useSearchParams } from "next/navigation";
import { PageColumn } from "@/components/page-parts/page-column";
import { PartFailures } from "@/components/page-parts/part-failures";
import { ThingHeader } from "@/components/page-parts/thing-header";
import { useFleet } from "@/components/page-parts/use-fleet";
import { useRows } from "@/components/resource-page/use-rows";
import { scopeSearch } from "@/lib/client/url-state";
import { isComplete } from "@/lib/dataset/reading";
import { type FastLaunchImage, fastLaunchImages } from "@/lib/resources/fast-launch-images";
import { type ImportImageTask, importImageTasks } from "@/lib/resources/import-image-tasks";
import { type LicenseConfiguration, licenseConfigurations } from "@/lib/resources/license-configurations";
import { FindingList } from "./overview/finding-list";
import { OverviewCharts } from "./overview/overview-charts";
import { useFindings } from "./overview/use-findings";

/** What needs attention, in sentences; then the shape of the whole. */
export function OverviewView() {
  const scope = scopeSearch(new URLSearchParams(useSearchParams()));
  const search = scope.slice(1);
  const fleet = useFleet();
  const fastLaunch = useRows<FastLaunchImage>(fastLaunchImages, search);
  const imports = useRows<ImportImageTask>(importImageTasks, search);
  const licenses = useRows<LicenseConfiguration>(licenseConfigurations, search);
  const others = [fastLaunch, imports, licenses];
  const parts = [...fleet.parts, ...others];
  const findings = useFindings({ fleet, fastLaunch, imports, licenses }, scope);
  const arrived = parts.some(({ set }) => set.length > 0 || isComplete(set));
  const refresh = () => {
    for (const part of [fleet, ...others]) part.refresh();
  };
  return (
    <PageColumn
      header={<ThingHeader title="Overview" parts={parts} fetching={parts.some(({ isFetching }) => isFetching)} onRefresh={refresh} />}
    >
      <PartFailures parts={parts} />
      <FindingList findings={findings} read={parts.every(({ set }) => isComplete(set)) ? "all" : arrived ? "some" : "none"} />
      {findings !== null && (
        <OverviewCharts
          entries={fleet.entries.set}
          reports={fleet.reports.set}
          licenses={licenses.set}
          fastLaunch={fastLaunch.set}
          reading={parts.some(({ isFetching }) => isFetching)}
        />
      )}
    </PageColumn>
  );
}
