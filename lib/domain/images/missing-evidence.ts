import type { Unknown } from "@/lib/core/known";
import { parsedTime } from "@/lib/core/utc-time";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import type { MissingCode } from "@/lib/resources/image-verdicts";
import { isAmount } from "./counting-entries";
import type { EvidenceTimes, ImageEvidence } from "./image-evidence";
import { createdAt, gapsOf, isAvailable, isExpired, newestComplete, newestFirst } from "./report-selection";
import type { UsageCells } from "./usage-cells";

/** A piece of evidence without which nobody can say that an image is not used. Plain facts: lib/domain/images/words says them. */
export type MissingFact =
  | { code: "report-missing" }
  | { code: ReportFault; report: ImageUsageReport; now: number }
  /** Below zero: it is of the future. `isUnderWay`: a newer one is pending. */
  | { code: "report-stale"; ageDays: number; isUnderWay: boolean }
  /** From when on a new report counts the launch, ISO 8601; null where it would by now. */
  | { code: "launched-since"; lastLaunchedTime: string; reportableFrom: string | null }
  | { code: "reports-changed" }
  | { code: "reading-stale"; list: keyof EvidenceTimes; readAt: string | null }
  | { code: "entries-unread" | "references-unread"; unknown: Unknown }
  /** Null: everything was read, and AWS does not list the image as owned. */
  | { code: "image-unread"; unknown: Unknown | null }
  | { code: "count-missing"; entries: number };

type ReportFault = Extract<
  MissingCode,
  "report-pending" | "report-failed" | "report-expired" | "report-restricted" | "report-partial-types" | "report-newer-unavailable"
>;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A report older than this does not speak of today. */
const FRESH_DAYS = 7;

/** A launch this shortly before a report may not be in it (EC2 User Guide: instance activity of the last 24 hours). */
const INSTANCE_LAG_MS = DAY_MS;

/** Clock skew allowance between AWS and this server. */
const CLOCK_SKEW_MS = HOUR_MS;

/** When a verdict is reached: the server's time in milliseconds, and how old the lists may be that it rests on. */
export interface Moment {
  now: number;
  maxReadingMs: number;
}

/** Everything that is missing before one could say that nobody uses an image. Empty where nothing is. */
export const missingEvidence = (evidence: ImageEvidence, cells: UsageCells, moment: Moment): MissingFact[] => [
  ...missingUsage(evidence, cells, moment),
  ...missingReferences(evidence, moment),
];

/** The same without the owner's own references: before one could say that no other account uses an image. */
export const missingUsage = (evidence: ImageEvidence, cells: UsageCells, moment: Moment): MissingFact[] => [
  ...missingImage(evidence, moment),
  ...missingReports(evidence, moment.now),
  ...missingEntries(evidence, cells, moment),
];

function missingImage({ image, arrivedReports, readAt }: ImageEvidence, moment: Moment): MissingFact[] {
  if (image.state !== "known") return [{ code: "image-unread", unknown: image }];
  if (image.value === null) return [{ code: "image-unread", unknown: null }];
  return [...stale("images", readAt.images, moment), ...launchedSince(image.value.lastLaunchedTime, arrivedReports, moment.now)];
}

function launchedSince(lastLaunchedTime: string | null, reports: readonly ImageUsageReport[], now: number): MissingFact[] {
  const report = newestComplete(reports, now);
  if (lastLaunchedTime === null || report === null) return [];
  const launched = parsedTime(lastLaunchedTime);
  if (launched !== null && launched <= (createdAt(report) ?? -Infinity) - INSTANCE_LAG_MS) return [];
  // A launch in the future by this clock is not worth waiting for longer than a day.
  const reportableFrom = Math.min(launched ?? 0, now) + INSTANCE_LAG_MS;
  return [
    { code: "launched-since", lastLaunchedTime, reportableFrom: now >= reportableFrom ? null : new Date(reportableFrom).toISOString() },
  ];
}

function missingReports({ reports, arrivedReports }: ImageEvidence, now: number): MissingFact[] {
  // Reports are read together with the entries, whose reading is what is missing then.
  if (reports.state !== "known") return [];
  if (arrivedReports.length === 0) return [{ code: "report-missing" }];
  const complete = newestComplete(arrivedReports, now);
  if (complete === null) return [reportFault(bestOf(arrivedReports, now), now)];
  const created = createdAt(complete) ?? -Infinity;
  const newer = arrivedReports
    .filter((report) => report !== complete && (createdAt(report) ?? Infinity) >= created)
    .filter((report) => !isAvailable(report, now) || createdAt(report) === null);
  return [...staleReport(complete, now, newer), ...newer.map((report): MissingFact => ({ code: "report-newer-unavailable", report, now }))];
}

/** The report to name where none is complete: one that is still pending, else one that is available, else the newest. */
function bestOf(reports: readonly ImageUsageReport[], now: number): ImageUsageReport | undefined {
  const inOrder = newestFirst(reports);
  return inOrder.find(({ state }) => state === "pending") ?? inOrder.find((report) => isAvailable(report, now)) ?? inOrder[0];
}

function reportFault(report: ImageUsageReport | undefined, now: number): MissingFact {
  if (report === undefined) return { code: "report-missing" };
  if (report.state === "pending") return { code: "report-pending", report, now };
  if (report.state === "available" && isExpired(report, now)) return { code: "report-expired", report, now };
  if (!isAvailable(report, now)) return { code: "report-failed", report, now };
  return { code: gapsOf(report).restrictedTo > 0 ? "report-restricted" : "report-partial-types", report, now };
}

function staleReport(report: ImageUsageReport, now: number, newer: readonly ImageUsageReport[]): MissingFact[] {
  const age = now - (createdAt(report) ?? -Infinity);
  if (age >= -CLOCK_SKEW_MS && age < FRESH_DAYS * DAY_MS) return [];
  return [{ code: "report-stale", ageDays: Math.floor(age / DAY_MS), isUnderWay: newer.some(({ state }) => state === "pending") }];
}

function missingEntries(evidence: ImageEvidence, cells: UsageCells, moment: Moment): MissingFact[] {
  const { entries, reports, readAt } = evidence;
  const unread = reports.state === "known" ? entries : reports;
  const withoutCount = cells.counts.filter(({ count }) => !isAmount(count)).length;
  return [
    ...(unread.state === "known" ? [] : [{ code: "entries-unread" as const, unknown: unread }]),
    ...(unread.state === "known" && haveChanged(evidence, cells, moment.now) ? [{ code: "reports-changed" as const }] : []),
    ...(withoutCount > 0 ? [{ code: "count-missing" as const, entries: withoutCount }] : []),
    ...(unread.state === "known" ? stale("entries", readAt.entries, moment) : []),
  ];
}

/** Whether a report that decides about some cell proves nothing where it has no entry. */
function haveChanged({ arrivedReports }: ImageEvidence, { reports }: UsageCells, now: number): boolean {
  const complete = newestComplete(arrivedReports, now);
  if (complete === null) return false;
  const created = createdAt(complete) ?? -Infinity;
  return reports.some((report) => (report.createdAt ?? Infinity) >= created && !report.isProven);
}

/** What is missing before one could say that the owner does not use an image. */
export const missingReferences = ({ references, readAt }: ImageEvidence, moment: Moment): MissingFact[] =>
  references.state === "known" ? stale("references", readAt.references, moment) : [{ code: "references-unread", unknown: references }];

/** A list that was read too long ago, or at a time that is not known. */
function stale(list: keyof EvidenceTimes, readAt: string | null, { now, maxReadingMs }: Moment): MissingFact[] {
  const time = parsedTime(readAt);
  return time !== null && now - time <= maxReadingMs ? [] : [{ code: "reading-stale", list, readAt }];
}
