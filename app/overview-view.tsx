"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { PartFailures } from "@/components/page-parts/part-failures";
import { ThingHeader } from "@/components/page-parts/thing-header";
import { type Fleet, useFleet } from "@/components/page-parts/use-fleet";
import { useFleetImages } from "@/components/page-parts/use-fleet-images";
import { useOrganization } from "@/components/page-parts/use-organization";
import { useRows } from "@/components/resource-page/use-rows";
import { useSliced } from "@/components/ui/use-sliced";
import { scopeSearch } from "@/lib/client/url-state";
import type { Scoped } from "@/lib/core/scope";
import { finish } from "@/lib/core/slices";
import { isComplete, type RowSet } from "@/lib/dataset/row-set";
import { fastLaunchFindings } from "@/lib/domain/findings/fast-launch-findings";
import { type Finding, sortFindings } from "@/lib/domain/findings/finding";
import { imageFindings } from "@/lib/domain/findings/image-findings";
import { importFindings } from "@/lib/domain/findings/import-findings";
import { licenseFindings } from "@/lib/domain/findings/license-findings";
import { reportFindings } from "@/lib/domain/findings/report-findings";
import type { FleetImage } from "@/lib/domain/images/fleet-image";
import { fleetGrants } from "@/lib/domain/images/grants";
import { rowsListedOnce } from "@/lib/domain/licenses/listed-once";
import { type FastLaunchImage, fastLaunchImages } from "@/lib/resources/fast-launch-images";
import { type ImportImageTask, importImageTasks } from "@/lib/resources/import-image-tasks";
import { type LicenseConfiguration, licenseConfigurations } from "@/lib/resources/license-configurations";
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
  const ofImages = useImageFindings(fleet);
  const findings = sortFindings([
    ...(ofImages ?? []),
    ...useReportFindings(fleet),
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
        reading={ofImages === null || parts.some(({ set, isFetching }) => isFetching && set.end === null)}
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

/** What the images ask for. Null before all that is known of them is here and was looked through: till then nothing is said of them. */
function useImageFindings(fleet: Fleet): Finding[] | null {
  const { evidences, moment, isReading } = fleet;
  const { table } = useFleetImages(fleet).set;
  const organization = useOrganization();
  const grants = useSliced(useCallback(() => fleetGrants(evidences ?? [], moment, organization), [evidences, moment, organization]));
  return useMemo(() => {
    if (isReading || evidences === null || grants === null) return null;
    const images = [...table.rows()];
    // What is looked through in slices is of the lists as they were until that is done.
    if (images.length < evidences.length || grants.length < evidences.length || images.some(isBeingRead)) return null;
    return imageFindings({ images, evidences, grants, now: moment.now });
  }, [isReading, table, evidences, grants, moment]);
}

const isBeingRead = ({ isListedState, usedByAccountsState, ownReferencesState, sharingState }: FleetImage): boolean =>
  [isListedState, usedByAccountsState, ownReferencesState, sharingState].includes("reading");

function useReportFindings({ reports: { set }, now }: Fleet): Finding[] {
  const reports = useRowsOf(set);
  return useMemo(() => reportFindings(reports, now), [reports, now]);
}

/** Nobody wants to be told twice of a configuration that two of their accounts list. */
const useListedOnce = <Row extends object>(set: RowSet<Row>): Scoped<Row>[] =>
  useMemo(() => finish(rowsListedOnce(set.table, set.length)), [set]);

const useRowsOf = <Row extends object>(set: RowSet<Row>): Scoped<Row>[] => useMemo(() => [...set.table.rows()], [set]);
