"use client";

import { useQueryClient } from "@tanstack/react-query";
import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useSyncExternalStore } from "react";
import { SessionOver } from "@/lib/client/fetch-events";
import { signInAddress } from "@/lib/core/return-target";

/** Says above the page that the session has ended, as soon as something could not be read for it. What is on screen stays. */
export function SessionEnded() {
  const cache = useQueryClient().getQueryCache();
  const subscribe = useCallback((changed: () => void) => cache.subscribe(changed), [cache]);
  const ended = useSyncExternalStore(
    subscribe,
    () => cache.getAll().some(({ state }) => state.error instanceof SessionOver),
    () => false,
  );
  const path = usePathname();
  const search = useSearchParams().toString();
  if (!ended) return null;
  return (
    <p role="alert" className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-warning-soft px-4 py-2 text-warning sm:px-6">
      Your session has ended, so nothing more can be read.
      <a href={signInAddress(search === "" ? path : `${path}?${search}`)} className="link">
        Sign in again
      </a>
    </p>
  );
}
