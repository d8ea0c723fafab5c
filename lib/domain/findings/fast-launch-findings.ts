import { grouped } from "@/lib/core/grouped";
import { type Scoped, scopeKey } from "@/lib/core/scope";
import type { FastLaunchImage } from "@/lib/resources/fast-launch-images";
import { type FastLaunchCode, type FindingFact, several } from "./finding-fact";

const CODES: Readonly<Record<string, FastLaunchCode>> = {
  "enabling-failed": "fast-launch-enabling-failed",
  "enabled-failed": "fast-launch-enabled-failed",
  "disabling-failed": "fast-launch-disabling-failed",
};

/**
 * Images whose fast launch failed, a fact a state and reason. `isWhole`: there are no images but these. `names`: of
 * images, by scope and id.
 */
export function fastLaunchFindings(
  images: readonly Scoped<FastLaunchImage>[],
  isWhole: boolean,
  names: ReadonlyMap<string, string>,
): FindingFact[] {
  const failed = images.filter(({ state }) => state !== null && Object.hasOwn(CODES, state));
  return [...grouped(failed, ({ state, stateTransitionReason }) => JSON.stringify([state, stateTransitionReason])).values()].flatMap(
    (alike): FindingFact[] => {
      const found = several(alike);
      const code = CODES[found?.[0].state ?? ""];
      if (found === null || code === undefined) return [];
      const [{ stateTransitionReason: reason, scope, imageId }] = found;
      return [{ code, images: found, reason, name: names.get(`${scopeKey(scope)}/${imageId}`) ?? null, atLeast: !isWhole }];
    },
  );
}
