"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { ResourcePage } from "@/components/resource-page/resource-page";
import { ScopeFailures } from "@/components/resource-page/scope-failures";
import { useResourceView } from "@/components/resource-page/use-resource-view";
import { type RouteReading, useRows } from "@/components/resource-page/use-rows";
import { useSliced } from "@/components/ui/use-sliced";
import { scopeSearch } from "@/lib/client/url-state";
import { type ConfigurationDetail, configurationDetails } from "@/lib/domain/licenses/configuration-details";
import { OVER_SINCE_NOTE } from "@/lib/domain/licenses/over-since";
import { type LicenseFailure, licenseConfigurationFailures } from "@/lib/resources/license-configuration-failures";
import type { LicenseConfiguration } from "@/lib/resources/license-configurations";
import { type LicenseUse, licenseUsage } from "@/lib/resources/license-usage";
import { detailedReading } from "@/lib/usecases/license-lists";
import { LicenseCharts } from "./license-charts";
import { ListSwitches } from "./list-switches";

const NOTHING: ReadonlyMap<string, ConfigurationDetail> = new Map();

/** The list with what needs a further call for each configuration: since when it is over, and its failures. */
export function DetailedConfigurations({ rows }: { rows: RouteReading<LicenseConfiguration> }) {
  const search = scopeSearch(new URLSearchParams(useSearchParams())).slice(1);
  const usage = useRows<LicenseUse>(licenseUsage, search);
  const failures = useRows<LicenseFailure>(licenseConfigurationFailures, search);
  const view = useResourceView(useDetailed(rows, usage, failures));
  return (
    <ResourcePage
      view={view}
      charts={
        <>
          <p className="max-w-4xl text-muted lg:col-span-2">{OVER_SINCE_NOTE}</p>
          <div className="lg:col-span-2 [&:empty]:hidden">
            {[usage, failures].map(({ resource, set, retry, retrying }) => (
              <ScopeFailures
                key={resource.path}
                what={resource.title}
                actions={resource.actions}
                failures={set.failures}
                kept={set.kept}
                onRetry={retry}
                retrying={retrying}
              />
            ))}
          </div>
          <LicenseCharts view={view} />
        </>
      }
    >
      <ListSwitches />
    </ResourcePage>
  );
}

function useDetailed(
  rows: RouteReading<LicenseConfiguration>,
  usage: RouteReading<LicenseUse>,
  failures: RouteReading<LicenseFailure>,
): RouteReading<LicenseConfiguration> {
  const { set } = rows;
  const configurations = useMemo(() => [...set.table.rows(Array(set.length).keys())], [set]);
  const uses = useReading(usage);
  const failed = useReading(failures);
  const begin = useCallback(() => configurationDetails(configurations, uses, failed), [configurations, uses, failed]);
  const details = useSliced(begin) ?? NOTHING;
  const detailed = useMemo(() => detailedReading(set, configurations, details), [set, configurations, details]);
  return {
    ...rows,
    resource: detailed.table.resource,
    set: detailed,
    isFetching: [rows, usage, failures].some(({ isFetching }) => isFetching),
    refresh: () => {
      for (const part of [rows, usage, failures]) part.refresh();
    },
  };
}

/** What a computation needs of rows: the same object until something of it changes. */
const useReading = <Row extends object>({ set, isFetching, error }: RouteReading<Row>) =>
  useMemo(() => ({ set, isFetching, error }), [set, isFetching, error]);
