import type { Scope, Scoped } from "@/lib/core/scope";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import { whyNotComparable } from "./compare-reports";
import { imageKey } from "./image-evidence";

export type Report = Scoped<ImageUsageReport>;

/** An image that has reports. */
export interface ReportedImage {
  key: string;
  imageId: string;
  scope: Scope;
  /** The newest first; those without a time last. */
  reports: readonly Report[];
}

/** Reports by image: those with most reports first, for only two can be compared. */
export function reportedImages(reports: Iterable<Report>): ReportedImage[] {
  const byImage = new Map<string, Report[]>();
  for (const report of reports) {
    if (report.imageId === null) continue;
    const key = imageKey({ scope: report.scope, imageId: report.imageId });
    const known = byImage.get(key);
    if (known === undefined) byImage.set(key, [report]);
    else known.push(report);
  }
  return [...byImage]
    .map(([key, ofImage]) => ({
      key,
      imageId: ofImage[0]?.imageId ?? "",
      scope: ofImage[0]?.scope ?? { account: null, region: "" },
      reports: ofImage.toSorted((a, b) => timeOf(b) - timeOf(a)),
    }))
    .sort((a, b) => b.reports.length - a.reports.length || (a.imageId < b.imageId ? -1 : 1));
}

/** Milliseconds. One without a time counts as older than all. */
function timeOf({ creationTime }: ImageUsageReport): number {
  const time = Date.parse(creationTime ?? "");
  return Number.isNaN(time) ? -Infinity : time;
}

/** Two reports, the older one before. */
export interface Pair {
  before: Report;
  after: Report;
}

/** The two in order of time, whichever was named first. */
export const inOrder = (a: Report, b: Report): Pair => (timeOf(a) <= timeOf(b) ? { before: a, after: b } : { before: b, after: a });

/** The newest report and the newest older one that it can be compared with, at a time in milliseconds. Null where there are none. */
export function newestPair(reports: readonly Report[], now: number): Pair | null {
  for (const [place, after] of reports.entries()) {
    const before = reports.slice(place + 1).find((older) => whyNotComparable(older, after, now) === null);
    if (before !== undefined) return { before, after };
  }
  return null;
}

/** What an address asks to compare. */
export interface Asked {
  /** The key of an image, or its id. */
  image: string | null;
  a: string | null;
  b: string | null;
}

/** What is compared: the image, and two reports as far as there are two. */
export interface ChosenReports {
  image: ReportedImage | null;
  pair: Pair | null;
  /** One of two that was asked for, where the other is not known. */
  only: Report | null;
  /** Reports that were asked for and are not among those that were read. */
  missing: readonly string[];
}

/** The reports that are asked for; where none is, the two newest comparable ones of the image that is, or of the first that has such. */
export function chooseReports(images: readonly ReportedImage[], { image, a, b }: Asked, now: number): ChosenReports {
  const asked = [a, b].flatMap((id) => id ?? []);
  const found = asked.flatMap((id) => images.flatMap(({ reports }) => reports.find(({ reportId }) => reportId === id) ?? []).slice(0, 1));
  const missing = asked.filter((id) => !found.some(({ reportId }) => reportId === id));
  const [one, other] = found;
  if (asked.length > 0) {
    const ofOne = images.find(({ reports }) => one !== undefined && reports.includes(one)) ?? null;
    if (one !== undefined && other !== undefined) return { image: ofOne, pair: inOrder(one, other), only: null, missing };
    return { image: ofOne, pair: null, only: one ?? null, missing };
  }
  const named = image === null ? null : (images.find(({ key, imageId }) => key === image || imageId === image) ?? null);
  if (image !== null) return { image: named, pair: named && newestPair(named.reports, now), only: null, missing };
  for (const each of images) {
    const pair = newestPair(each.reports, now);
    if (pair !== null) return { image: each, pair, only: null, missing };
  }
  return { image: images[0] ?? null, pair: null, only: null, missing };
}
