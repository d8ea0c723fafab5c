import type { Sliced } from "@/lib/core/slices";
import { type Bar, type Bars, NO_BARS, splitsOf } from "@/lib/dataset/group";
import type { FleetImage } from "./fleet-image";
import { VERDICT_WORDS } from "./words";

/** Verdicts in the order in which they are decided about. */
const VERDICTS: readonly FleetImage["verdict"][] = ["no-use-seen", "unknown", "in-use"];

/** What the images come to. */
interface FleetBars {
  images: number;
  byVerdict: Bars;
  /** Deprecated images that other accounts use, by how many accounts. */
  deprecated: Bars;
  /** Of the deprecated images, by verdict. */
  deprecatedVerdicts: Readonly<Record<FleetImage["verdict"], number>>;
}

export const NO_FLEET_BARS: FleetBars = {
  images: 0,
  byVerdict: NO_BARS,
  deprecated: NO_BARS,
  deprecatedVerdicts: { "in-use": 0, "no-use-seen": 0, unknown: 0 },
};

type Line = Pick<FleetImage, "imageId" | "name" | "verdict" | "deprecation" | "usedByAccounts">;

/** Images by verdict, and the deprecated ones that most accounts still use. One whose accounts are not known has no bar. */
export function* fleetBars(lines: Iterable<Line>, top: number): Sliced<FleetBars> {
  const verdicts = { "in-use": 0, "no-use-seen": 0, unknown: 0 };
  const deprecatedVerdicts = { ...verdicts };
  const used: Bar[] = [];
  let unknown = 0;
  let images = 0;
  for (const { imageId, name, verdict, deprecation, usedByAccounts } of lines) {
    images += 1;
    verdicts[verdict] += 1;
    if (images % 500 === 0) yield;
    if (deprecation !== "deprecated") continue;
    deprecatedVerdicts[verdict] += 1;
    if (usedByAccounts === null) unknown += 1;
    else if (usedByAccounts > 0) {
      used.push({ key: imageId, label: name ?? imageId, parts: { accounts: usedByAccounts }, total: usedByAccounts });
    }
  }
  const bars = VERDICTS.filter((verdict) => verdicts[verdict] > 0).map((verdict) => {
    const total = verdicts[verdict];
    return { key: verdict, label: VERDICT_WORDS[verdict], parts: { [verdict]: total }, total };
  });
  used.sort((a, b) => b.total - a.total || (a.label < b.label ? -1 : 1));
  // What two images are used by may be the same accounts: the rest has no sum.
  return {
    images,
    byVerdict: { bars, other: null, splits: splitsOf(bars), unknown: 0 },
    deprecated: { bars: used.slice(0, top), other: null, splits: used.length === 0 ? [] : ["accounts"], unknown },
    deprecatedVerdicts,
  };
}
