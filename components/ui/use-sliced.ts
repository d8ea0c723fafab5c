"use client";

import { startTransition, useEffect, useMemo, useState } from "react";
import { advance, finishInSlices, type Sliced } from "@/lib/core/slices";
import { useIsHydrated } from "./use-is-hydrated";

/** What is ready within this is there at once, without the page being drawn in between. */
const AT_ONCE_MS = 8;

/** For what may come after the rest of the page, so that both are not drawn in one go. */
export const LATER = 0;

/** A computation of which a part has been done. */
interface Run<Result> {
  sliced: Sliced<Result>;
  step: IteratorResult<undefined, Result>;
}

/**
 * The result of a computation that may take long. The one before stays until the new one is there;
 * null before the first. Memoise what begins it: another one is another question.
 *
 * The server begins nothing: how far it came in the time would not be what the browser comes to.
 */
export function useSliced<Result>(begin: () => Sliced<Result>, atOnceMs = AT_ONCE_MS): Result | null {
  const isHydrated = useIsHydrated();
  const run = useMemo((): Run<Result> | null => {
    if (!isHydrated) return null;
    const sliced = begin();
    return { sliced, step: advance(sliced, atOnceMs) };
  }, [begin, atOnceMs, isHydrated]);
  const [last, setLast] = useState<Result | null>(null);
  useEffect(() => {
    if (run === null) return;
    if (run.step.done) {
      setLast(run.step.value);
      return;
    }
    const leaving = new AbortController();
    finishInSlices(run.sliced, leaving.signal).then(
      (value) => {
        run.step = { done: true, value };
        startTransition(() => setLast(value));
      },
      (error) => {
        if (!leaving.signal.aborted) throw error;
      },
    );
    return () => leaving.abort();
  }, [run]);
  return run?.step.done ? run.step.value : last;
}
