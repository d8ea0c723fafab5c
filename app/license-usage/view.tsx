"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { ResourcePage } from "@/components/resource-page/resource-page";
import { useResourceView } from "@/components/resource-page/use-resource-view";
import { useRows } from "@/components/resource-page/use-rows";
import { NamesProvider } from "@/components/ui/names";
import { rowsQuery } from "@/lib/client/rows-query";
import { scopeSearch } from "@/lib/client/url-state";
import { type LicenseConfiguration, licenseConfigurations } from "@/lib/resources/license-configurations";
import { type LicenseUse, licenseUsage } from "@/lib/resources/license-usage";
import { LicenseUseCharts } from "./license-use-charts";

export function LicenseUsageView() {
  const params = useSearchParams();
  const view = useResourceView(useRows<LicenseUse>(licenseUsage));
  const { data, isFetching } = useQuery(
    rowsQuery<LicenseConfiguration>(licenseConfigurations, scopeSearch(new URLSearchParams(params)).slice(1)),
  );
  const configurations = useMemo(
    () => new Map([...(data?.table.rows() ?? [])].map((row) => [row.licenseConfigurationArn ?? "", row])),
    [data],
  );
  const names = useMemo(
    () => new Map([...configurations].flatMap(([arn, { name }]) => (name === null ? [] : [[arn, name] as const]))),
    [configurations],
  );
  return (
    <NamesProvider value={names}>
      <ResourcePage
        view={view}
        charts={
          <LicenseUseCharts
            found={view.found}
            settled={view.settled}
            choices={view.choices}
            toggle={view.toggle}
            configurations={configurations}
            isReading={isFetching && (data === undefined || data.end === null)}
          />
        }
      />
    </NamesProvider>
  );
}
