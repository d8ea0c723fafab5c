import type { Unknown } from "@/lib/core/known";
import type { ImageEvidence, UsageCount } from "./image-evidence";
import { type CountingReport, countingReports, covers, createdAt } from "./report-selection";
import { WHY_UNDATED, whyNoReport, whyReportsChanged } from "./words";

/** What AWS counted in one cell: in one account, of one resource type. */
export interface CellCount extends UsageCount {
  reportId: string;
}

/**
 * The usage of one image, cell by cell. The count of a cell comes from exactly one report: the newest available one
 * that covers the account and the type. Counts of two reports are never added.
 */
export interface UsageCells {
  /** Available reports, newest first. */
  reports: readonly CountingReport[];
  /** The entries that count: of each cell those of its one report. */
  counts: readonly CellCount[];
  /** Why a cell without a count may have one all the same, whatever report covers it; null where nothing keeps it from being zero. */
  unknown: Unknown | null;
}

/** A resource type that AWS did not name stands under this one. */
export const UNNAMED_TYPE = "not told";

/** Whether AWS said how many. Less than none is no amount. */
export const isAmount = (count: number | null): count is number => count !== null && count >= 0;

/** The cells of an image at a time of the server, in milliseconds. */
export function usageCells(evidence: ImageEvidence, now: number): UsageCells {
  const reports = countingReports(evidence.arrivedReports, evidence.provenReports, now);
  return { reports, counts: deciding(reports, evidence), unknown: whyUnknown(evidence, reports, now) };
}

/** Each report's entries, but for those of cells that a newer report decides. */
function deciding(reports: readonly CountingReport[], { arrivedEntries }: ImageEvidence): CellCount[] {
  const counts: CellCount[] = [];
  // Cells of reports that do not say to cover them: rarely any, and a key for each of a million entries would be dear.
  const decided = new Set<string>();
  for (const [place, report] of reports.entries()) {
    const { reportId } = report;
    const newer = reports.slice(0, place);
    const isOldest = place === reports.length - 1;
    const uncovered: string[] = [];
    for (const entry of arrivedEntries.of(reportId)) {
      const { account, resourceType, count, countedAt } = entry;
      const type = resourceType ?? UNNAMED_TYPE;
      if (place > 0 && (newer.some((other) => covers(other, account, type)) || (decided.size > 0 && decided.has(cellKey(entry))))) continue;
      if (!isOldest && !covers(report, account, type)) uncovered.push(cellKey(entry));
      counts.push({ account, resourceType, count, countedAt, reportId });
    }
    for (const cell of uncovered) decided.add(cell);
  }
  return counts;
}

const cellKey = ({ account, resourceType }: UsageCount): string => `${account}/${resourceType}`;

function whyUnknown({ reports, entries, arrivedReports }: ImageEvidence, counting: readonly CountingReport[], now: number): Unknown | null {
  // Another report may be among those that have not arrived, and be the one to count.
  if (reports.state !== "known") return reports;
  if (counting.length === 0) return { state: "not reported", why: whyNoReport(arrivedReports, now) };
  if (counting.length > 1 && counting.some(({ report }) => createdAt(report) === null)) return { state: "not reported", why: WHY_UNDATED };
  return entries.state === "known" ? null : entries;
}

/** The report that decides about a cell; null where none covers it. */
export const reportOf = ({ reports }: UsageCells, account: string | null, type: string): CountingReport | null =>
  reports.find((report) => covers(report, account, type)) ?? null;

/** Why a cell without a count is not zero, or null where it is. */
export function whyNotZero(cells: UsageCells, account: string | null, type: string): Unknown | null {
  if (cells.unknown !== null) return cells.unknown;
  const deciding = reportOf(cells, account, type);
  if (deciding === null) return { state: "not reported", why: "No available report covers it." };
  return deciding.isProven ? null : { state: "not reported", why: whyReportsChanged() };
}

/** Why accounts without a count are not known to have none, of a type; null where they are: an unrestricted report covers the type. */
export function whyNotAll(cells: UsageCells, type: string): Unknown | null {
  if (cells.unknown !== null) return cells.unknown;
  const deciding = cells.reports.filter(({ types }) => types.has(type));
  const last = deciding.findIndex(({ restrictedTo }) => restrictedTo === null);
  if (deciding.length === 0) return { state: "not reported", why: "No available report covers it." };
  if (last < 0) return { state: "not reported", why: "Available reports are restricted to some accounts." };
  return deciding.slice(0, last + 1).every(({ isProven }) => isProven) ? null : { state: "not reported", why: whyReportsChanged() };
}
