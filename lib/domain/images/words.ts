import { formatCount } from "@/lib/core/format";
import { utcMinute } from "@/lib/core/utc-time";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import type { MissingEvidence, Remedy } from "@/lib/resources/image-verdicts";
import type { MissingFact } from "./missing-evidence";
import type { LeftOutEntries } from "./placed-entries";
import { gapsOf, INSTANCES, isExpired, LAUNCH_TEMPLATES, newestFirst, type ReportGaps, versionDepth } from "./report-selection";

/** The sentences about images: the only place that has them. */

const DAYS = ["day", "days"] as const;
const ENTRIES = ["entry", "entries"] as const;

/** A missing piece of evidence with its sentence and its remedy. */
export const describeMissing = (fact: MissingFact): MissingEvidence => ({
  code: fact.code,
  message: messageOf(fact),
  remedy: remedyOf(fact),
});

function messageOf(fact: MissingFact): string {
  switch (fact.code) {
    case "report-missing":
      return NO_REPORT;
    case "report-pending":
    case "report-failed":
    case "report-expired":
      return whyNotAvailable(fact.report, fact.now);
    case "report-newer-unavailable":
      return `${whyNotAvailable(fact.report, fact.now)} It ${fact.report.creationTime === null ? "may be" : "is"} newer than the newest complete report.`;
    case "report-restricted":
    case "report-partial-types":
      return describeGaps(gapsOf(fact.report)).join(" ");
    case "report-stale":
      return fact.ageDays < 0
        ? "The newest complete report was created in the future by this server’s clock, so its age is not known."
        : `The newest complete report is ${formatCount(fact.ageDays, DAYS)} old.`;
    case "launched-since":
      return launchedSince(fact);
    case "reports-changed":
      return whyReportsChanged();
    case "reading-stale":
      return `${LISTS[fact.list]} were last read at ${fact.readAt === null ? "a time that is not known" : utcMinute(fact.readAt)}: too long ago to rely on.`;
    case "entries-unread":
    case "references-unread":
      return fact.unknown.why;
    case "image-unread":
      return fact.unknown === null ? NOT_LISTED : fact.unknown.why;
    case "count-missing":
      return `AWS gave no count for ${formatCount(fact.entries, ENTRIES)}.`;
  }
}

function remedyOf(fact: MissingFact): Remedy {
  switch (fact.code) {
    case "report-pending":
      return "wait";
    case "report-newer-unavailable":
      return fact.report.state === "pending" ? "wait" : "create-report";
    case "report-stale":
      return fact.isUnderWay || fact.ageDays < 0 ? "wait" : "create-report";
    case "launched-since":
      return fact.reportableFrom === null ? "create-report" : "wait";
    case "reports-changed":
    case "reading-stale":
    case "count-missing":
      return "retry";
    case "entries-unread":
    case "references-unread":
      return REMEDIES[fact.unknown.state];
    case "image-unread":
      return fact.unknown === null ? "retry" : REMEDIES[fact.unknown.state];
    default:
      return "create-report";
  }
}

const REMEDIES = { reading: "wait", "not reported": "retry", "not permitted": "grant-permission", failed: "retry" } as const;

const LISTS = { images: "Images", entries: "Usage reports and their entries", references: "Own references" } as const;

/** What a remedy is called on a button or in a list. */
export const REMEDY_WORDS = {
  "create-report": "Create a report",
  wait: "Wait",
  retry: "Retry",
  "grant-permission": "Grant the permission",
} as const satisfies Record<Remedy, string>;

/** What a verdict is called. */
export const VERDICT_WORDS = { "in-use": "in use", "no-use-seen": "no use seen", unknown: "unknown" } as const;

const NO_REPORT = "AWS has no usage report on this image.";

export const NOT_LISTED = "AWS does not list this image among the account’s own: it was removed, or it belongs to another account.";

/** Why no report can be counted, in a sentence about the newest. */
export function whyNoReport(reports: readonly ImageUsageReport[], now: number): string {
  const [latest] = newestFirst(reports);
  return latest === undefined ? NO_REPORT : whyNotAvailable(latest, now);
}

export const UNNAMED_USERS = "AWS did not name some of the accounts that use it.";

export const WHY_OWNER_UNKNOWN =
  "It is not known which account owns the image, and usage reports speak of other accounts than the owner’s.";

export const WHY_OWN_RESOURCES =
  "Usage reports speak of other accounts than the owner’s, and some of its own resources refer to the image.";

export const WHY_OWN_UNREAD = "Usage reports speak of other accounts than the owner’s, whose own resources were not read for this number.";

export const WHY_UNDATED = "AWS did not say when one of the reports was created, so which one is the newest is not known.";

export const whyReportsChanged = (): string =>
  "Reports became available, expired or were deleted while their entries were being read, so some entries may be missing.";

function launchedSince({ lastLaunchedTime, reportableFrom }: Extract<MissingFact, { code: "launched-since" }>): string {
  const why = `The image was last launched at ${utcMinute(lastLaunchedTime)}: too late to be sure that the report counted it.`;
  return reportableFrom === null ? why : `${why} A report created after ${utcMinute(reportableFrom)} counts it.`;
}

/** Why a report that is not available is not, in a sentence. */
export function whyNotAvailable(report: ImageUsageReport, now: number): string {
  const since = report.creationTime === null ? "" : ` of ${utcMinute(report.creationTime)}`;
  const reason = report.stateReason === null ? "" : ` (${report.stateReason})`;
  if (report.state === "pending") return `The report${since} is still pending.`;
  if (report.state === "error") return `The report${since} failed${reason}.`;
  if (report.state !== "available") return `The report${since} is in the state “${report.state ?? "not told"}”${reason}.`;
  if (isExpired(report, now)) return `The report${since} has expired.`;
  if (report.reportId === null) return `The report${since} has no id.`;
  return `The report${since} has no creation time.`;
}

/** What an available report leaves out, a sentence each. Empty for a complete one. */
export function describeGaps({ restrictedTo, missingTypes, unknownOptions, hasNoCreationTime, hasNoExpirationTime }: ReportGaps): string[] {
  return [
    ...(restrictedTo > 0 ? [`The report is restricted to ${restrictedTo === 1 ? "one account" : `${restrictedTo} accounts`}.`] : []),
    ...(missingTypes.length > 0 ? [`The report does not cover ${missingTypes.map((type) => typeWords(type, 2)).join(" and ")}.`] : []),
    ...(unknownOptions.length > 0 ? [`The report was narrowed by an unknown option: ${unknownOptions.join(", ")}.`] : []),
    ...(hasNoCreationTime ? ["AWS did not say when the report was created."] : []),
    ...(hasNoExpirationTime ? ["AWS did not say when the report expires."] : []),
  ];
}

/** How many of the newest versions of a launch template AWS looks at by default (EC2 API Reference, CreateImageUsageReport). */
const DEFAULT_DEPTH = "20";

/** One or two sentences: how far AWS’s counting lags behind, and how deep it looks into launch templates. */
export function lagSentence(report: ImageUsageReport | null): string {
  const lag = "Instances of the 24 hours before the report, and launch templates of the last few days, may be missing.";
  if (report?.resourceTypes.every(({ resourceType }) => resourceType !== LAUNCH_TEMPLATES)) return lag;
  const depth = report === null ? null : versionDepth(report);
  return `${lag} Only the ${depth ?? DEFAULT_DEPTH} newest versions of each launch template are counted${depth === null ? " (AWS’s default)" : ""}.`;
}

/** Which entries are not counted though they arrived. Empty where there are none. */
export function leftOutSentence({ unnamed, unlisted }: LeftOutEntries): string {
  const parts = [
    unnamed > 0 ? `AWS did not say which report or image ${formatCount(unnamed, ENTRIES)} ${unnamed === 1 ? "is" : "are"} of` : "",
    unlisted > 0 ? `${formatCount(unlisted, ENTRIES)} ${unlisted === 1 ? "is" : "are"} of reports that AWS does not list` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : `Not counted: ${parts.join("; ")}.`;
}

const TYPE_WORDS: Readonly<Record<string, readonly [string, string]>> = {
  [INSTANCES]: ["instance", "instances"],
  [LAUNCH_TEMPLATES]: ["launch template", "launch templates"],
};

/** `instances` for `ec2:Instance` and so on; a type that AWS added since as it is. */
export function typeWords(resourceType: string | null, count: number): string {
  const words = Object.hasOwn(TYPE_WORDS, resourceType ?? "") ? TYPE_WORDS[resourceType ?? ""] : undefined;
  if (words === undefined) return resourceType ?? "resources of an unnamed type";
  return count === 1 ? words[0] : words[1];
}
