import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import { type Scoped, scopeKey } from "@/lib/scope";
import { formatCount } from "@/lib/view/format";
import { commonRegion, type Finding, grouped } from "./finding";

const SOON_MS = 3 * 86_400_000;
type Report = Scoped<ImageUsageReport>;

/**
 * What the usage reports leave unknown: images whose reports failed, are pending or leave something out,
 * and those whose last answer is about to be deleted.
 */
export function reportFindings(reports: readonly Report[], now: number): Finding[] {
  const images = [...grouped(reports, ({ scope, imageId }) => `${scopeKey(scope)}/${imageId}`).values()];
  const without = images.filter((ofImage) => !ofImage.some(isAvailable)).flatMap(newest);
  const failed = without.filter(({ state }) => state === "error");
  const expiring = images.flatMap((ofImage) => {
    const last = newest(ofImage.filter(isAvailable))[0];
    return last !== undefined && expiresWithin(last, now, SOON_MS) ? [last] : [];
  });
  const incomplete = images
    .flatMap((ofImage) => newest(ofImage.filter(isAvailable)))
    .filter((report) => report.accountIds.length > 0 || report.resourceTypes.length === 1);
  return [
    ...finding(
      failed,
      "unknown",
      "have only failed usage reports. Whether anyone uses them is unknown.",
      "/image-usage-reports?facet.state=error",
      "See reports",
    ),
    ...finding(
      without.filter(({ state }) => state !== "error"),
      "unknown",
      "are still being counted. Until then, whether anyone uses them is unknown.",
      "/image-usage-reports?facet.state=pending",
      "See reports",
    ),
    ...finding(
      incomplete,
      "unknown",
      "have a report that covers some accounts or one resource type only. The rest is unknown.",
      "/image-usage-reports?sort=resourceTypes.asc",
      "See reports",
    ),
    ...finding(
      expiring,
      "warning",
      "lose their last usage report within 3 days. Create new ones before AWS deletes it.",
      "/image-usage-reports?sort=expirationTime.asc",
      "See reports",
    ),
  ];
}

function finding(reports: readonly Report[], urgency: Finding["urgency"], text: string, href: string, action: string): Finding[] {
  if (reports.length === 0) return [];
  return [{ urgency, subject: formatCount(reports.length, ["image", "images"]), text, region: commonRegion(reports), href, action }];
}

const isAvailable = ({ state }: Report): boolean => state === "available";

/** The newest of the reports, or none of none. */
function newest(reports: readonly Report[]): Report[] {
  return reports.toSorted((a, b) => (b.creationTime ?? "").localeCompare(a.creationTime ?? "")).slice(0, 1);
}

function expiresWithin({ expirationTime }: Report, now: number, milliseconds: number): boolean {
  return expirationTime !== null && Date.parse(expirationTime) - now < milliseconds;
}
