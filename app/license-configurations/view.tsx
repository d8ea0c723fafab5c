"use client";

import { ResourcePage } from "@/components/resource-page/resource-page";
import { useResourceView } from "@/components/resource-page/use-resource-view";
import { type RouteReading, useRows } from "@/components/resource-page/use-rows";
import { type LicenseConfiguration, licenseConfigurations } from "@/lib/resources/license-configurations";
import { DetailedConfigurations } from "./detailed-configurations";
import { GroupedConfigurations } from "./grouped-configurations";
import { LicenseCharts } from "./license-charts";
import { ListSwitches, useListMode } from "./list-switches";

/** Every configuration of every scope in one table; grouped by name, or with since when each is over, where somebody asks for that. */
export function LicenseConfigurationsView() {
  const rows = useRows<LicenseConfiguration>(licenseConfigurations);
  const { mode } = useListMode();
  if (mode === "name") return <GroupedConfigurations rows={rows} />;
  if (mode === "detail") return <DetailedConfigurations rows={rows} />;
  return <ListedConfigurations rows={rows} />;
}

function ListedConfigurations({ rows }: { rows: RouteReading<LicenseConfiguration> }) {
  const view = useResourceView(rows);
  return (
    <ResourcePage view={view} charts={<LicenseCharts view={view} />}>
      <ListSwitches />
    </ResourcePage>
  );
}
