import { type Count, known, knownValue } from "@/lib/core/known";
import type { ImageUse, ImageVerdict, MissingEvidence } from "@/lib/resources/image-verdicts";
import { isAmount } from "./counting-entries";
import type { ImageEvidence } from "./image-evidence";
import { type ImageUsage, imageUsage } from "./image-usage";
import { type Moment, missingEvidence } from "./missing-evidence";
import { newestComplete } from "./report-selection";
import { type UsageCells, usageCells } from "./usage-cells";
import { describeMissing } from "./words";

/**
 * Whether an image may be removed. `no-use-seen` is said only where everything was looked at and was empty,
 * and even then it is as old as the oldest of the evidence.
 */
export type Verdict =
  | { verdict: "in-use"; uses: readonly ImageUse[]; asOf: string | null; missing: readonly MissingEvidence[] }
  | { verdict: "no-use-seen"; uses: readonly []; asOf: string; missing: readonly [] }
  | { verdict: "unknown"; uses: readonly []; asOf: null; missing: readonly MissingEvidence[] };

/** What one can say of an image at a moment. */
export function verdictOf(evidence: ImageEvidence, moment: Moment, cells: UsageCells = usageCells(evidence, moment.now)): Verdict {
  const uses = usesOf(evidence, cells);
  const missing = missingEvidence(evidence, cells, moment).map(describeMissing);
  if (uses.length > 0) return { verdict: "in-use", uses, asOf: oldest(uses.map(({ countedAt }) => countedAt)), missing };
  const report = newestComplete(evidence.arrivedReports, moment.now);
  const asOf = oldest([report?.creationTime ?? null, evidence.readAt.images, evidence.readAt.references]);
  if (missing.length > 0 || asOf === null) return { verdict: "unknown", uses: [], asOf: null, missing };
  return { verdict: "no-use-seen", uses: [], asOf, missing: [] };
}

/** The time that all of it is at least as new as. Null where one of the times is not known. */
const oldest = (times: readonly (string | null)[]): string | null =>
  times.includes(null) ? null : (times.toSorted((a, b) => Date.parse(a ?? "") - Date.parse(b ?? ""))[0] ?? null);

/** Everybody who is seen to use an image, most first: other accounts by their cells, and the owner's own resources. */
function usesOf(evidence: ImageEvidence, { counts }: UsageCells): ImageUse[] {
  const others = counts.flatMap(({ account, resourceType, count, countedAt, reportId }): ImageUse[] =>
    isAmount(count) && count > 0 ? [{ accountId: account, resourceType, count, countedAt, reportId }] : [],
  );
  return [...others, ...ownUses(evidence)].sort((a, b) => b.count - a.count || compareText(a.accountId, b.accountId));
}

/** The owner's own resources: usage reports speak of other accounts. */
function ownUses({ scope, arrivedReferences, readAt }: ImageEvidence): ImageUse[] {
  const counts = new Map<string | null, number>();
  for (const { resourceType } of arrivedReferences) counts.set(resourceType, (counts.get(resourceType) ?? 0) + 1);
  return [...counts].map(([resourceType, count]) => ({
    accountId: scope.account,
    resourceType,
    count,
    countedAt: readAt.references,
    reportId: null,
  }));
}

const compareText = (a: string | null, b: string | null): number => ((a ?? "") < (b ?? "") ? -1 : Number((a ?? "") > (b ?? "")));

/** The row of one image. */
export function toImageVerdict(
  evidence: ImageEvidence,
  moment: Moment,
  cells: UsageCells = usageCells(evidence, moment.now),
): ImageVerdict {
  const usage = imageUsage(evidence, moment.now, cells);
  const { references } = evidence;
  return {
    imageId: evidence.imageId,
    name: knownValue(evidence.image)?.name ?? null,
    ...verdictOf(evidence, moment, cells),
    ...numbers(usage),
    ownReferences: ownReferences(evidence),
    atLeast: [usage.usedByAccounts, usage.instances, usage.launchTemplates].some(isUncertain) || references.state !== "known",
    reportId: usage.report?.reportId ?? null,
  };
}

const numbers = ({
  usedByAccounts,
  instances,
  launchTemplates,
}: ImageUsage): Pick<ImageVerdict, "accounts" | "instances" | "launchTemplates"> => ({
  accounts: knownValue(usedByAccounts),
  instances: knownValue(instances),
  launchTemplates: knownValue(launchTemplates),
});

/** Whether a number may be higher than it is known to be. */
const isUncertain = (count: Count): boolean => count.state !== "known" || count.atLeast !== undefined;

const ownReferences = ({ references, arrivedReferences }: ImageEvidence): number | null =>
  references.state === "known" || arrivedReferences.length > 0 ? arrivedReferences.length : null;

export const ownReferenceCount = ({ references, arrivedReferences }: ImageEvidence): Count => {
  if (references.state === "known") return known(references.value.length);
  return arrivedReferences.length > 0 ? { ...known(arrivedReferences.length), atLeast: references } : references;
};
