"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { PartFailures } from "@/components/fleet/part-failures";
import { ThingHeader } from "@/components/fleet/thing-header";
import { type Fleet, useFleet } from "@/components/fleet/use-fleet";
import { useFleetImages } from "@/components/fleet/use-fleet-images";
import { useOrganization } from "@/components/fleet/use-organization";
import { useRows } from "@/components/resource-page/use-rows";
import { useSliced } from "@/components/ui/use-sliced";
import { fastLaunchFindings } from "@/lib/findings/fast-launch-findings";
import { type Finding, sortFindings } from "@/lib/findings/finding";
import { imageFindings } from "@/lib/findings/image-findings";
import { importFindings } from "@/lib/findings/import-findings";
import { licenseFindings } from "@/lib/findings/license-findings";
import { reportFindings } from "@/lib/findings/report-findings";
import { fleetGrants } from "@/lib/fleet/grants";
import { isComplete, type RowSet } from "@/lib/query/row-set";
import { type FastLaunchImage, fastLaunchImages } from "@/lib/resources/fast-launch-images";
import { type ImportImageTask, importImageTasks } from "@/lib/resources/import-image-tasks";
import { type LicenseConfiguration, licenseConfigurations } from "@/lib/resources/license-configurations";
import type { Scoped } from "@/lib/scope";
import { rowsListedOnce } from "@/lib/view/listed-once";
import { finish } from "@/lib/view/slices";
import { scopeSearch } from "@/lib/view/url-state";
import { FindingList } from "./overview/finding-list";
import { OverviewCharts } from "./overview/overview-charts";

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
  const findings = sortFindings([
    ...useFleetFindings(fleet),
    ...licenseFindings(useListedOnce(licenses.set)),
    ...fastLaunchFindings(useRowsOf(fastLaunch.set)),
    ...importFindings(useRowsOf(imports.set)),
  ]);
  const unread = parts.filter(({ set, isFetching }) => !isFetching && !isComplete(set));
  const arrived = parts.some(({ set }) => set.length > 0 || isComplete(set));
  const refresh = () => {
    for (const part of [fleet, ...others]) part.refresh();
  };
  return (
    <div className="h-full overflow-y-auto">
      <ThingHeader title="Overview" parts={parts} fetching={parts.some(({ isFetching }) => isFetching)} onRefresh={refresh} />
      <PartFailures parts={parts} />
      <FindingList
        findings={findings}
        reading={fleet.isReading || parts.some(({ set, isFetching }) => isFetching && set.end === null)}
        read={unread.length === 0 ? "all" : arrived ? "some" : "none"}
        scope={scope}
      />
      <OverviewCharts
        entries={fleet.entries.set}
        reports={fleet.reports.set}
        licenses={licenses.set}
        fastLaunch={fastLaunch.set}
        reading={parts.some(({ isFetching }) => isFetching)}
      />
    </div>
  );
}

/** What the images ask for. Nothing is said of images before all that is known of them is here. */
function useFleetFindings(fleet: Fleet): Finding[] {
  const { evidences, now, isReading } = fleet;
  const { table } = useFleetImages(fleet).set;
  const organization = useOrganization();
  const reports = useRowsOf(fleet.reports.set);
  const grants = useSliced(useCallback(() => fleetGrants(evidences ?? [], now, organization), [evidences, now, organization]));
  return useMemo(
    () => [
      ...(isReading || evidences === null || grants === null ? [] : imageFindings({ images: [...table.rows()], evidences, grants, now })),
      ...reportFindings(reports, now),
    ],
    [isReading, table, evidences, grants, reports, now],
  );
}

/** Nobody wants to be told twice of a configuration that two of their accounts list. */
const useListedOnce = <Row extends object>(set: RowSet<Row>): Scoped<Row>[] =>
  useMemo(() => finish(rowsListedOnce(set.table, set.length)), [set]);

const useRowsOf = <Row extends object>(set: RowSet<Row>): Scoped<Row>[] => useMemo(() => [...set.table.rows()], [set]);
