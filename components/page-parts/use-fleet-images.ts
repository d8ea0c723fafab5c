"use client";

import { useCallback, useMemo, useState } from "react";
import type { RouteReading } from "@/components/resource-page/use-rows";
import { useSliced } from "@/components/ui/use-sliced";
import { imageHref } from "@/lib/core/routes";
import type { Sliced } from "@/lib/core/slices";
import { combineReadings } from "@/lib/dataset/combine-readings";
import type { Reading } from "@/lib/dataset/reading";
import { RowTable } from "@/lib/dataset/row-table";
import { type FoundImage, foundImages } from "@/lib/domain/findings/found-images";
import type { ImageEvidence } from "@/lib/domain/images/image-evidence";
import type { Moment } from "@/lib/domain/images/missing-evidence";
import type { Organization } from "@/lib/domain/images/organization";
import type { Resource } from "@/lib/resources/resource";
import { foundImageRows } from "@/lib/usecases/found-images";
import type { Fleet } from "./use-fleet";
import { useOrganization } from "./use-organization";

const hrefOf = ({ imageId }: FoundImage): string => imageHref(imageId);

/** Whether what keeps the verdict from being known is still on its way. */
const isReading = ({ verdict, isListedState, usedByAccountsState, ownReferencesState }: FoundImage): boolean =>
  verdict === "unknown" && [isListedState, usedByAccountsState, ownReferencesState].includes("reading");

/** A line leads to the image's page by its name, or by its id where it has none. */
const RESOURCE: Resource<FoundImage> = {
  ...foundImages,
  columns: {
    ...foundImages.columns,
    name: { ...foundImages.columns.name, href: hrefOf },
    imageId: { ...foundImages.columns.imageId, href: hrefOf },
    verdict: {
      ...foundImages.columns.verdict,
      value: (image) => (isReading(image) ? null : image.verdict),
      unknown: (image) => (isReading(image) ? { state: "reading", why: image.missing ?? "Still being read." } : null),
    },
  },
};

/**
 * A row an image, with everything that is known of it. Rows are there as soon as images are, and say of
 * what is not known yet that it is being read. What failed is told by the lists, in `fleet.parts`.
 */
export function useFleetImages(fleet: Fleet): RouteReading<FoundImage> {
  const { evidences, moment, images, parts, isFetching, refresh } = fleet;
  const [nothing] = useState(() => new RowTable(RESOURCE));
  const organization = useOrganization();
  const table = useSliced(useCallback(() => tableOf(evidences ?? [], moment, organization), [evidences, moment, organization])) ?? nothing;
  const set = useMemo(
    (): Reading<FoundImage> => ({
      ...combineReadings(images, parts.slice(1), table.length),
      table,
      readTimes: images.set.readTimes,
      proofs: {},
    }),
    [images, parts, table],
  );
  return {
    resource: RESOURCE,
    search: images.search,
    set,
    isFetching: isFetching || evidences === null,
    error: null,
    refresh,
    retry: images.retry,
    retrying: images.retrying,
  };
}

function* tableOf(evidences: readonly ImageEvidence[], moment: Moment, organization: Organization): Sliced<RowTable<FoundImage>> {
  const table = new RowTable(RESOURCE);
  for (const { scope, row } of yield* foundImageRows(evidences, moment, organization)) {
    table.append(scope, [row]);
    yield;
  }
  return table;
}
