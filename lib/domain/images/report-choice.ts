import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import { utcTime } from "./sentences";

export const INSTANCES = "ec2:Instance";
export const LAUNCH_TEMPLATES = "ec2:LaunchTemplate";

/** What has to be covered before nobody is said to use an image. */
const NEEDED_TYPES = [
  [INSTANCES, "instances"],
  [LAUNCH_TEMPLATES, "launch templates"],
] as const;

const VERSION_DEPTH = "version-depth";

/** How many of the newest versions of a launch template AWS looks at where it was asked for nothing else. */
const DEFAULT_DEPTH = "20";

/** When it was created, in milliseconds. Null where AWS did not tell, or told no time. */
export const createdAt = ({ creationTime }: Pick<ImageUsageReport, "creationTime">): number | null => parsedTime(creationTime);

/** A text of AWS as milliseconds; null where it is no time. */
export function parsedTime(text: string | null): number | null {
  const time = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

/** Whether AWS has deleted it by now, or is about to. */
export function isExpired({ expirationTime }: ImageUsageReport, now: number): boolean {
  const time = parsedTime(expirationTime);
  return time !== null && time <= now;
}

/** Whether it has entries that may be counted. It may leave something out. */
export const isAvailable = (report: ImageUsageReport, now: number): boolean =>
  report.state === "available" && report.reportId !== null && !isExpired(report, now);

/** What an available report leaves out, a sentence each. Empty for a complete one. */
export function whatItLacks(report: ImageUsageReport): string[] {
  const covered = new Set(report.resourceTypes.map(({ resourceType }) => resourceType));
  const left = NEEDED_TYPES.filter(([type]) => !covered.has(type)).map(([, words]) => words);
  const options = report.resourceTypes.flatMap(({ resourceTypeOptions }) => resourceTypeOptions.map(({ optionName }) => optionName));
  const narrowed = options.filter((name) => name !== VERSION_DEPTH);
  const accounts = report.accountIds.length;
  return [
    ...(accounts > 0 ? [`The report is restricted to ${accounts === 1 ? "one account" : `${accounts} accounts`}.`] : []),
    ...(left.length > 0 ? [`The report does not cover ${left.join(" and ")}.`] : []),
    ...(narrowed.length > 0 ? [`The report was asked with an option that is not known here: ${narrowed.join(", ")}.`] : []),
    ...(createdAt(report) === null ? ["AWS did not say when the report was created."] : []),
    ...(parsedTime(report.expirationTime) === null ? ["AWS did not say when the report expires."] : []),
  ];
}

/** Whether it counts every account and both resource types, and is there. Only such a report can say that nobody uses an image. */
const isCompleteReport = (report: ImageUsageReport, now: number): boolean => isAvailable(report, now) && whatItLacks(report).length === 0;

/** The newest of them, or null where there is none. One without a time is older than all others. */
export function newest(reports: readonly ImageUsageReport[]): ImageUsageReport | null {
  return reports.reduce<ImageUsageReport | null>(
    (latest, report) => (latest === null || (createdAt(report) ?? -Infinity) > (createdAt(latest) ?? -Infinity) ? report : latest),
    null,
  );
}

export const newestComplete = (reports: readonly ImageUsageReport[], now: number): ImageUsageReport | null =>
  newest(reports.filter((report) => isCompleteReport(report, now)));

/** The one report whose entries are shown: the newest complete, or else the newest that is available. */
export const countedReport = (reports: readonly ImageUsageReport[], now: number): ImageUsageReport | null =>
  newestComplete(reports, now) ?? newest(reports.filter((report) => isAvailable(report, now)));

/** Why a report that is not available is not, in a sentence. */
export function whyNotAvailable(report: ImageUsageReport, now: number): string {
  const since = report.creationTime === null ? "" : ` of ${utcTime(report.creationTime)}`;
  const reason = report.stateReason === null ? "" : ` (${report.stateReason})`;
  if (report.state === "pending") return `The report${since} is still being counted.`;
  if (report.state === "error") return `The report${since} failed${reason}.`;
  if (report.state !== "available") return `The report${since} is in the state “${report.state ?? "not told"}”${reason}.`;
  if (isExpired(report, now)) return `The report${since} has expired.`;
  return `The report${since} has no id.`;
}

/** One or two sentences: how far AWS's counting lags behind, and how deep it looks into launch templates. */
export function lagSentence(report: ImageUsageReport | null): string {
  const template = report?.resourceTypes.find(({ resourceType }) => resourceType === LAUNCH_TEMPLATES);
  const depth = template?.resourceTypeOptions.find(({ optionName }) => optionName === VERSION_DEPTH)?.optionValues.join(", ");
  const lag = "Instances of the 24 hours before the report, and launch templates of the last few days, may be missing.";
  if (report !== null && template === undefined) return lag;
  return `${lag} Of each launch template the ${depth || DEFAULT_DEPTH} newest versions are looked at${depth ? "" : " (AWS’s default)"}.`;
}
