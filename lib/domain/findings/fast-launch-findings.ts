import type { Scoped } from "@/lib/core/scope";
import type { FastLaunchImage } from "@/lib/resources/fast-launch-images";
import { commonRegion, type Finding } from "./finding";

const CONSEQUENCE: Readonly<Record<string, string>> = {
  "enabling-failed": "could not switch on fast launch",
  "enabled-failed": "can no longer prepare snapshots for fast launch",
  "disabling-failed": "could not be cleaned up, so snapshots may remain and cost",
};

/** Images whose fast launch failed, one sentence a state. */
export function fastLaunchFindings(images: readonly Scoped<FastLaunchImage>[]): Finding[] {
  return Object.entries(CONSEQUENCE).flatMap(([state, consequence]): Finding[] => {
    const failed = images.filter((image) => image.state === state);
    const [first] = failed;
    if (first === undefined) return [];
    const reasons = new Set(failed.map(({ stateTransitionReason }) => stateTransitionReason?.replace(/\.$/, "") ?? "AWS gave no reason"));
    return [
      {
        urgency: "bad",
        subject: failed.length === 1 ? (first.imageId ?? "An image") : `${failed.length} images`,
        text: `${consequence}: ${[...reasons].join("; ")}`,
        region: commonRegion(failed),
        href: `/fast-launch-images?facet.state=${state}`,
        action: failed.length === 1 ? "See image" : "See images",
      },
    ];
  });
}
