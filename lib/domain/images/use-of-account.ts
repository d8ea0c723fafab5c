import { isAmount, UNNAMED_TYPE } from "./counting-entries";
import { type ImageEvidence, ownerOf } from "./image-evidence";
import type { AccountReferences } from "./image-usage";
import { type MissingFact, type Moment, missingReferences, missingUsage } from "./missing-evidence";
import { type UsageCells, usageCells } from "./usage-cells";
import { describeMissing, UNNAMED_USERS, WHY_OWNER_UNKNOWN } from "./words";

/**
 * Why an account without a count may use an image all the same; null where it is known not to. It serves for many accounts
 * of one image. Usage reports speak of other accounts than the owner, whose use are the references of its own resources.
 */
export function whyUseUnknown(evidence: ImageEvidence, cells: UsageCells, moment: Moment): (account: string) => string | null {
  const owner = ownerOf(evidence);
  const restricted = evidence.arrivedReports.filter(({ accountIds }) => accountIds.length > 0).map(({ accountIds }) => new Set(accountIds));
  const others = [
    ...(cells.counts.some(({ account, count }) => account === null && count !== 0) ? [UNNAMED_USERS] : []),
    ...(owner === null && !isWithoutReferences(evidence) ? [WHY_OWNER_UNKNOWN] : []),
  ];
  const found = new Map<string, string | null>();
  return (account) => {
    if (account === owner) return sentences(missingReferences(evidence, moment), []);
    // All accounts that the same restricted reports speak of have the same evidence.
    const key = restricted.map((accounts) => Number(accounts.has(account))).join("");
    const before = found.get(key);
    if (before !== undefined) return before;
    const seen = restricted.length === 0 ? evidence : asSeenBy(evidence, account);
    const why = sentences(missingUsage(seen, restricted.length === 0 ? cells : usageCells(seen, moment.now), moment), others);
    found.set(key, why);
    return why;
  };
}

function sentences(missing: readonly MissingFact[], others: readonly string[]): string | null {
  const whys = [...missing.map((fact) => describeMissing(fact).message), ...others];
  return whys.length === 0 ? null : whys.join(" ");
}

const isWithoutReferences = ({ references }: ImageEvidence): boolean => references.state === "known" && references.value.length === 0;

/** The evidence as far as one account goes: a report that is restricted to it among others speaks of it, one restricted to others does not. */
export function asSeenBy(evidence: ImageEvidence, account: string): ImageEvidence {
  const speaking = evidence.arrivedReports.filter(({ accountIds }) => accountIds.length === 0 || accountIds.includes(account));
  if (speaking.length === 0) return evidence;
  const ofOthers = new Set(evidence.arrivedReports.filter((report) => !speaking.includes(report)).map(({ reportId }) => reportId));
  const { reportIds, of } = evidence.arrivedEntries;
  return {
    ...evidence,
    arrivedReports: speaking.map((report) => ({ ...report, accountIds: [] })),
    arrivedEntries: { reportIds: reportIds.filter((id) => !ofOthers.has(id)), of },
  };
}

/** What the owner’s own account has: resources that refer to the image, and what reports counted all the same, the larger of both. */
export function ownUse(evidence: ImageEvidence, { counts }: UsageCells): AccountReferences {
  const owner = ownerOf(evidence);
  const byType: Record<string, number | null> = {};
  for (const { resourceType } of evidence.arrivedReferences) {
    const type = resourceType ?? UNNAMED_TYPE;
    byType[type] = (byType[type] ?? 0) + 1;
  }
  for (const { account, resourceType, count } of counts) {
    if (account === null || account !== owner || count === 0) continue;
    const type = resourceType ?? UNNAMED_TYPE;
    const before = byType[type] ?? null;
    byType[type] = isAmount(count) ? Math.max(before ?? 0, count) : before;
  }
  return { account: owner, byType };
}
