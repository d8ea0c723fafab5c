import type { Scope } from "@/lib/core/scope";
import type { Sliced } from "@/lib/core/slices";
import { type FoundImage, toFoundImage } from "@/lib/domain/findings/found-images";
import type { ImageEvidence } from "@/lib/domain/images/image-evidence";
import type { Moment } from "@/lib/domain/images/missing-evidence";
import { Expansion, type Organization } from "@/lib/domain/images/organization";

/** A row and the scope that it is of. */
interface Placed {
  scope: Scope;
  row: FoundImage;
}

/** The images as the list shows them, one an evidence, with what is the matter with each. */
export function* foundImageRows(evidences: readonly ImageEvidence[], moment: Moment, organization: Organization): Sliced<Placed[]> {
  const expansion = organization.state === "reading" ? null : new Expansion(organization);
  const rows: Placed[] = [];
  for (const evidence of evidences) {
    rows.push({ scope: evidence.scope, row: toFoundImage(evidence, moment, expansion) });
    yield;
  }
  return rows;
}
