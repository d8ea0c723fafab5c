import type { Known } from "@/lib/core/known";
import { type FleetImage, toFleetImage } from "@/lib/domain/images/fleet-image";
import { fleetImages } from "@/lib/domain/images/fleet-images";
import { grantSummary } from "@/lib/domain/images/grants";
import type { ImageEvidence } from "@/lib/domain/images/image-evidence";
import type { Moment } from "@/lib/domain/images/missing-evidence";
import type { Expansion } from "@/lib/domain/images/organization";
import { usageCells } from "@/lib/domain/images/usage-cells";
import { listText } from "@/lib/resources/common-columns";
import type { ImageFindingCode } from "@/lib/resources/findings";
import type { Resource } from "@/lib/resources/resource";
import { imageFindingCodes } from "./image-facts";
import { IMAGE_FINDING_WORDS } from "./words";

/** A line of the list of images, with what is the matter with the image. */
export interface FoundImage extends FleetImage {
  /** Null while some of what they follow from is still being read. */
  findings: readonly ImageFindingCode[] | null;
}

/** The line of one image at a moment. `expansion` serves for all images; null while the organization is still being read. */
export function toFoundImage(onDemand: ImageEvidence, moment: Moment, expansion: Expansion | null): FoundImage {
  // Launch permissions are made anew each time that they are looked at: here once.
  const evidence = { ...onDemand };
  const cells = usageCells(evidence, moment.now);
  const row = toFleetImage(evidence, moment, cells);
  if (expansion === null || isBeingRead(evidence)) return { ...row, findings: null };
  const condition = {
    verdict: row.verdict,
    missing: row.missingCodes,
    isDeprecated: row.deprecation === "deprecated",
    isUsedByOthers: (row.usedByAccounts ?? 0) > 0,
    reports: evidence.reports,
    grants: grantSummary(evidence, cells, moment, expansion),
  };
  return { ...row, findings: imageFindingCodes(condition, moment.now) };
}

function isBeingRead({ image, reports, entries, references, launchPermissions }: ImageEvidence): boolean {
  const lists: Known<unknown>[] = [image, reports, entries, references, launchPermissions];
  return lists.some(({ state }) => state === "reading");
}

/** The images as a list. A finding of the overview leads here, to the choice of its code. */
export const foundImages = {
  ...fleetImages,
  columns: {
    ...fleetImages.columns,
    findings: {
      label: "Findings",
      kind: "list",
      value: ({ findings }) => listText(findings ?? []),
      unknown: ({ findings }) => (findings === null ? { state: "reading", why: "What they follow from is still being read." } : null),
      absent: "Nothing is the matter with it",
      words: IMAGE_FINDING_WORDS,
      facet: true,
      optional: true,
      hint: "What the overview says of the image",
    },
  },
} satisfies Resource<FoundImage>;
