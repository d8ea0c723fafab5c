import type { Scoped } from "@/lib/core/scope";
import type { Sliced } from "@/lib/core/slices";
import { type FleetSources, fleetEvidence } from "@/lib/domain/images/evidence";
import type { Moment } from "@/lib/domain/images/missing-evidence";
import { toImageVerdict } from "@/lib/domain/images/verdict";
import type { ImageVerdict } from "@/lib/resources/image-verdicts";

/** Images between two yields: one may have thousands of entries. */
const SLICE_IMAGES = 16;

/** Whether each image of the lists may be removed, at a moment: a row an image and scope, in the order of the lists. */
export function* imageVerdictRows(sources: FleetSources, moment: Moment): Sliced<Scoped<ImageVerdict>[]> {
  const evidences = yield* fleetEvidence(sources);
  const rows: Scoped<ImageVerdict>[] = [];
  for (const evidence of evidences) {
    rows.push({ ...toImageVerdict(evidence, moment), scope: evidence.scope });
    if (rows.length % SLICE_IMAGES === 0) yield;
  }
  return rows;
}
