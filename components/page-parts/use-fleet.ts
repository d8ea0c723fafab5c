"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useCallback, useMemo, useState } from "react";
import { type RouteReading, useRows } from "@/components/resource-page/use-rows";
import { useNow } from "@/components/ui/use-now";
import { useSliced } from "@/components/ui/use-sliced";
import { scopesQuery } from "@/lib/client/scopes-query";
import { serverNow } from "@/lib/client/server-clock";
import { scopeSearch } from "@/lib/client/url-state";
import type { Sliced } from "@/lib/core/slices";
import type { LiveReading } from "@/lib/dataset/reading";
import { emptyReading, isComplete } from "@/lib/dataset/reading";
import { type FleetSources, fleetEvidence } from "@/lib/domain/images/evidence";
import type { ImageEvidence } from "@/lib/domain/images/image-evidence";
import type { Moment } from "@/lib/domain/images/missing-evidence";
import { type ImageLaunchPermissions, imageLaunchPermissions } from "@/lib/resources/image-launch-permissions";
import { type ImageReference, imageReferences } from "@/lib/resources/image-references";
import { type ImageUsageReportEntry, imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { type ImageUsageReport, imageUsageReports } from "@/lib/resources/image-usage-reports";
import { type Image, images } from "@/lib/resources/images";
import type { PartReading } from "./part-failures";

/** What is known of all images, put together from the lists that it is read from. */
export interface Fleet {
  images: RouteReading<Image>;
  reports: RouteReading<ImageUsageReport>;
  entries: RouteReading<ImageUsageReportEntry>;
  references: RouteReading<ImageReference>;
  launchPermissions: RouteReading<ImageLaunchPermissions>;
  /** Those of the lists that are read. */
  parts: readonly PartReading[];
  /** One an image. Null until the first are put together. */
  evidences: readonly ImageEvidence[] | null;
  /** When they were put together: what is said of them is said of then. */
  moment: Moment;
  now: number;
  /** All images, reports and entries were read: there is no image but these, and no use but what is said of them. */
  isWhole: boolean;
  /** The evidence is of the lists as they are now: putting it together takes a while. */
  isCurrent: boolean;
  /** Some list has not arrived for the first time. */
  isReading: boolean;
  /** Some list is being read. */
  isFetching: boolean;
  refresh: () => void;
}

/** Which lists a page can do without. */
interface Wanted {
  /** Own references and launch permissions, which cost AWS a call for each image or ten. */
  ownSide?: boolean;
}

/** What time it is matters to a verdict by the day: it is taken anew this often. */
const AGAIN_MS = 10 * 60_000;
const HOUR_MS = 60 * 60_000;

/**
 * The evidence of every image of the chosen scopes. Other parameters of the address are not asked for:
 * an image is judged by everything that is known of it.
 */
export function useFleet({ ownSide = true }: Wanted = {}): Fleet {
  const search = scopeSearch(new URLSearchParams(useSearchParams())).slice(1);
  const imageRows = useRows<Image>(images, search);
  const reports = useRows<ImageUsageReport>(imageUsageReports, search);
  const entries = useRows<ImageUsageReportEntry>(imageUsageReportEntries, search);
  const references = useRows<ImageReference>(imageReferences, search, ownSide);
  const launchPermissions = useRows<ImageLaunchPermissions>(imageLaunchPermissions, search, ownSide);

  const ofImages = useSource(imageRows);
  const ofReports = useSource(reports);
  const ofEntries = useSource(useWhole(entries));
  const ofReferences = useSource(references);
  const ofPermissions = useSource(launchPermissions);
  const { data: configured, isError } = useQuery(scopesQuery());
  // Where the server does not say how old evidence may be, none is fresh.
  const maxReadingMs = (configured?.verdictMaxHours ?? 0) * HOUR_MS;
  const isConfigured = configured !== undefined || isError;
  const tick = useNow(AGAIN_MS);
  const sources = useMemo(
    () => ({
      images: ofImages,
      reports: ofReports,
      entries: ofEntries,
      references: ownSide ? ofReferences : null,
      launchPermissions: ownSide ? ofPermissions : null,
    }),
    [ofImages, ofReports, ofEntries, ofReferences, ofPermissions, ownSide],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each tick the evidence gets another date
  const put = useSliced(useCallback(() => dated(sources, isConfigured), [sources, isConfigured, tick]));
  const now = put?.now ?? tick;
  const moment = useMemo(() => ({ now, maxReadingMs }), [now, maxReadingMs]);

  const parts = useMemo(
    () => (ownSide ? [imageRows, reports, entries, references, launchPermissions] : [imageRows, reports, entries]),
    [ownSide, imageRows, reports, entries, references, launchPermissions],
  );
  return {
    images: imageRows,
    reports,
    entries,
    references,
    launchPermissions,
    parts,
    evidences: put?.evidences ?? null,
    moment,
    now,
    isWhole: [imageRows, reports, entries].every(({ set }) => isComplete(set)),
    isCurrent: put?.sources === sources,
    isReading: put === null || parts.some(({ set, isFetching }) => isFetching && set.end === null),
    isFetching: put === null || parts.some(({ isFetching }) => isFetching),
    refresh: () => {
      for (const { refresh } of parts) refresh();
    },
  };
}

/** Together with the time at which they are put together. Null until it is known how old evidence may be. */
function* dated(sources: FleetSources, isConfigured: boolean): Sliced<DatedEvidence | null> {
  return isConfigured ? { sources, evidences: yield* fleetEvidence(sources), now: serverNow() } : null;
}

interface DatedEvidence {
  sources: FleetSources;
  evidences: ImageEvidence[];
  now: number;
}

/** The same object as long as it says the same. */
function useSource<Row extends object>({ set, isFetching, error }: LiveReading<Row>): LiveReading<Row> {
  return useMemo(() => ({ set, isFetching, error }), [set, isFetching, error]);
}

/** Rows that are nothing until they are all there: to look at a million of them with every batch would take all the time. */
function useWhole<Row extends object>({ resource, set, isFetching, error }: RouteReading<Row>): LiveReading<Row> {
  const [nothing] = useState(() => emptyReading(resource));
  return { set: isFetching && set.end === null ? nothing : set, isFetching, error };
}
