"use client";

import { useMemo } from "react";
import { CreateReportsButton } from "@/components/report-jobs/create-reports-button";
import type { ResourceView } from "@/components/resource-page/use-resource-view";
import { formatNumber } from "@/lib/core/format";
import type { FoundImage } from "@/lib/domain/findings/found-images";

/** Asks for a report on each of the images on screen that has none that can say today who uses it. */
export function LackingReports({ table, filtered }: Pick<ResourceView<FoundImage>, "table" | "filtered">) {
  const images = useMemo(
    () =>
      Array.from(table.rows(filtered))
        .filter(({ isListed, remedy }) => isListed === true && remedy === "create-report")
        .map(({ scope, imageId, name }) => ({ scope, imageId, name })),
    [table, filtered],
  );
  if (images.length === 0) return null;
  return <CreateReportsButton images={images} label={`Create reports: ${formatNumber(images.length)} lack a fresh one`} />;
}
