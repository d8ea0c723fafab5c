"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { RouteReading } from "@/components/resource-page/use-rows";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import { reportJobQuery } from "@/lib/client/report-jobs";
import { type Scope, scopeKey } from "@/lib/core/scope";
import { emptyReading, type Reading } from "@/lib/dataset/reading";
import { jobImages } from "@/lib/domain/report-jobs/job-images";
import type { ImageProgress, ReportJobDetail } from "@/lib/domain/report-jobs/report-job";
import type { Resource } from "@/lib/resources/resource";

const resource: Resource<ImageProgress> = jobImages;

/** A job, and its images as the rows of a page. */
export function useJobRows(id: string): { job: ReportJobDetail | undefined; rows: RouteReading<ImageProgress> } {
  const { data, dataUpdatedAt, isPending, error, refetch } = useQuery(reportJobQuery(id));
  const job = useIsHydrated() ? data : undefined;
  const [nothing] = useState(() => emptyReading(resource));
  const set = useMemo(
    () => (job === undefined ? nothing : readingOf(job, new Date(dataUpdatedAt).toISOString())),
    [job, dataUpdatedAt, nothing],
  );
  const refresh = () => void refetch();
  return {
    job,
    rows: {
      resource,
      search: "",
      set,
      isFetching: isPending || (job === undefined && data !== undefined),
      error,
      refresh,
      retry: refresh,
      retrying: false,
    },
  };
}

function readingOf({ images }: ReportJobDetail, readAt: string): Reading<ImageProgress> {
  const set = emptyReading(resource);
  const byScope = new Map<string, { scope: Scope; images: ImageProgress[] }>();
  for (const image of images) {
    const scope = { account: image.account, region: image.region };
    const group = byScope.get(scopeKey(scope)) ?? { scope, images: [] };
    group.images.push(image);
    byScope.set(scopeKey(scope), group);
  }
  const scopes = [...byScope.values()].map(({ scope }) => scope);
  for (const group of byScope.values()) set.table.append(group.scope, group.images);
  return { ...set, length: images.length, scopes, done: scopes, readAt, end: { complete: true, truncated: false, rows: images.length } };
}
