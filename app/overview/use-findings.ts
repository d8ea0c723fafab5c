"use client";

import { useCallback, useMemo, useState } from "react";
import type { Fleet } from "@/components/page-parts/use-fleet";
import { useOrganization } from "@/components/page-parts/use-organization";
import type { RouteReading } from "@/components/resource-page/use-rows";
import { useSliced } from "@/components/ui/use-sliced";
import type { Sliced } from "@/lib/core/slices";
import type { FastLaunchImage } from "@/lib/resources/fast-launch-images";
import type { Finding } from "@/lib/resources/findings";
import type { ImportImageTask } from "@/lib/resources/import-image-tasks";
import type { LicenseConfiguration } from "@/lib/resources/license-configurations";
import { type FindingSources, findingRows } from "@/lib/usecases/findings";

/** The lists that findings follow from. */
interface Lists {
  fleet: Fleet;
  fastLaunch: RouteReading<FastLaunchImage>;
  imports: RouteReading<ImportImageTask>;
  licenses: RouteReading<LicenseConfiguration>;
}

/** The lists as they were when all of them had arrived. */
interface Held {
  scope: string;
  sources: FindingSources;
}

/**
 * What needs attention in the chosen scopes, or null until every list has arrived or failed: one that comes later could
 * put a finding above those that somebody already reads. While lists are read again the findings before them stay.
 */
export function useFindings(lists: Lists, scope: string): Finding[] | null {
  const { fleet, fastLaunch, imports, licenses } = lists;
  const organization = useOrganization();
  const [held, setHeld] = useState<Held | null>(null);
  const { evidences, moment, images, isCurrent } = fleet;
  const sources = useMemo((): FindingSources | null => {
    if (evidences === null || !isCurrent || organization.state === "reading") return null;
    return { fleet: { images, evidences, moment, organization }, fastLaunch: { fastLaunch, images }, imports, licenses };
  }, [images, evidences, moment, isCurrent, organization, fastLaunch, imports, licenses]);
  const before = held?.scope === scope ? held.sources : null;
  const hasArrived = [...fleet.parts, fastLaunch, imports, licenses].every(
    ({ set, isFetching }) => !isFetching || (before === null && set.end !== null),
  );
  const now = hasArrived && sources !== null ? sources : before;
  if (now !== null && now !== before) setHeld({ scope, sources: now });
  return useSliced(useCallback(() => rowsOf(now, scope), [now, scope]));
}

function* rowsOf(sources: FindingSources | null, scope: string): Sliced<Finding[] | null> {
  return sources === null ? null : yield* findingRows(sources, scope);
}
