import type { APIRequestContext } from "@playwright/test";
import type { Scoped } from "@/lib/core/scope";
import type { ImageReference } from "@/lib/resources/image-references";
import type { ImageUsageReportEntry } from "@/lib/resources/image-usage-report-entries";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import type { Image } from "@/lib/resources/images";
import { readRows } from "./read-rows";

/** What a page about images is made of, as the routes give it. */
export interface Fleet {
  images: Scoped<Image>[];
  reports: Scoped<ImageUsageReport>[];
  entries: Scoped<ImageUsageReportEntry>[];
  references: Scoped<ImageReference>[];
}

/** Reads everything that a verdict rests on. */
export async function readFleet(request: APIRequestContext, query?: string): Promise<Fleet> {
  const [images, reports, entries, references] = await Promise.all([
    readRows<Image>(request, "/images", query),
    readRows<ImageUsageReport>(request, "/image-usage-reports", query),
    readRows<ImageUsageReportEntry>(request, "/image-usage-report-entries", query),
    readRows<ImageReference>(request, "/image-references", query),
  ]);
  return { images, reports, entries, references };
}

const DAY_MS = 86_400_000;
const TYPES = ["ec2:Instance", "ec2:LaunchTemplate"];

const ageOf = (time: string | null): number => Date.now() - Date.parse(time ?? "");

const isThere = ({ state, expirationTime }: ImageUsageReport): boolean => state === "available" && ageOf(expirationTime) < 0;

const isWhole = (report: ImageUsageReport): boolean =>
  isThere(report) &&
  report.accountIds.length === 0 &&
  TYPES.every((type) => report.resourceTypes.some(({ resourceType }) => resourceType === type));

const newestFirst = (reports: readonly ImageUsageReport[]): ImageUsageReport[] =>
  reports.toSorted((a, b) => ageOf(a.creationTime) - ageOf(b.creationTime));

/** The one report whose numbers count: the newest that is whole, or else the newest that is there. */
export function countedReport({ reports }: Fleet, imageId: string | null): ImageUsageReport | null {
  const own = newestFirst(reports.filter((report) => report.imageId === imageId));
  return own.find(isWhole) ?? own.find(isThere) ?? null;
}

/** The entries of an image's one report. */
export function countedEntries(fleet: Fleet, imageId: string | null): Scoped<ImageUsageReportEntry>[] {
  const report = countedReport(fleet, imageId);
  return report === null ? [] : fleet.entries.filter(({ reportId }) => reportId === report.reportId);
}

export const sumOf = (entries: readonly ImageUsageReportEntry[], type?: string): number =>
  entries
    .filter(({ resourceType }) => type === undefined || resourceType === type)
    .reduce((sum, { usageCount }) => sum + (usageCount ?? 0), 0);

/** What the page has to say of an image: worked out from the rules, with nothing of the app. */
export interface Expected {
  verdict: "in-use" | "no-use-seen" | "unknown";
  /** As a file says it: a number, which may be a part of it, or the state of what is not known. */
  accounts: string;
  instances: string;
  launchTemplates: string;
  ownReferences: string;
}

export function expectedOf(fleet: Fleet, image: Image): Expected {
  const report = countedReport(fleet, image.imageId);
  const entries = countedEntries(fleet, image.imageId);
  const own = fleet.references.filter(({ imageId }) => imageId === image.imageId).length;
  const used = sumOf(entries) > 0 || own > 0;
  const count = (number: number, covered: readonly string[]): string =>
    report !== null && isCovered(report, covered) ? String(number) : number > 0 ? `at least ${number}` : "not reported";
  return {
    verdict: used ? "in-use" : isUnused(fleet, image) ? "no-use-seen" : "unknown",
    accounts: count(new Set(entries.map(({ accountId }) => accountId)).size, TYPES),
    instances: count(sumOf(entries, "ec2:Instance"), ["ec2:Instance"]),
    launchTemplates: count(sumOf(entries, "ec2:LaunchTemplate"), ["ec2:LaunchTemplate"]),
    ownReferences: String(own),
  };
}

const isCovered = ({ resourceTypes, accountIds }: ImageUsageReport, types: readonly string[]): boolean =>
  accountIds.length === 0 && types.every((type) => resourceTypes.some(({ resourceType }) => resourceType === type));

/** Whole, at most a week old, the newest word on the image, and made a day or more after the last launch. */
function isUnused({ reports }: Fleet, { imageId, lastLaunchedTime }: Image): boolean {
  const [newest] = newestFirst(reports.filter((report) => report.imageId === imageId));
  if (newest === undefined || !isWhole(newest) || ageOf(newest.creationTime) > 7 * DAY_MS) return false;
  return lastLaunchedTime === null || Date.parse(newest.creationTime ?? "") - Date.parse(lastLaunchedTime) >= DAY_MS;
}
