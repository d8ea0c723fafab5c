import { type Known, known, type Unknown } from "@/lib/core/known";
import { parsedTime } from "@/lib/core/utc-time";
import { byAge, countingEntries, UNNAMED_TYPE } from "./counting-entries";
import { type ImageEvidence, ownerOf, type UsageCount } from "./image-evidence";
import { type CountingReport, countingReports, covers, createdAt } from "./report-selection";
import { WHY_OWN_RESOURCES, WHY_OWN_UNREAD, WHY_OWNER_UNKNOWN, WHY_UNDATED, whyNoReport, whyReportsChanged } from "./words";

/** What AWS counted in one cell: in one account, of one resource type. */
export interface CellCount extends UsageCount {
  reportId: string;
}

/**
 * The usage of one image, cell by cell. The count of a cell comes from exactly one report: the newest available one
 * that covers the account and the type, or, of several of the same age, the one that counted most. Counts of two reports
 * are never added.
 */
export interface UsageCells extends CellCoverage {
  /** The entries that count: of each cell those of its one report. */
  counts: readonly CellCount[];
}

/** What can be said of cells without a count. */
export interface CellCoverage {
  /** Available reports, newest first. */
  reports: readonly CountingReport[];
  owner: OwnerUse;
  /** Why a cell without a count may have one all the same, whatever report covers it; null where nothing keeps it from being zero. */
  unknown: Unknown | null;
}

/** The owner’s account, which usage reports leave out, and the types of its own resources that refer to the image. */
interface OwnerUse {
  account: string | null;
  types: Known<ReadonlySet<string>>;
}

/** The cells of an image at a time of the server, in milliseconds. */
export function usageCells(evidence: ImageEvidence, now: number): UsageCells {
  const reports = countingReports(evidence.arrivedReports, provenReports(evidence), now);
  const unknown = whyUnknown(evidence, reports, now);
  // Member by member: there may be a million entries, and a spread takes several times as long.
  const ofReport = (reportId: string): CellCount[] =>
    evidence.arrivedEntries
      .of(reportId)
      .map(({ account, resourceType, count, countedAt }) => ({ account, resourceType, count, countedAt, reportId }));
  const counts = countingEntries(reports, ofReport, (entry) => entry);
  // Where no entry is not zero, neither is a zero that AWS wrote: another report may be the one to count.
  return { reports, counts: unknown === null ? counts : counts.filter(({ count }) => count !== 0), owner: ownerUse(evidence), unknown };
}

/**
 * The reports of which no entry is no use. None that is older than a report which has entries and was gone when the reports
 * were listed afterwards: that one was made later, and may show use.
 */
function provenReports({ arrivedReports, arrivedEntries, provenReports: proven }: ImageEvidence): ReadonlySet<string> {
  const listed = new Set(arrivedReports.map(({ reportId }) => reportId));
  const gone = arrivedEntries.reportIds.filter((id) => !listed.has(id));
  if (gone.length === 0) return proven;
  const newest = gone.reduce((time, id) => Math.max(time, parsedTime(arrivedEntries.of(id)[0]?.countedAt ?? null) ?? Infinity), -Infinity);
  const outdated = new Set(arrivedReports.filter((report) => (createdAt(report) ?? -Infinity) <= newest).map(({ reportId }) => reportId));
  return new Set([...proven].filter((id) => !outdated.has(id)));
}

const ownerUse = (evidence: ImageEvidence): OwnerUse => ({
  account: ownerOf(evidence),
  types:
    evidence.references.state === "known"
      ? known(new Set(evidence.references.value.map(({ resourceType }) => resourceType ?? UNNAMED_TYPE)))
      : evidence.references,
});

function whyUnknown({ reports, entries, arrivedReports }: ImageEvidence, counting: readonly CountingReport[], now: number): Unknown | null {
  // Another report may be among those that have not arrived, and be the one to count.
  if (reports.state !== "known") return reports;
  if (counting.length === 0) return { state: "not reported", why: whyNoReport(arrivedReports, now) };
  if (counting.length > 1 && counting.some(({ createdAt }) => createdAt === null)) return { state: "not reported", why: WHY_UNDATED };
  return entries.state === "known" ? null : entries;
}

/** The report that decides about a cell, or several of the same age that do; none where none covers it. */
export function reportsOf({ reports }: CellCoverage, account: string | null, type: string): readonly CountingReport[] {
  const newest = reports.find((report) => covers(report, account, type));
  return reports.filter((report) => report.createdAt === newest?.createdAt && covers(report, account, type));
}

/** Why a cell without a count is not zero, or null where it is. */
export function whyNotZero(cells: CellCoverage, account: string | null, type: string): Unknown | null {
  if (cells.unknown !== null) return cells.unknown;
  const deciding = reportsOf(cells, account, type);
  if (deciding.length === 0) return { state: "not reported", why: "No available report covers it." };
  return whyNotProven(deciding) ?? whyOwnNotZero(cells.owner, account, type);
}

/** Why the owner’s own account, or one that may be, is not known to have none. */
function whyOwnNotZero({ account: owner, types }: OwnerUse, account: string | null, type: string): Unknown | null {
  if (owner === null ? isWithout(types) : account !== owner) return null;
  if (owner === null) return { state: "not reported", why: WHY_OWNER_UNKNOWN };
  // Not every page asks for references.
  if (types.state === "reading") return { state: "not reported", why: WHY_OWN_UNREAD };
  if (types.state !== "known") return types;
  return types.value.has(type) || types.value.has(UNNAMED_TYPE) ? { state: "not reported", why: WHY_OWN_RESOURCES } : null;
}

const isWithout = (types: OwnerUse["types"]): boolean => types.state === "known" && types.value.size === 0;

/** Why accounts without a count are not known to have none, of a type; null where they are: an unrestricted report covers the type. */
export function whyNotAll(cells: CellCoverage, type: string): Unknown | null {
  if (cells.unknown !== null) return cells.unknown;
  const deciding = byAge(cells.reports.filter(({ types }) => types.has(type)));
  const last = deciding.findIndex((sameAge) => sameAge.some(({ restrictedTo }) => restrictedTo === null));
  if (deciding.length === 0) return { state: "not reported", why: "No available report covers it." };
  if (last < 0) return { state: "not reported", why: "Available reports are restricted to some accounts." };
  return whyNotProven(deciding.slice(0, last + 1).flat());
}

const whyNotProven = (deciding: readonly CountingReport[]): Unknown | null =>
  deciding.every(({ isProven }) => isProven) ? null : { state: "not reported", why: whyReportsChanged() };
