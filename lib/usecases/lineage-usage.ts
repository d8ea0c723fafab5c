import { type Known, known, type Unknown } from "@/lib/core/known";
import type { Scope } from "@/lib/core/scope";
import { finish } from "@/lib/core/slices";
import type { LiveReading } from "@/lib/dataset/reading";
import { whyUnknown } from "@/lib/dataset/why-unknown";
import { fleetEvidence } from "@/lib/domain/images/evidence";
import { type ImageUsage, imageUsage } from "@/lib/domain/images/image-usage";
import type { LineageImage } from "@/lib/domain/licenses/lineage";
import type { ImageUsageReportEntry } from "@/lib/resources/image-usage-report-entries";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";

/** Image ids that fit into an address. For more of them, all reports of the account are read. */
const MAX_IDS = 150;

/** Images of one account, and the query that reads their reports and entries. */
export interface OwnedImages {
  scope: Scope;
  images: readonly LineageImage[];
  search: string;
}

/** The images by the account that owns them, as far as those accounts are read in the region: only the owner has usage reports. */
export function imagesByOwner(images: readonly LineageImage[], region: string, scopes: readonly Scope[]): OwnedImages[] {
  return scopes.flatMap(({ account, region: scopeRegion }) => {
    const owned = images.filter(({ owner }) => owner === account);
    if (account === null || scopeRegion !== region || owned.length === 0) return [];
    const search = new URLSearchParams({ account, region });
    if (owned.length <= MAX_IDS) for (const { imageId } of owned) search.append("image-id", imageId);
    return [{ scope: { account, region }, images: owned, search: search.toString() }];
  });
}

/** Reports and entries of one owner's images. */
export interface OwnerReadings extends OwnedImages {
  reports: LiveReading<ImageUsageReport>;
  entries: LiveReading<ImageUsageReportEntry>;
}

/** Whether the server has said which accounts it reads. */
export type ScopesState = "known" | "reading" | "failed";

/** Who uses each image of a lineage, by image id. `now` is the server's time, in milliseconds. */
export function lineageUsage(
  images: readonly LineageImage[],
  scopes: ScopesState,
  owners: readonly OwnerReadings[],
  now: number,
): Map<string, Known<ImageUsage>> {
  const usage = new Map(images.map(({ imageId, owner }): [string, Known<ImageUsage>] => [imageId, whyNotRead(owner, scopes)]));
  for (const { scope, images: owned, reports, entries } of owners) {
    const why = whyUnknown(reports, scope, "The usage reports");
    const evidences = finish(fleetEvidence({ images: null, reports, entries, references: null, launchPermissions: null }));
    const byImage = new Map(evidences.map((evidence) => [evidence.imageId, evidence]));
    for (const { imageId } of owned) {
      const evidence = byImage.get(imageId);
      usage.set(imageId, evidence ? known(imageUsage(evidence, now)) : (why ?? NO_REPORT));
    }
  }
  return usage;
}

/** Why the usage reports of an image are not read. */
function whyNotRead(owner: string | null, scopes: ScopesState): Unknown {
  return owner === null ? NO_OWNER : NOT_READ[scopes];
}

const NO_OWNER: Unknown = {
  state: "not reported",
  why: "AWS did not say which account owns the image, and only that one has the usage reports.",
};
const NOT_READ: Readonly<Record<ScopesState, Unknown>> = {
  failed: { state: "failed", why: "The server did not say which accounts it reads." },
  reading: { state: "reading", why: "The usage reports are still being read." },
  known: { state: "not permitted", why: "The account that owns the image is not read here, and only it has the usage reports." },
};
const NO_REPORT: Unknown = { state: "not reported", why: "There is no usage report on the image." };
