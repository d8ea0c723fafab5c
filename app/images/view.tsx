"use client";

import { useCallback } from "react";
import { PartFailures } from "@/components/page-parts/part-failures";
import { useFleet } from "@/components/page-parts/use-fleet";
import { useFleetImages } from "@/components/page-parts/use-fleet-images";
import { ResourcePage } from "@/components/resource-page/resource-page";
import { useResourceView } from "@/components/resource-page/use-resource-view";
import { FleetCharts } from "./fleet-charts";
import { ImageLink } from "./image-link";
import { LackingReports } from "./lacking-reports";

export function ImagesView() {
  const fleet = useFleet();
  const view = useResourceView(useFleetImages(fleet));
  const { setView } = view;
  const onSearch = useCallback((q: string | null) => void setView({ q }), [setView]);
  return (
    <ResourcePage
      view={view}
      missing={<PartFailures parts={fleet.parts} />}
      panel={ImageLink}
      charts={
        <FleetCharts
          table={view.table}
          settled={view.settled}
          filtered={view.filtered}
          choices={view.choices}
          toggle={view.toggle}
          search={view.view.q}
          onSearch={onSearch}
        />
      }
    >
      {view.settled && !fleet.isReading && <LackingReports table={view.table} filtered={view.filtered} />}
    </ResourcePage>
  );
}
