import { formatCount, formatNumber } from "@/lib/core/format";
import { knownValue } from "@/lib/core/known";
import { utcDay } from "@/lib/core/utc-time";
import { visibleName } from "@/lib/core/visible-name";
import { consumedText } from "@/lib/domain/licenses/license-bars";
import type { Finding, ImageFindingCode, Severity } from "@/lib/resources/findings";
import { licensesOver, limitKind } from "@/lib/resources/license-configurations";
import type { FindingFact, LicenseCode, Several } from "./finding-fact";
import { type ImageFacts, QUOTA_LEFT } from "./image-facts";

/** The sentences about findings: the only place that has them. */

/** The groups of the overview. */
export const SEVERITY_WORDS = {
  "blocks-launches": "Blocks launches",
  "costs-money": "Costs money",
  "blocks-removal": "Blocks removal",
  unknown: "Cannot be known",
  info: "Also",
} satisfies Record<Severity, string>;

/** Subject in the words that begin the sentence. Null for one thing without a name. */
export function subjectName(fact: FindingFact): string | null {
  switch (fact.code) {
    case "license-over-limit":
    case "license-at-limit":
    case "license-near-limit":
    case "license-consumption-unknown":
      return visibleName(fact.configuration.name);
    case "fast-launch-enabling-failed":
    case "fast-launch-enabled-failed":
    case "fast-launch-disabling-failed":
      return fact.images.length === 1 ? visibleName(fact.name) : formatCount(fact.images.length, IMAGES);
    case "import-failed":
      return fact.tasks.length === 1 ? visibleName(fact.tasks[0].description) : formatCount(fact.tasks.length, ["import", "imports"]);
    case "deprecated-in-use":
    case "deprecated-no-use-seen":
      return nameOf(fact.images, ["deprecated image", "deprecated images"]);
    default:
      return nameOf(fact.images, IMAGES);
  }
}

/** One sentence or two for people. */
export function describeFinding(fact: FindingFact): string {
  switch (fact.code) {
    case "license-over-limit":
    case "license-at-limit":
    case "license-near-limit":
    case "license-consumption-unknown":
      return `${subjectName(fact) ?? "A license configuration without a name"} ${licenseWords(fact)}`;
    case "fast-launch-enabling-failed":
    case "fast-launch-enabled-failed":
    case "fast-launch-disabling-failed":
      return `${started(fact, fact.images[0].imageId)} ${FAST_LAUNCH[fact.code]}: ${fact.reason ?? "AWS gave no reason"}`;
    case "import-failed":
      return `${started(fact, fact.tasks[0].importTaskId)} failed${fact.tasks.length === 1 ? " to import" : ""}, going by AWS’s message: ${fact.reason}`;
    default:
      return `${started(fact, fact.images[0].verdict.imageId)} ${imageWords(fact)}`;
  }
}

/** Text of the link to the rows: what to do about the finding. */
export function actionWords({ subject: { kind, id } }: Finding): string {
  switch (kind) {
    case "license-configuration":
      return "Review use";
    case "import-image-task":
      return id === null ? "See imports" : "See import";
    case "fast-launch-image":
    case "image":
    case "images":
      return id === null ? "See images" : "See image";
  }
}

/** Label of a finding in the list of images. */
export const IMAGE_FINDING_WORDS = {
  "use-without-grant": "used without a grant",
  "deprecated-no-use-seen": "deprecated, no use seen",
  "deprecated-in-use": "deprecated, in use",
  "report-expiring": "last report expires",
  "grant-unknown": "grant unknown",
  "use-unknown-report-missing": "unknown: no report",
  "use-unknown-report-pending": "unknown: report pending",
  "use-unknown-report-failed": "unknown: report failed",
  "use-unknown-report-expired": "unknown: report expired",
  "use-unknown-report-restricted": "unknown: report of some accounts",
  "use-unknown-report-partial-types": "unknown: report leaves something out",
  "use-unknown-report-stale": "unknown: report too old",
  "use-unknown-report-newer-unavailable": "unknown: newer report not available",
  "use-unknown-launched-since": "unknown: launched since",
  "use-unknown-entries-unread": "unknown: usage not read",
  "use-unknown-reports-changed": "unknown: reports changed",
  "use-unknown-reading-stale": "unknown: read too long ago",
  "use-unknown-references-unread": "unknown: own references not read",
  "use-unknown-image-unread": "unknown: not listed",
  "use-unknown-count-missing": "unknown: count missing",
  "sharing-quota-near": "near the sharing quota",
} satisfies Record<ImageFindingCode, string>;

const IMAGES = ["image", "images"] as const;

const nameOf = ([first, ...others]: Several<ImageFacts>, nouns: readonly [string, string]): string | null =>
  others.length === 0 ? visibleName(first.verdict.name ?? first.image?.name) : formatCount(1 + others.length, nouns);

/** Beginning of the sentence: a name, or a count. */
function started(fact: Extract<FindingFact, { atLeast: boolean }>, id: string | null): string {
  const isOne = ("tasks" in fact ? fact.tasks : fact.images).length === 1;
  if (isOne) return subjectName(fact) ?? id ?? "One without an id";
  return `${fact.atLeast ? "At least " : ""}${subjectName(fact)}`;
}

function licenseWords({ code, configuration }: Extract<FindingFact, { code: LicenseCode }>): string {
  const consumes = `consumes ${consumedText(configuration)}`;
  const limit = LIMITS[limitKind(configuration) ?? "unknown"];
  switch (code) {
    case "license-over-limit":
      return `${consumes}: ${formatNumber(licensesOver(configuration) ?? 0)} over ${limit.over}.`;
    case "license-at-limit":
      return `${consumes}: ${limit.at}.`;
    case "license-near-limit":
      return `${consumes}: near ${limit.near}.`;
    case "license-consumption-unknown":
      return "has a limit, but AWS did not say how many licenses it consumes.";
  }
}

const LIMITS = {
  hard: {
    over: "a hard limit, so AWS blocks launches",
    at: "the next launch is blocked",
    near: "its hard limit, at which AWS blocks launches",
  },
  soft: { over: "a soft limit", at: "the next launch is over a soft limit", near: "its soft limit" },
  unknown: {
    over: "its limit. AWS did not say whether that blocks launches",
    at: "the next launch is over its limit. AWS did not say whether that blocks it",
    near: "its limit. AWS did not say whether that blocks launches",
  },
} as const;

const FAST_LAUNCH = {
  "fast-launch-enabling-failed": "could not enable fast launch",
  "fast-launch-enabled-failed": "can no longer prepare snapshots for fast launch",
  "fast-launch-disabling-failed": "could not disable fast launch, so snapshots may remain and cost",
} as const;

type ImageFact = Extract<FindingFact, { code: ImageFindingCode }>;

function imageWords(fact: ImageFact): string {
  const { images } = fact;
  const isOne = images.length === 1;
  switch (fact.code) {
    case "use-without-grant":
      return `${isOne ? `is used by ${accountsWithoutGrant(images[0])}` : "are used by accounts"} without a grant that we know of, ${asOf(images)}. Unless they have one, new launches there fail.`;
    case "deprecated-no-use-seen":
      return `${isOne ? "is deprecated and shows" : "show"} no use, ${asOf(images)}${snapshots(images)}. ${isOne ? "It" : "They"} may be removed.`;
    case "deprecated-in-use":
      return isOne
        ? `has been deprecated ${since(images[0])}and is still in use${users(images[0])}, ${asOf(images)}.`
        : `are still in use, ${asOf(images)}.`;
    case "report-expiring":
      return isOne
        ? "loses its last available usage report within 3 days. Create a new one before AWS deletes it."
        : "lose their last available usage report within 3 days. Create new ones before AWS deletes them.";
    case "grant-unknown":
      return `${isOne ? "is" : "are"} used by accounts whose grant is unknown: not all launch permissions, or accounts of the organizations that ${isOne ? "it is" : "they are"} shared with, could be read.`;
    case "sharing-quota-near":
      return `${isOne ? "is" : "are"} within ${QUOTA_LEFT} of AWS’s default quota of launch permissions.`;
    default: {
      const [one, many] = UNKNOWN_USE[fact.code];
      return `${isOne ? one : many}, so whether anyone uses ${isOne ? "it" : "them"} is unknown.`;
    }
  }
}

const UNKNOWN_USE = {
  "use-unknown-report-missing": ["has no usage report", "have no usage report"],
  "use-unknown-report-pending": ["is still being counted by AWS", "are still being counted by AWS"],
  "use-unknown-report-failed": ["has no usage report that is available", "have no usage report that is available"],
  "use-unknown-report-expired": ["has an expired usage report only", "have expired usage reports only"],
  "use-unknown-report-restricted": ["has usage reports of some accounts only", "have usage reports of some accounts only"],
  "use-unknown-report-partial-types": ["has a usage report that leaves something out", "have usage reports that leave something out"],
  "use-unknown-report-stale": ["has no usage report that is recent enough", "have no usage report that is recent enough"],
  "use-unknown-report-newer-unavailable": [
    "has a newer usage report that is not available",
    "have a newer usage report that is not available",
  ],
  "use-unknown-launched-since": ["was launched since its usage report", "were launched since their usage report"],
  "use-unknown-entries-unread": ["has usage that could not all be read", "have usage that could not all be read"],
  "use-unknown-reports-changed": ["got other usage reports while they were read", "got other usage reports while they were read"],
  "use-unknown-reading-stale": ["was read too long ago", "were read too long ago"],
  "use-unknown-references-unread": ["has own references that could not all be read", "have own references that could not all be read"],
  "use-unknown-image-unread": ["is not among the owned images that could be read", "are not among the owned images that could be read"],
  "use-unknown-count-missing": ["has usage of which AWS gave no count", "have usage of which AWS gave no count"],
} as const satisfies Record<Extract<ImageFindingCode, `use-unknown-${string}`>, readonly [string, string]>;

const ACCOUNTS = ["account", "accounts"] as const;

function accountsWithoutGrant({ condition: { grants } }: ImageFacts): string {
  const { notGranted } = grants;
  const atLeast = notGranted.state === "known" && notGranted.atLeast !== undefined ? "at least " : "";
  return `${atLeast}${formatCount(knownValue(notGranted) ?? 0, ACCOUNTS)}`;
}

/** ` by 12 accounts and 3 resources of its own account`: as far as that is known. */
function users({ verdict: { accounts, ownReferences, atLeast } }: ImageFacts): string {
  const others = accounts === null || accounts === 0 ? [] : [`${atLeast ? "at least " : ""}${formatCount(accounts, ACCOUNTS)}`];
  const own =
    ownReferences === null || ownReferences === 0 ? [] : [`${formatCount(ownReferences, ["resource", "resources"])} of its own account`];
  const known = [...others, ...own];
  return known.length === 0 ? "" : ` by ${known.join(" and ")}`;
}

const since = ({ image }: ImageFacts): string => (image?.deprecationTime == null ? "" : `since ${utcDay(image.deprecationTime)} `);

/** `by evidence of 2026-11-19 or later`: how old it is what is said. */
function asOf(images: Several<ImageFacts>): string {
  const [oldest] = images.flatMap(({ verdict }) => verdict.asOf ?? []).toSorted((a, b) => Date.parse(a) - Date.parse(b));
  return oldest === undefined
    ? "as of a time that is not known"
    : `by evidence of ${utcDay(oldest)}${images.length === 1 ? "" : " or later"}`;
}

/** ` and hold 12 snapshots`: those that the images name, each once. */
function snapshots(images: Several<ImageFacts>): string {
  const ids = images.flatMap(({ image }) => image?.blockDeviceMappings.flatMap(({ ebs }) => ebs?.snapshotId ?? []) ?? []);
  const count = new Set(ids).size;
  return count === 0 ? "" : `, and ${images.length === 1 ? "holds" : "hold"} ${formatCount(count, ["snapshot", "snapshots"])}`;
}
