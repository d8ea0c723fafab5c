"use client";

import { useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useNow } from "@/components/ui/use-now";
import { refreshRows, rowsQuery } from "@/lib/client/rows-query";
import { scopesQuery } from "@/lib/client/scopes-query";
import { formatCount } from "@/lib/core/format";
import type { Known } from "@/lib/core/known";
import { emptyReading, type Reading } from "@/lib/dataset/reading";
import type { ImageUsage } from "@/lib/domain/images/image-usage";
import type { LineageImage } from "@/lib/domain/licenses/lineage";
import { type ImageUsageReportEntry, imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { type ImageUsageReport, imageUsageReports } from "@/lib/resources/image-usage-reports";
import { imagesByOwner, lineageUsage, type ScopesState } from "@/lib/usecases/lineage-usage";
import { type NamedReading, operationOf } from "./named-reading";

interface UsageOfImages {
  /** By image id. */
  usage: ReadonlyMap<string, Known<ImageUsage>>;
  readings: NamedReading[];
  /** Reads all of it again. */
  refresh: () => void;
}

/** Who uses the images, by the usage reports of the accounts that own them. */
export function useImageUsage(images: readonly LineageImage[], region: string): UsageOfImages {
  const now = useNow();
  const client = useQueryClient();
  const { data: configured, isError } = useQuery(scopesQuery());
  const owners = useMemo(() => imagesByOwner(images, region, configured?.scopes ?? []), [images, region, configured]);
  const reports = useQueries({ queries: owners.map(({ search }) => rowsQuery<ImageUsageReport>(imageUsageReports, search)) });
  const entries = useQueries({ queries: owners.map(({ search }) => rowsQuery<ImageUsageReportEntry>(imageUsageReportEntries, search)) });
  const scopes: ScopesState = configured !== undefined ? "known" : isError ? "failed" : "reading";
  const read = owners.map((owner, place) => ({
    ...owner,
    reports: liveReading(reports[place], NO_REPORTS),
    entries: liveReading(entries[place], NO_ENTRIES),
  }));
  return {
    usage: lineageUsage(images, scopes, read, now),
    readings: read.flatMap((owner) => {
      const asked = `${formatCount(owner.images.length, ["image", "images"])} of ${owner.scope.account}`;
      return [
        { ...owner.reports, operation: operationOf(imageUsageReports), asked },
        { ...owner.entries, operation: operationOf(imageUsageReportEntries), asked },
      ];
    }),
    refresh: () => {
      for (const { search } of owners) {
        void refreshRows<ImageUsageReport>(client, imageUsageReports, search);
        void refreshRows<ImageUsageReportEntry>(client, imageUsageReportEntries, search);
      }
    },
  };
}

const NO_REPORTS = emptyReading<ImageUsageReport>(imageUsageReports);
const NO_ENTRIES = emptyReading<ImageUsageReportEntry>(imageUsageReportEntries);

interface RowsQuery<Row extends object> {
  data: Reading<Row> | undefined;
  isFetching: boolean;
  error: Error | null;
}

const liveReading = <Row extends object>(query: RowsQuery<Row> | undefined, nothing: Reading<Row>) => ({
  set: query?.data ?? nothing,
  isFetching: query?.isFetching ?? true,
  error: query?.error ?? null,
});
