import { formatDistanceStrict } from "date-fns";
import { formatCount, formatNumber } from "@/lib/core/format";
import { imageHref, withScope } from "@/lib/core/routes";
import type { Scoped } from "@/lib/core/scope";
import type { FleetImage } from "@/lib/domain/images/fleet-image";
import type { GrantSummary } from "@/lib/domain/images/grants";
import { type ImageEvidence, imageKey } from "@/lib/domain/images/image-evidence";
import { commonRegion, type Finding } from "./finding";

type Row = Scoped<FleetImage>;

const IMAGES = ["image", "images"] as const;
const ACCOUNTS = ["account", "accounts"] as const;

/** Nine tenths of what an image may be shared with by default is the point to act before the quota is reached. */
const QUOTA_LEFT = 100;

/** The page of one image. Its account and region go along: an id is unique in a region only. */
function hrefOf({ imageId, scope }: Row): string {
  return withScope(
    imageHref(imageId),
    `?${new URLSearchParams({ ...(scope.account !== null && { account: scope.account }), region: scope.region })}`,
  );
}

/** What is known of the images, a line each, and what it was known by. `now` is in milliseconds. */
interface FleetOfImages {
  images: readonly Row[];
  evidences: readonly ImageEvidence[];
  grants: readonly GrantSummary[];
  now: number;
}

/**
 * What the fleet of images asks for: deprecated images that are still used, the oldest by name; those that
 * show no use; those on which there is no report; and use without a grant.
 */
export function imageFindings({ images, evidences, grants, now }: FleetOfImages): Finding[] {
  const deprecated = images
    .filter(({ deprecation }) => deprecation === "deprecated")
    .toSorted((a, b) => (a.deprecationTime ?? "").localeCompare(b.deprecationTime ?? ""));
  const used = deprecated.filter(({ verdict }) => verdict === "in-use");
  const unused = deprecated.filter(({ verdict }) => verdict === "no-use-seen");
  return [
    ...oldest(used[0], now),
    ...counted(used.slice(1), {
      urgency: "warning",
      href: "/images?facet.verdict=in-use&facet.deprecation=deprecated",
      nouns: ["more image", "more images"],
      one: "is deprecated and still in use.",
      many: "are deprecated and still in use.",
    }),
    ...counted(unused, {
      urgency: "ready",
      href: "/images?facet.verdict=no-use-seen&facet.deprecation=deprecated",
      one: `is deprecated and shows no use${asOf(unused)}. It may be removed.`,
      many: `are deprecated and show no use${asOf(unused)}. They may be removed.`,
    }),
    ...counted(unreported(images, evidences), {
      urgency: "unknown",
      href: "/images?facet.verdict=unknown",
      one: "has no usage report. Whether anyone uses it is unknown until one is created.",
      many: "have no usage report. Whether anyone uses them is unknown until reports are created.",
    }),
    ...grantFindings(images, grants),
  ];
}

/** The oldest deprecated image that is in use: the one that is waited for longest. */
function oldest(image: Row | undefined, now: number): Finding[] {
  if (image === undefined) return [];
  const since = image.deprecationTime === null ? "" : ` for ${formatDistanceStrict(new Date(image.deprecationTime), now)}`;
  return [
    {
      urgency: "bad",
      subject: image.name ?? image.imageId,
      text: `has been deprecated${since}, and ${blockers(image)}.`,
      region: image.scope.region,
      href: hrefOf(image),
      action: "See who",
    },
  ];
}

/** `12 accounts still use it`: others by the report, the owner's own resources by what names it. */
function blockers({ usedByAccounts, usedByAccountsState, ownReferences }: Row): string {
  const others = usedByAccounts !== null && usedByAccounts > 0 ? formatCount(usedByAccounts, ACCOUNTS) : null;
  const own =
    ownReferences !== null && ownReferences > 0 ? `${formatCount(ownReferences, ["resource", "resources"])} of its own account` : null;
  const known = [others, own].filter((text) => text !== null);
  const verb = usedByAccounts === 1 && own === null ? "still uses it" : "still use it";
  const rest = usedByAccountsState === "known" ? "" : ", and whether other accounts do is unknown";
  return known.length === 0 ? "it is still in use" : `${known.join(" and ")} ${verb}${rest}`;
}

/** ` by a report of 2026-11-19 or later`: the oldest of what is said. */
function asOf(unused: readonly Row[]): string {
  const [first] = unused.flatMap(({ countedAt }) => countedAt ?? []).toSorted();
  return first === undefined ? "" : ` by reports of ${first.slice(0, 10)} or later`;
}

/** Images that are owned and on which AWS has no report, where that is known. */
function unreported(images: readonly Row[], evidences: readonly ImageEvidence[]): Row[] {
  const none = new Set(
    evidences
      .filter(
        ({ image, reports }) => image.state === "known" && image.value !== null && reports.state === "known" && reports.value.length === 0,
      )
      .map(imageKey),
  );
  return images.filter((image) => none.has(imageKey(image)));
}

function grantFindings(images: readonly Row[], grants: readonly GrantSummary[]): Finding[] {
  const rows = new Map(images.map((image) => [imageKey(image), image]));
  const rowsOf = (chosen: readonly GrantSummary[]): Row[] => chosen.flatMap((summary) => rows.get(imageKey(summary)) ?? []);
  const ungranted = grants.filter(({ notGranted }) => notGranted.state === "known" && notGranted.value > 0);
  const full = grants.filter(({ left }) => left.state === "known" && left.value <= QUOTA_LEFT);
  const accounts = ungranted.reduce((sum, { notGranted }) => sum + (notGranted.state === "known" ? notGranted.value : 0), 0);
  return [
    ...counted(rowsOf(ungranted), {
      urgency: "warning",
      href: "/images?sort=usedByAccounts.desc",
      one: `is used by ${formatCount(accounts, ACCOUNTS)} that it is not shared with any more. New launches there fail.`,
      many: "are used by accounts that they are not shared with any more. New launches there fail.",
    }),
    ...counted(rowsOf(full), {
      urgency: "warning",
      href: "/images?sort=sharedAccounts.desc",
      one: `is within ${formatNumber(QUOTA_LEFT)} of AWS’s default quota of launch permissions.`,
      many: `are within ${formatNumber(QUOTA_LEFT)} of AWS’s default quota of launch permissions.`,
    }),
  ];
}

interface Sentence {
  urgency: Finding["urgency"];
  href: string;
  nouns?: readonly [string, string];
  one: string;
  many: string;
}

/** One sentence about several images, with a way to the one, or to all. */
function counted(images: readonly Row[], { urgency, href, nouns = IMAGES, one, many }: Sentence): Finding[] {
  const [first, ...others] = images;
  if (first === undefined) return [];
  const isOne = others.length === 0;
  return [
    {
      urgency,
      subject: formatCount(images.length, nouns),
      text: isOne ? one : many,
      region: commonRegion(images),
      href: isOne ? hrefOf(first) : href,
      action: isOne ? "See image" : "See images",
    },
  ];
}
