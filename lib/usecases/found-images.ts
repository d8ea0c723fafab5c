import type { Scope } from "@/lib/core/scope";
import type { Sliced } from "@/lib/core/slices";
import { type FoundImage, toFoundImage } from "@/lib/domain/findings/found-images";
import { fleetGrants, type Organization } from "@/lib/domain/images/grants";
import type { ImageEvidence } from "@/lib/domain/images/image-evidence";
import type { Moment } from "@/lib/domain/images/missing-evidence";

/** The images as the list shows them, one an evidence, with what is the matter with each. */
export function* foundImageRows(
  evidences: readonly ImageEvidence[],
  moment: Moment,
  organization: Organization,
): Sliced<{ scope: Scope; row: FoundImage }[]> {
  const grants = yield* fleetGrants(evidences, moment, organization);
  const isReading = organization.state === "reading";
  const rows: { scope: Scope; row: FoundImage }[] = [];
  for (const [place, evidence] of evidences.entries()) {
    const summary = grants[place];
    if (summary !== undefined) rows.push({ scope: evidence.scope, row: toFoundImage(evidence, summary, moment, isReading) });
    yield;
  }
  return rows;
}
