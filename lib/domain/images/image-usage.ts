import { formatCount } from "@/lib/core/format";
import { type Count, known, type Unknown } from "@/lib/core/known";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import { isAmount, UNNAMED_TYPE } from "./counting-entries";
import type { ImageEvidence } from "./image-evidence";
import { gapsOf, INSTANCES, LAUNCH_TEMPLATES, NEEDED_TYPES, newestComplete } from "./report-selection";
import { type CellCount, type UsageCells, usageCells, whyNotAll } from "./usage-cells";
import { describeGaps } from "./words";

/** What one account has that refers to an image, each type by the one report that decides about it. */
export interface AccountReferences {
  /** 12 digits; null where AWS did not say. */
  account: string | null;
  /** By resource type. Null is a count that AWS did not give. A type without an entry is missing here. */
  byType: Readonly<Record<string, number | null>>;
}

/** Who uses one image, cell by cell. */
export interface ImageUsage {
  cells: UsageCells;
  /** The newest complete report, or else the newest that is available; null where there is none. */
  report: ImageUsageReport | null;
  /** ISO 8601: the creation time of that report. */
  countedAt: string | null;
  /** What that report leaves out, a sentence each. Empty where it is complete. */
  gaps: readonly string[];
  /** Accounts with entries, most references first. Not all where the entries could not all be read. */
  accounts: readonly AccountReferences[];
  /** Different accounts with at least one reference. */
  usedByAccounts: Count;
  instances: Count;
  launchTemplates: Count;
  /** References of all resource types that are neither instances nor launch templates. */
  otherReferences: Count;
  /** By resource type: every type that a report covers or has entries of. */
  byType: Readonly<Record<string, Count>>;
}

/** The usage of an image at a time of the server, in milliseconds. */
export function imageUsage(evidence: ImageEvidence, now: number, cells: UsageCells = usageCells(evidence, now)): ImageUsage {
  const report = newestComplete(evidence.arrivedReports, now) ?? cells.reports[0]?.report ?? null;
  const sums = sumsByType(cells.counts);
  const types = [...new Set([...cells.reports.flatMap(({ types }) => [...types]), ...sums.keys()])];
  const count = (type: string): Count => toCount(sums.get(type) ?? NONE, whyNotAll(cells, type));
  return {
    cells,
    report,
    countedAt: report?.creationTime ?? null,
    gaps: report === null ? [] : describeGaps(gapsOf(report)),
    // Made on demand: the lines of all images need their number only.
    get accounts() {
      return byAccount(cells.counts);
    },
    usedByAccounts: usedBy(cells),
    instances: count(INSTANCES),
    launchTemplates: count(LAUNCH_TEMPLATES),
    otherReferences: others(cells, sums, types),
    byType: Object.fromEntries(types.map((type) => [type, count(type)])),
  };
}

/** Known counts added up, and how many AWS did not give. */
interface Sum {
  known: number;
  missing: number;
}

const NONE: Sum = { known: 0, missing: 0 };

function sumsByType(counts: readonly CellCount[]): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const { resourceType, count } of counts) {
    const type = resourceType ?? UNNAMED_TYPE;
    const sum = sums.get(type) ?? { known: 0, missing: 0 };
    sums.set(type, sum);
    if (isAmount(count)) sum.known += count;
    else sum.missing += 1;
  }
  return sums;
}

/** A sum, unless it could be more: then it is a lower bound, and not known at all where that would be zero. */
function toCount({ known: value, missing }: Sum, whyMore: Unknown | null): Count {
  const unknown = whyMore ?? (missing > 0 ? noCount(missing) : null);
  if (unknown === null) return known(value);
  return value > 0 ? { ...known(value), atLeast: unknown } : unknown;
}

const noCount = (missing: number): Unknown => ({
  state: "not reported",
  why: `AWS gave no count for ${formatCount(missing, ["entry", "entries"])}.`,
});

function others(cells: UsageCells, sums: ReadonlyMap<string, Sum>, types: readonly string[]): Count {
  const rest = types.filter((type) => type !== INSTANCES && type !== LAUNCH_TEMPLATES);
  const sum = rest
    .map((type) => sums.get(type) ?? NONE)
    .reduce((all, one) => ({ known: all.known + one.known, missing: all.missing + one.missing }), NONE);
  const [why = null] = rest.flatMap((type) => whyNotAll(cells, type) ?? []);
  if (rest.length === 0) return cells.unknown ?? { state: "not reported", why: "No available report covers other resource types." };
  return toCount(sum, why);
}

function usedBy(cells: UsageCells): Count {
  const used = new Set<string | null>();
  const without = new Set<string | null>();
  for (const { account, count } of cells.counts) {
    if (!isAmount(count)) without.add(account);
    else if (count > 0) used.add(account);
  }
  for (const account of used) without.delete(account);
  const [why = null] = NEEDED_TYPES.flatMap((type) => whyNotAll(cells, type) ?? []);
  // AWS did not name these accounts: they may be one, or several, or among the others.
  const nameless = used.delete(null);
  const unnamed: Unknown | null = nameless ? { state: "not reported", why: "AWS did not name some of the accounts." } : null;
  const value = used.size === 0 && nameless ? 1 : used.size;
  return toCount({ known: value, missing: without.size }, why ?? unnamed);
}

/** All known references of an account, of all types: an order, not a number to show. */
export const referenceCount = ({ byType }: AccountReferences): number =>
  Object.values(byType).reduce<number>((sum, count) => sum + (count ?? 0), 0);

/** Counts that are of one cell each, an account a line, most references first. A count that AWS did not give makes its sum unknown. */
export function byAccount(counts: Iterable<Pick<CellCount, "account" | "resourceType" | "count">>): AccountReferences[] {
  const accounts = new Map<string | null, Map<string, number | null>>();
  for (const { account, resourceType, count } of counts) {
    const type = resourceType ?? UNNAMED_TYPE;
    const byType = accounts.get(account) ?? new Map<string, number | null>();
    accounts.set(account, byType);
    const before = byType.has(type) ? (byType.get(type) ?? null) : 0;
    byType.set(type, before !== null && isAmount(count) ? before + count : null);
  }
  return [...accounts]
    .map(([account, byType]) => ({ account, byType: Object.fromEntries(byType) }))
    .map((references) => ({ references, count: referenceCount(references) }))
    .sort((a, b) => b.count - a.count || ((a.references.account ?? "") < (b.references.account ?? "") ? -1 : 1))
    .map(({ references }) => references);
}
