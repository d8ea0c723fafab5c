import { formatCount } from "@/lib/core/format";
import { grouped } from "@/lib/core/grouped";
import { type Scoped, scopeKey } from "@/lib/core/scope";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import { commonRegion, type Finding } from "./finding";

const SOON_MS = 3 * 86_400_000;
type Report = Scoped<ImageUsageReport>;

/**
 * What the usage reports leave unknown: images whose reports failed, are pending or leave something out,
 * and those whose last answer is about to be deleted.
 */
export function reportFindings(reports: readonly Report[], now: number): Finding[] {
  const images = [...grouped(reports, ({ scope, imageId }) => `${scopeKey(scope)}/${imageId}`).values()];
  const byState = grouped(images, stateOfImage);
  const available = (byState.get("available") ?? []).map((ofImage) => ofImage.filter(isAvailable));
  return [
    ...finding(byState.get("error"), "unknown", "/image-usage-reports?facet.state=error", [
      "has only failed usage reports. Whether anyone uses it is unknown.",
      "have only failed usage reports. Whether anyone uses them is unknown.",
    ]),
    ...finding(byState.get("pending"), "unknown", "/image-usage-reports?facet.state=pending", [
      "is still being counted. Until then, whether anyone uses it is unknown.",
      "are still being counted. Until then, whether anyone uses them is unknown.",
    ]),
    ...finding(byState.get("other"), "unknown", "/image-usage-reports?sort=state.desc", [
      "has no usage report that is available. Whether anyone uses it is unknown.",
      "have no usage report that is available. Whether anyone uses them is unknown.",
    ]),
    ...finding(available.filter(isIncomplete), "unknown", "/image-usage-reports?sort=resourceTypes.asc", [
      "has a report that leaves out accounts or a resource type, or does not say what it covers. The rest is unknown.",
      "have a report that leaves out accounts or a resource type, or does not say what it covers. The rest is unknown.",
    ]),
    ...finding(
      available.filter((ofImage) => ofImage.every((report) => expiresWithin(report, now, SOON_MS))),
      "warning",
      "/image-usage-reports?sort=expirationTime.asc",
      [
        "loses its last available usage report within 3 days. Create a new one before AWS deletes it.",
        "lose their last available usage report within 3 days. Create new ones before AWS deletes it.",
      ],
    ),
  ];
}

/** One sentence about the images, in the singular or the plural. */
function finding(
  images: readonly Report[][] = [],
  urgency: Finding["urgency"],
  href: string,
  [one, many]: readonly [string, string],
): Finding[] {
  if (images.length === 0) return [];
  const subject = formatCount(images.length, ["image", "images"]);
  return [{ urgency, subject, text: images.length === 1 ? one : many, region: commonRegion(images.flat()), href, action: "See reports" }];
}

const isAvailable = ({ state }: Report): boolean => state === "available";

/** What the reports of one image say together. `other` has a state among them that AWS added since. */
function stateOfImage(reports: readonly Report[]): "available" | "pending" | "error" | "other" {
  if (reports.some(isAvailable)) return "available";
  if (reports.some(({ state }) => state === "pending")) return "pending";
  return reports.every(({ state }) => state === "error") ? "error" : "other";
}

const COUNTED_TYPES = ["ec2:Instance", "ec2:LaunchTemplate"];

/** Whether the newest of the reports leaves accounts or a resource type out. One of which AWS did not say what it covers does. */
function isIncomplete(reports: readonly Report[]): boolean {
  const [newest] = reports.toSorted((a, b) => (b.creationTime ?? "").localeCompare(a.creationTime ?? ""));
  if (newest === undefined) return false;
  const covered = newest.resourceTypes.map(({ resourceType }) => resourceType);
  return newest.accountIds.length > 0 || !COUNTED_TYPES.every((type) => covered.includes(type));
}

function expiresWithin({ expirationTime }: Report, now: number, milliseconds: number): boolean {
  return expirationTime !== null && Date.parse(expirationTime) - now < milliseconds;
}
