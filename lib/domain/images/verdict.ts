import { formatCount } from "@/lib/core/format";
import type { Unknown } from "@/lib/core/known";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import type { ImageEvidence } from "./image-evidence";
import { isAmount } from "./image-usage";
import { createdAt, isAvailable, newest, newestComplete, parsedTime, whatItLacks, whyNotAvailable } from "./report-choice";
import { utcTime } from "./sentences";
import { speakingReports, type Use, usesOf } from "./uses";

export { lagSentence } from "./report-choice";
export type { Use } from "./uses";

/** What gets a missing piece of evidence. */
type Remedy = "create a report" | "wait" | "retry" | "ask for permission";

/** A piece of evidence without which nobody can say that an image is not used. */
export interface MissingEvidence {
  of: "report" | "entries" | "references" | "image";
  /** One sentence: what is missing, and since when. */
  why: string;
  remedy: Remedy;
}

/**
 * Whether an image may be removed. `no use seen` is said only where everything was looked at and was empty,
 * and even then it is as old as the report.
 */
export type Verdict =
  | { verdict: "in use"; by: readonly Use[]; asOf: string | null; missing: readonly MissingEvidence[] }
  | { verdict: "no use seen"; report: ImageUsageReport; asOf: string }
  | { verdict: "unknown"; missing: readonly [MissingEvidence, ...MissingEvidence[]] };

const DAY_MS = 86_400_000;

/** A report older than this does not speak of today. */
const FRESH_DAYS = 7;

/** A launch so shortly before a report may not be in it (EC2 User Guide: instance activity of the last 24 hours). */
const INSTANCE_LAG_MS = DAY_MS;

/** Lists that are asked for together begin this close to each other. */
const TOGETHER_MS = 60_000;

/** By so much a clock may be wrong. */
const CLOCK_MS = 3_600_000;

/** What one can say of an image at a time, in milliseconds. */
export function verdictOf(evidence: ImageEvidence, now: number): Verdict {
  const by = usesOf(evidence, now);
  const missing = missingEvidence(evidence, now);
  if (by.length > 0) return { verdict: "in use", by, asOf: oldestCount(by), missing };
  const [first, ...others] = missing;
  if (first !== undefined) return { verdict: "unknown", missing: [first, ...others] };
  const report = newestComplete(evidence.arrivedReports, now);
  if (report === null || report.creationTime === null) return { verdict: "unknown", missing: [NO_REPORT] };
  return { verdict: "no use seen", report, asOf: report.creationTime };
}

const NO_REPORT: MissingEvidence = { of: "report", why: "AWS has no usage report on this image.", remedy: "create a report" };

/** The time that all of it is at least as new as. Null where AWS did not tell all times. */
function oldestCount(by: readonly Use[]): string | null {
  const times = new Set(by.map(({ countedAt }) => countedAt));
  return times.has(null) ? null : ([...times].sort()[0] ?? null);
}

/** Everything that is missing before one could say that nobody uses an image. Empty where nothing is. */
const missingEvidence = (evidence: ImageEvidence, now: number): MissingEvidence[] => [
  ...missingUsage(evidence, now),
  ...(evidence.references.state === "known" ? [] : [unread("references", evidence.references)]),
];

/** The same without the owner's own references: before one could say that no other account uses an image. */
export const missingUsage = (evidence: ImageEvidence, now: number): MissingEvidence[] => [
  ...missingImage(evidence, now),
  ...(evidence.reports.state === "known" ? missingReports(evidence.reports.value, now) : [unread("report", evidence.reports)]),
  ...(evidence.entries.state === "known" ? missingEntries(evidence, now) : [unread("entries", evidence.entries)]),
];

const REMEDIES = {
  reading: "wait",
  "not reported": "retry",
  "not permitted": "ask for permission",
  failed: "retry",
} satisfies Record<Unknown["state"], Remedy>;

const unread = (of: MissingEvidence["of"], { state, why }: Unknown): MissingEvidence => ({ of, why, remedy: REMEDIES[state] });

function missingImage({ image, arrivedReports }: ImageEvidence, now: number): MissingEvidence[] {
  if (image.state !== "known") return [unread("image", image)];
  if (image.value === null) {
    return [{ of: "image", why: "AWS does not list this image among the own ones: it is gone, or another’s.", remedy: "retry" }];
  }
  const { lastLaunchedTime } = image.value;
  const report = newestComplete(arrivedReports, now);
  if (lastLaunchedTime === null || report === null) return [];
  const launched = parsedTime(lastLaunchedTime);
  const counted = createdAt(report) ?? -Infinity;
  if (launched !== null && launched <= counted - INSTANCE_LAG_MS) return [];
  const why = `The image was last launched at ${utcTime(lastLaunchedTime)}: too late to be sure that the report counted it.`;
  // A launch in the future by this clock is none to wait a day and more for.
  const sureFrom = Math.min(launched ?? 0, now) + INSTANCE_LAG_MS;
  if (now >= sureFrom) return [{ of: "report", why, remedy: "create a report" }];
  return [{ of: "report", why: `${why} One created from ${utcTime(new Date(sureFrom).toISOString())} on counts it.`, remedy: "wait" }];
}

function missingReports(reports: readonly ImageUsageReport[], now: number): MissingEvidence[] {
  if (reports.length === 0) return [NO_REPORT];
  const complete = newestComplete(reports, now);
  if (complete === null) return [noneComplete(reports, now)];
  const created = createdAt(complete) ?? -Infinity;
  const since = reports.filter((report) => report !== complete && (createdAt(report) ?? Infinity) >= created);
  const unavailable = since.filter((report) => !isAvailable(report, now)).map((report) => notAvailable(report, now));
  return [...untimely(complete, now, unavailable), ...unavailable];
}

/** Why no report is complete: that one is still being counted, or what is the matter with the newest. */
function noneComplete(reports: readonly ImageUsageReport[], now: number): MissingEvidence {
  const pending = newest(reports.filter(({ state }) => state === "pending"));
  const available = newest(reports.filter((report) => isAvailable(report, now)));
  const latest = pending ?? available ?? newest(reports);
  if (latest === null) return NO_REPORT;
  if (!isAvailable(latest, now)) return notAvailable(latest, now);
  return { of: "report", why: whatItLacks(latest).join(" "), remedy: "create a report" };
}

const notAvailable = (report: ImageUsageReport, now: number): MissingEvidence => ({
  of: "report",
  why: whyNotAvailable(report, now),
  remedy: report.state === "pending" ? "wait" : "create a report",
});

/** A complete report that is too old, or newer than the clock. */
function untimely(report: ImageUsageReport, now: number, newer: readonly MissingEvidence[]): MissingEvidence[] {
  const age = now - (createdAt(report) ?? -Infinity);
  if (age < -CLOCK_MS) {
    return [{ of: "report", why: "The newest report is of the future by this computer’s clock, so its age is not known.", remedy: "wait" }];
  }
  if (age < FRESH_DAYS * DAY_MS) return [];
  const days = formatCount(Math.floor(age / DAY_MS), ["day", "days"]);
  const isUnderWay = newer.some(({ remedy }) => remedy === "wait");
  return [{ of: "report", why: `The newest complete report is ${days} old.`, remedy: isUnderWay ? "wait" : "create a report" }];
}

function missingEntries(evidence: ImageEvidence, now: number): MissingEvidence[] {
  const { arrivedEntries, readAt } = evidence;
  const speaking = speakingReports(evidence, now);
  const untold = speaking
    .map(({ reportId }) => arrivedEntries.of(reportId).filter(({ count }) => !isAmount(count)).length)
    .reduce((sum, amount) => sum + amount, 0);
  const isEarlier = (parsedTime(readAt.entries) ?? -Infinity) < (parsedTime(readAt.reports) ?? Infinity) - TOGETHER_MS;
  const whys = [
    ...(untold > 0 ? [`AWS did not tell the amount of ${formatCount(untold, ["entry", "entries"])}.`] : []),
    ...(speaking.every(({ isListed }) => isListed)
      ? []
      : ["There are entries of a report that was not among the reports when they were read."]),
    // A report may have been pending, and so without entries, when the entries were read.
    ...(isEarlier ? ["The entries were read before the reports, so those of a report that became available since are missing."] : []),
  ];
  return whys.map((why) => ({ of: "entries", why, remedy: "retry" }));
}
