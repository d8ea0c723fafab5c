import { formatCount, formatNumber } from "@/lib/core/format";
import { type Count, known, type Unknown } from "@/lib/core/known";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import type { ImageEvidence, UsageCount } from "./image-evidence";
import { countedReport, INSTANCES, LAUNCH_TEMPLATES, newest, whatItLacks, whyNotAvailable } from "./report-choice";

/** What one account has that refers to an image, by one report. */
export interface AccountReferences {
  /** 12 digits; null where AWS did not tell. */
  account: string | null;
  /** By resource type. Null is an amount that AWS did not tell. A type without an entry is missing here. */
  byType: Readonly<Record<string, number | null>>;
}

/** Who uses one image, as one report counted it. Entries of two reports are never added. */
export interface ImageUsage {
  /** The newest complete report, or else the newest that is available; null where there is none. */
  report: ImageUsageReport | null;
  /** ISO 8601: the creation time of the report. */
  countedAt: string | null;
  /** What the report leaves out, a sentence each. Empty where it is complete. */
  lacks: readonly string[];
  /** Accounts that the report has entries of, most references first. Not all where the entries could not all be read. */
  accounts: readonly AccountReferences[];
  /** Different accounts with at least one reference. */
  usedByAccounts: Count;
  instances: Count;
  launchTemplates: Count;
  /** References of all resource types that are neither instances nor launch templates. */
  otherReferences: Count;
  /** By resource type: every type that the report covers or has entries of. */
  byType: Readonly<Record<string, Count>>;
}

/** What the entries of a report say where they say nothing: by resource type and account. */
export interface Coverage {
  report: ImageUsageReport | null;
  lacks: readonly string[];
  /** Why nothing can be said of any account, or null. */
  unknown: Unknown | null;
  /** Resource types that the report covers. */
  types: ReadonlySet<string>;
  /** The accounts it is restricted to; null where it is not. */
  restrictedTo: ReadonlySet<string> | null;
}

/** Which report speaks of the usage of an image at a time, in milliseconds, and of how much of it. */
export function coverageOf(evidence: ImageEvidence, now: number): Coverage {
  const report = countedReport(evidence.arrivedReports, now);
  const lacks = report === null ? [] : whatItLacks(report);
  const types = new Set(report?.resourceTypes.flatMap(({ resourceType }) => resourceType ?? []));
  const restrictedTo = report === null || report.accountIds.length === 0 ? null : new Set(report.accountIds);
  return { report, lacks, unknown: whyUnknown(evidence, report, now), types, restrictedTo };
}

function whyUnknown({ reports, entries }: ImageEvidence, report: ImageUsageReport | null, now: number): Unknown | null {
  // Another report may be among those that have not arrived, and be the one to count.
  if (reports.state !== "known") return reports;
  if (report !== null) return entries.state === "known" ? null : entries;
  const latest = newest(reports.value);
  return { state: "not reported", why: latest === null ? "AWS has no usage report on this image." : whyNotAvailable(latest, now) };
}

/** The usage of an image at a time, in milliseconds. */
export function imageUsage(evidence: ImageEvidence, now: number): ImageUsage {
  const coverage = coverageOf(evidence, now);
  const { report, lacks } = coverage;
  const entries = report?.reportId == null ? [] : evidence.arrivedEntries.of(report.reportId);
  const sums = sumsOf(entries);
  const types = [...new Set([...coverage.types, ...sums.keys()])];
  const count = (type: string): Count => countOf(coverage, coverage.types.has(type), sums.get(type), `resources of the type ${type}`);
  return {
    report,
    countedAt: report?.creationTime ?? null,
    lacks,
    // Made when they are asked for: the lines of all images need their number only.
    get accounts() {
      return byAccount(entries);
    },
    usedByAccounts: usedBy(coverage, entries),
    instances: count(INSTANCES),
    launchTemplates: count(LAUNCH_TEMPLATES),
    otherReferences: others(coverage, sums, types),
    byType: Object.fromEntries(types.map((type) => [type, count(type)])),
  };
}

/** A resource type that AWS did not tell stands under this name. */
export const UNTOLD_TYPE = "not told";

/** Whether AWS told how many. Less than none is no amount. */
export const isAmount = (count: number | null): count is number => count !== null && count >= 0;

/** Known amounts added up, and how many were not told. */
interface Sum {
  known: number;
  untold: number;
}

function sumsOf(entries: readonly UsageCount[]): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const { resourceType, count } of entries) {
    const type = resourceType ?? UNTOLD_TYPE;
    const sum = sums.get(type) ?? { known: 0, untold: 0 };
    sums.set(type, sum);
    if (isAmount(count)) sum.known += count;
    else sum.untold += 1;
  }
  return sums;
}

const NONE: Sum = { known: 0, untold: 0 };

/** A sum, unless it could be more: then it is known only where it is above zero and the report leaves accounts out. */
function countOf({ report, unknown, restrictedTo, lacks }: Coverage, isCovered: boolean, sum = NONE, what: string): Count {
  const atLeast = sum.known > 0 ? ` There are at least ${formatNumber(sum.known)}.` : "";
  if (unknown !== null) return { ...unknown, why: `${unknown.why}${atLeast}` };
  if (sum.untold > 0) {
    const missing = formatCount(sum.untold, ["amount", "amounts"]);
    return { state: "not reported", why: `AWS did not tell ${missing}.${atLeast}` };
  }
  if (sum.known > 0) return known(sum.known);
  if (!isCovered) return { state: "not reported", why: `The report does not cover ${what}.` };
  // Nothing among some accounts is not nothing.
  return restrictedTo === null || report === null ? known(0) : { state: "not reported", why: lacks.join(" ") };
}

function others(coverage: Coverage, sums: ReadonlyMap<string, Sum>, types: readonly string[]): Count {
  const others = types.filter((type) => type !== INSTANCES && type !== LAUNCH_TEMPLATES);
  const sum = others
    .map((type) => sums.get(type) ?? NONE)
    .reduce((all, one) => ({ known: all.known + one.known, untold: all.untold + one.untold }), NONE);
  return countOf(coverage, others.length > 0, sum, "other resource types");
}

function usedBy(coverage: Coverage, entries: readonly UsageCount[]): Count {
  const used = new Set<string | null>();
  const untold = new Set<string | null>();
  for (const { account, count } of entries) {
    if (!isAmount(count)) untold.add(account);
    else if (count > 0) used.add(account);
  }
  for (const account of used) untold.delete(account);
  const isWhole = [INSTANCES, LAUNCH_TEMPLATES].every((type) => coverage.types.has(type));
  // Which accounts these are was not told: they may be one, or several.
  const nameless = Number(used.has(null));
  const sum = { known: used.size - nameless, untold: untold.size + nameless };
  return countOf(coverage, isWhole, sum, "both instances and launch templates");
}

/** All known references of an account, of all types: an order, not a number to show. */
export const referenceCount = ({ byType }: AccountReferences): number =>
  Object.values(byType).reduce<number>((sum, count) => sum + (count ?? 0), 0);

/** The entries of one report, an account each. An amount that was not told makes its sum unknown. */
export function byAccount(entries: readonly UsageCount[]): AccountReferences[] {
  const accounts = new Map<string | null, AccountReferences["byType"]>();
  for (const { account, resourceType, count } of entries) {
    const type = resourceType ?? UNTOLD_TYPE;
    const byType = accounts.get(account) ?? {};
    const before = Object.hasOwn(byType, type) ? (byType[type] ?? null) : 0;
    accounts.set(account, { ...byType, [type]: before !== null && isAmount(count) ? before + count : null });
  }
  return [...accounts]
    .map(([account, byType]) => ({ references: { account, byType }, count: referenceCount({ account, byType }) }))
    .sort((a, b) => b.count - a.count || ((a.references.account ?? "") < (b.references.account ?? "") ? -1 : 1))
    .map(({ references }) => references);
}
