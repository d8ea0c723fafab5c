import { fromColumnar } from "@/lib/core/columnar";
import { type Known, known, type Unknown } from "@/lib/core/known";
import { type Scope, scopeKey } from "@/lib/core/scope";
import { failureOf } from "@/lib/dataset/why-unknown";
import { type EntriesProof, entriesProof, type ImageUsageReportEntry } from "@/lib/resources/image-usage-report-entries";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import { imageKey } from "./image-evidence";
import type { Listed, Subject } from "./list-by-image";

/** The reports of every scope, and for which of them having no entries proves that there is no use. */
export interface ListedReports {
  subjects: ReadonlyMap<string, Subject>;
  /** Every report on an image, and every report that may be on any because AWS does not name its image. */
  of: (subject: Subject) => readonly ImageUsageReport[];
  /** Whether these are all. */
  whole: (scope: Scope) => Known<null>;
  /** Ids of the reports that are known to be on one image. */
  named: (scope: Scope) => ReadonlySet<string>;
  /** Ids of the reports that were available all the time that entries were read. */
  proven: (scope: Scope) => ReadonlySet<string>;
}

interface OfScope {
  byImage: ReadonlyMap<string, readonly ImageUsageReport[]>;
  nameless: readonly ImageUsageReport[];
  proven: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * The reports that entries were read with, as these were listed afterwards. Where there is no such listing, the list of
 * reports on its own tells what there is, and proves nothing.
 */
export function listedReports(reports: Listed<ImageUsageReport>, entries: Listed<ImageUsageReportEntry>): ListedReports {
  const subjects = new Map(reports.subjects);
  const scopes = new Map<string, OfScope>();
  for (const scope of entries.source?.set.scopes ?? []) {
    const proof = proofOf(entries, scope);
    if (proof === null || !("reports" in proof)) continue;
    const listed = ofScope(proof, entries, scope);
    scopes.set(scopeKey(scope), listed);
    for (const imageId of listed.byImage.keys()) subjects.set(imageKey({ scope, imageId }), { scope, imageId });
  }
  return {
    subjects,
    of: ({ scope, imageId }) => {
      const listed = scopes.get(scopeKey(scope));
      if (listed === undefined) return reports.rows(imageKey({ scope, imageId }));
      return [...(listed.byImage.get(imageId) ?? []), ...listed.nameless];
    },
    whole: (scope) => {
      if (scopes.has(scopeKey(scope))) return known(null);
      return whyNotListed(entries, scope) ?? reports.whole(scope);
    },
    named: (scope) => new Set([...(scopes.get(scopeKey(scope))?.byImage.values() ?? [])].flat().flatMap(({ reportId }) => reportId ?? [])),
    proven: (scope) => scopes.get(scopeKey(scope))?.proven ?? NONE,
  };
}

const proofOf = ({ source }: Listed<ImageUsageReportEntry>, scope: Scope) => entriesProof(source?.set.proofs[scopeKey(scope)]);

function whyNotListed(entries: Listed<ImageUsageReportEntry>, scope: Scope): Unknown | null {
  const whole = entries.whole(scope);
  if (whole.state !== "known") return whole;
  const proof = proofOf(entries, scope);
  if (proof !== null && "failure" in proof) return failureOf(`Usage reports of ${scope.region}`, proof.failure);
  return { state: "not reported", why: "The entries were read without the reports that they are of." };
}

function ofScope({ availableThroughout, reports }: EntriesProof, entries: Listed<ImageUsageReportEntry>, scope: Scope): OfScope {
  const imageOf = imagesByReport(entries, scope);
  const byImage = new Map<string, ImageUsageReport[]>();
  const nameless: ImageUsageReport[] = [];
  const throughout = new Set(availableThroughout);
  let proven: ReadonlySet<string> = throughout;
  for (const report of fromColumnar(reports)) {
    const imageId = report.imageId ?? imageOf.get(report.reportId ?? "");
    if (imageId === undefined) {
      if (report.state !== "available") nameless.push(report);
      // One that was available all the time and has no entry that names an image shows no use of any. Of another, which may
      // be on any image, entries may be missing.
      else if (!throughout.has(report.reportId ?? "")) proven = NONE;
      continue;
    }
    const known = byImage.get(imageId);
    if (known === undefined) byImage.set(imageId, [report]);
    else known.push(report);
  }
  return { byImage, nameless, proven };
}

/** Which image the entries of each report are about, for reports that do not say it themselves. */
function imagesByReport({ source, subjects, groups }: Listed<ImageUsageReportEntry>, scope: Scope): Map<string, string> {
  const images = new Map<string, string>();
  const { reportId } = source?.set.table.columns ?? {};
  for (const [key, subject] of subjects) {
    if (scopeKey(subject.scope) !== scopeKey(scope)) continue;
    for (const rows of groups(key)) images.set(String(reportId?.at(rows[0] ?? 0)), subject.imageId);
  }
  return images;
}
