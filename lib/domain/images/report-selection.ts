import { parsedTime } from "@/lib/core/utc-time";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";

export const INSTANCES = "ec2:Instance";
export const LAUNCH_TEMPLATES = "ec2:LaunchTemplate";

/** Resource types that a report must cover before nobody is said to use an image. */
export const NEEDED_TYPES = [INSTANCES, LAUNCH_TEMPLATES] as const;

const VERSION_DEPTH = "version-depth";

/** When it was created, in milliseconds. Null where AWS did not say, or gave no time. */
export const createdAt = ({ creationTime }: Pick<ImageUsageReport, "creationTime">): number | null => parsedTime(creationTime);

/** Whether AWS has deleted it by now, or is about to. */
export function isExpired({ expirationTime }: Pick<ImageUsageReport, "expirationTime">, now: number): boolean {
  const time = parsedTime(expirationTime);
  return time !== null && time <= now;
}

/** Whether it has entries that may be counted. It may leave something out. */
export const isAvailable = (report: ImageUsageReport, now: number): boolean =>
  report.state === "available" && report.reportId !== null && !isExpired(report, now);

/** What keeps an available report from speaking for every account and both resource types. */
export interface ReportGaps {
  /** Accounts it is restricted to; 0 where it is not. */
  restrictedTo: number;
  missingTypes: readonly string[];
  /** Options it was asked with whose effect is not known here. */
  unknownOptions: readonly string[];
  hasNoCreationTime: boolean;
  hasNoExpirationTime: boolean;
}

export function gapsOf(report: ImageUsageReport): ReportGaps {
  const covered = new Set(report.resourceTypes.map(({ resourceType }) => resourceType));
  return {
    restrictedTo: report.accountIds.length,
    missingTypes: NEEDED_TYPES.filter((type) => !covered.has(type)),
    unknownOptions: report.resourceTypes.flatMap(unknownOptions),
    hasNoCreationTime: createdAt(report) === null,
    hasNoExpirationTime: parsedTime(report.expirationTime) === null,
  };
}

function unknownOptions({ resourceTypeOptions }: ImageUsageReport["resourceTypes"][number]): string[] {
  return resourceTypeOptions.map(({ optionName }) => optionName ?? "an option without a name").filter((name) => name !== VERSION_DEPTH);
}

const hasGaps = ({ restrictedTo, missingTypes, unknownOptions, hasNoCreationTime, hasNoExpirationTime }: ReportGaps): boolean =>
  restrictedTo > 0 || missingTypes.length > 0 || unknownOptions.length > 0 || hasNoCreationTime || hasNoExpirationTime;

/** Whether it is available and counts every account and both resource types. Only such a report can say that nobody uses an image. */
const isCompleteReport = (report: ImageUsageReport, now: number): boolean => isAvailable(report, now) && !hasGaps(gapsOf(report));

/** Newest first. One without a time is older than all others; of the same time, in the order of their ids. */
export const newestFirst = (reports: readonly ImageUsageReport[]): ImageUsageReport[] =>
  reports.toSorted((a, b) => (createdAt(b) ?? -Infinity) - (createdAt(a) ?? -Infinity) || compareText(a.reportId, b.reportId));

const compareText = (a: string | null, b: string | null): number => ((a ?? "") < (b ?? "") ? -1 : Number((a ?? "") > (b ?? "")));

export const newestComplete = (reports: readonly ImageUsageReport[], now: number): ImageUsageReport | null =>
  newestFirst(reports).find((report) => isCompleteReport(report, now)) ?? null;

/** An available report as far as it decides about cells: accounts by resource types. */
export interface CountingReport {
  report: ImageUsageReport;
  reportId: string;
  /** When it was created, in milliseconds. Null where AWS did not say: then it is older than all others. */
  createdAt: number | null;
  /** Resource types it covers. One that was narrowed by an option not known here covers none: it may have left anything out. */
  types: ReadonlySet<string>;
  /** The accounts it is restricted to; null where it is not. */
  restrictedTo: ReadonlySet<string> | null;
  /** Whether no entry in it means no use. */
  isProven: boolean;
}

/** The available reports, newest first: the count of a cell comes from the first of them that covers the cell. */
export function countingReports(reports: readonly ImageUsageReport[], proven: ReadonlySet<string>, now: number): CountingReport[] {
  return newestFirst(reports).flatMap((report): CountingReport[] => {
    const { reportId } = report;
    if (reportId === null || !isAvailable(report, now)) return [];
    const types = report.resourceTypes.flatMap((type) => (unknownOptions(type).length > 0 ? [] : (type.resourceType ?? [])));
    const restrictedTo = report.accountIds.length === 0 ? null : new Set(report.accountIds);
    return [{ report, reportId, createdAt: createdAt(report), types: new Set(types), restrictedTo, isProven: proven.has(reportId) }];
  });
}

/** Whether a report speaks of an account and a resource type. An account that AWS did not name may be any. */
export function covers({ types, restrictedTo }: CountingReport, account: string | null, type: string): boolean {
  return types.has(type) && (restrictedTo === null || (account !== null && restrictedTo.has(account)));
}

/** How many versions of each launch template a report looked at: null where AWS was told nothing and used its default. */
export function versionDepth({ resourceTypes }: ImageUsageReport): string | null {
  const template = resourceTypes.find(({ resourceType }) => resourceType === LAUNCH_TEMPLATES);
  const values = template?.resourceTypeOptions.find(({ optionName }) => optionName === VERSION_DEPTH)?.optionValues.join(", ");
  return values || null;
}
