"use client";

import { useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useNow } from "@/components/ui/use-now";
import { refreshRows, rowsQuery } from "@/lib/client/rows-query";
import { scopesQuery } from "@/lib/client/scopes-query";
import { formatCount } from "@/lib/core/format";
import { type Known, known, type Unknown } from "@/lib/core/known";
import type { Scope } from "@/lib/core/scope";
import { finish } from "@/lib/core/slices";
import { emptyReading, type Reading } from "@/lib/dataset/reading";
import { fleetEvidence } from "@/lib/domain/images/evidence";
import { type ImageUsage, imageUsage } from "@/lib/domain/images/image-usage";
import { whyUnknown } from "@/lib/domain/licenses/known-rows";
import type { LineageImage } from "@/lib/domain/licenses/lineage";
import { type ImageUsageReportEntry, imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { type ImageUsageReport, imageUsageReports } from "@/lib/resources/image-usage-reports";
import { type NamedReading, operationOf } from "./named-reading";

/** Of more images the ids would not fit into an address: all reports of the account are then asked for. */
const MOST_IDS = 150;

interface UsageOfImages {
  /** By image id. */
  usage: ReadonlyMap<string, Known<ImageUsage>>;
  readings: NamedReading[];
  /** Reads all of it again. */
  refresh: () => void;
}

/** An account that owns some of the images, and what is asked of it. */
interface Asked {
  scope: Scope;
  images: readonly LineageImage[];
  search: string;
}

/** Who uses the images, by the usage reports of the accounts that own them. */
export function useImageUsage(images: readonly LineageImage[], region: string): UsageOfImages {
  const now = useNow();
  const client = useQueryClient();
  const { data: configured, isError } = useQuery(scopesQuery());
  const asked = useMemo(() => askedOf(images, region, configured?.scopes ?? []), [images, region, configured]);
  const reports = useQueries({ queries: asked.map(({ search }) => rowsQuery<ImageUsageReport>(imageUsageReports, search)) });
  const entries = useQueries({ queries: asked.map(({ search }) => rowsQuery<ImageUsageReportEntry>(imageUsageReportEntries, search)) });
  const usage = new Map<string, Known<ImageUsage>>(
    images.map(({ imageId, owner }) => [imageId, whyNotAsked(owner, configured !== undefined, isError)]),
  );
  const readings: NamedReading[] = [];
  for (const [place, { scope, images: owned }] of asked.entries()) {
    const ofReports = sourceOf(reports[place], NO_REPORTS);
    const ofEntries = sourceOf(entries[place], NO_ENTRIES);
    const words = `${formatCount(owned.length, ["image", "images"])} of ${scope.account}`;
    readings.push(
      { ...ofReports, operation: operationOf(imageUsageReports), asked: words },
      { ...ofEntries, operation: operationOf(imageUsageReportEntries), asked: words },
    );
    const why = whyUnknown(ofReports, scope, "The usage reports");
    const evidences = finish(
      fleetEvidence({ images: null, reports: ofReports, entries: ofEntries, references: null, launchPermissions: null }),
    );
    for (const { imageId } of owned) {
      const evidence = evidences.find((one) => one.imageId === imageId);
      usage.set(imageId, evidence ? known(imageUsage(evidence, now)) : (why ?? NO_REPORT));
    }
  }
  return {
    usage,
    readings,
    refresh: () => {
      for (const { search } of asked) {
        void refreshRows<ImageUsageReport>(client, imageUsageReports, search);
        void refreshRows<ImageUsageReportEntry>(client, imageUsageReportEntries, search);
      }
    },
  };
}

function askedOf(images: readonly LineageImage[], region: string, scopes: readonly Scope[]): Asked[] {
  const owners = new Set(images.map(({ owner }) => owner));
  return scopes.flatMap((scope) => {
    if (scope.account === null || scope.region !== region || !owners.has(scope.account)) return [];
    const owned = images.filter(({ owner }) => owner === scope.account);
    const search = new URLSearchParams({ account: scope.account, region });
    if (owned.length <= MOST_IDS) for (const { imageId } of owned) search.append("image-id", imageId);
    return [{ scope, images: owned, search: search.toString() }];
  });
}

const NO_REPORTS = emptyReading<ImageUsageReport>(imageUsageReports);
const NO_ENTRIES = emptyReading<ImageUsageReportEntry>(imageUsageReportEntries);

/** Why the usage reports of an image are not asked for. */
function whyNotAsked(owner: string | null, isConfigured: boolean, isError: boolean): Unknown {
  if (owner === null) return NO_OWNER;
  if (isConfigured) return NOT_READ;
  return isError ? NOT_CONFIGURED : BEING_ASKED;
}

const NO_OWNER: Unknown = {
  state: "not reported",
  why: "AWS did not say which account owns the image, and only that one has the usage reports.",
};
const NOT_CONFIGURED: Unknown = { state: "failed", why: "The server did not say which accounts it reads." };
const BEING_ASKED: Unknown = { state: "reading", why: "The usage reports are still being asked for." };
const NOT_READ: Unknown = {
  state: "not permitted",
  why: "The account that owns the image is not read here, and only it has the usage reports.",
};
const NO_REPORT: Unknown = { state: "not reported", why: "There is no usage report on the image." };

interface Query<Row extends object> {
  data: Reading<Row> | undefined;
  isFetching: boolean;
  error: Error | null;
}

const sourceOf = <Row extends object>(query: Query<Row> | undefined, nothing: Reading<Row>) => ({
  set: query?.data ?? nothing,
  isFetching: query?.isFetching ?? true,
  error: query?.error ?? null,
});
