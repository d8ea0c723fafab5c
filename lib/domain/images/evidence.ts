import { type Known, known, type Unknown } from "@/lib/core/known";
import { scopeKey } from "@/lib/core/scope";
import type { Sliced } from "@/lib/core/slices";
import type { LiveReading } from "@/lib/dataset/reading";
import type { ImageLaunchPermissions } from "@/lib/resources/image-launch-permissions";
import { type ImageReference, referencesProof } from "@/lib/resources/image-references";
import type { ImageUsageReportEntry } from "@/lib/resources/image-usage-report-entries";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import type { Image } from "@/lib/resources/images";
import { type EntriesOfImage, entriesOfImages } from "./entries-of-image";
import { type ImageEvidence, imageKey } from "./image-evidence";
import { type Listed, listByImage, type Subject } from "./list-by-image";
import { type ListedReports, listedReports } from "./listed-reports";

/** The lists that the evidence rests on. Null is a list that nobody has asked for yet. None may be cut short by `max-items`. */
export interface FleetSources {
  images: LiveReading<Image> | null;
  reports: LiveReading<ImageUsageReport> | null;
  entries: LiveReading<ImageUsageReportEntry> | null;
  references: LiveReading<ImageReference> | null;
  launchPermissions: LiveReading<ImageLaunchPermissions> | null;
}

/** Images between two yields: some need a few rows to be made. */
const SLICE_IMAGES = 64;

/**
 * The evidence of every image that any of the lists names, each once in its scope: own images first, then those
 * that only reports, entries, references or permissions name.
 */
export function* fleetEvidence(sources: FleetSources): Sliced<ImageEvidence[]> {
  const entries = yield* listByImage(sources.entries, ["reportId"]);
  const reports = listedReports(yield* listByImage(sources.reports), entries);
  const lists: Lists = {
    images: yield* listByImage(sources.images),
    reports,
    entries,
    entriesOf: entriesOfImages(entries, reports),
    references: yield* listByImage(sources.references),
    askedImages: askedImages(sources.references),
    launchPermissions: yield* listByImage(sources.launchPermissions),
  };
  const subjects = new Map<string, Subject>();
  for (const named of [lists.images, lists.reports, entries, lists.references, lists.launchPermissions]) {
    for (const [key, subject] of named.subjects) if (!subjects.has(key)) subjects.set(key, subject);
    yield;
  }
  const evidences: ImageEvidence[] = [];
  for (const subject of subjects.values()) {
    evidences.push(evidenceOf(subject, lists));
    if (evidences.length % SLICE_IMAGES === 0) yield;
  }
  return evidences;
}

interface Lists {
  images: Listed<Image>;
  reports: ListedReports;
  entries: Listed<ImageUsageReportEntry>;
  entriesOf: (subject: Subject) => EntriesOfImage;
  references: Listed<ImageReference>;
  /** Keys of the images that AWS was asked about, one by one. */
  askedImages: ReadonlySet<string>;
  launchPermissions: Listed<ImageLaunchPermissions>;
}

function evidenceOf(subject: Subject, lists: Lists): ImageEvidence {
  const { scope, imageId } = subject;
  const { images, reports, entries, references, launchPermissions } = lists;
  const key = imageKey(subject);
  const image = then(images.whole(scope), () => known(images.rows(key)[0] ?? null));
  const arrivedReports = reports.of(subject);
  const { arrivedEntries, isAttributed } = lists.entriesOf(subject);
  const arrivedReferences = references.rows(key);
  const readAt = { images: images.readAt(scope), entries: entries.readAt(scope), references: references.readAt(scope) };
  return {
    scope,
    imageId,
    image,
    reports: then(reports.whole(scope), () => known(arrivedReports)),
    arrivedReports,
    entries: then(entries.whole(scope), () => then(isAttributed, () => known(arrivedEntries))),
    arrivedEntries,
    provenReports: reports.proven(scope),
    references: then(references.whole(scope), () => then(allAsked(lists, subject), () => known(arrivedReferences))),
    arrivedReferences,
    // Made on demand: an image may be shared with a thousand accounts.
    get launchPermissions() {
      return then(launchPermissions.whole(scope), () => permissionsOf(launchPermissions.rows(key)));
    },
    readAt,
  };
}

const then = <Value, Next>(of: Known<Value>, next: (value: Value) => Known<Next>): Known<Next> =>
  of.state === "known" ? next(of.value) : of;

const notReported = (why: string): Unknown => ({ state: "not reported", why });

/** Only an image that AWS was asked about is known to have no reference, and a reference that does not name its image may be to any. */
function allAsked({ references, askedImages }: Lists, subject: Subject): Known<null> {
  const [row] = references.nameless(subject.scope);
  if (row !== undefined) return notReported(`AWS did not say which image ${row.arn ?? "one of the resources"} refers to.`);
  return askedImages.has(imageKey(subject)) ? known(null) : notReported(NOT_ASKED);
}

const NOT_ASKED =
  "AWS was not asked which of the owner’s own resources refer to this image: it did not list it among the owner’s images at that time.";

function askedImages(references: LiveReading<ImageReference> | null): Set<string> {
  const { scopes = [], proofs = {} } = references?.set ?? {};
  const keys = scopes.flatMap((scope) =>
    (referencesProof(proofs[scopeKey(scope)])?.askedImages ?? []).map((imageId) => imageKey({ scope, imageId })),
  );
  return new Set(keys);
}

function permissionsOf(rows: readonly ImageLaunchPermissions[]): ImageEvidence["launchPermissions"] {
  if (rows.length === 0)
    return notReported("Launch permissions are read of own images only, and this one was not listed when they were read.");
  return known(rows.flatMap(({ launchPermissions }) => launchPermissions));
}
