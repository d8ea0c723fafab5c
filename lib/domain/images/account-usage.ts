import { formatCount, formatNumber } from "@/lib/core/format";
import { knownValue } from "@/lib/core/known";
import type { Scope } from "@/lib/core/scope";
import type { Sliced } from "@/lib/core/slices";
import { deprecationOf, imageFamily } from "@/lib/resources/images";
import type { ImageEvidence } from "./image-evidence";
import { byAccount, type Coverage, coverageOf, referenceCount, UNTOLD_TYPE } from "./image-usage";
import { INSTANCES, LAUNCH_TEMPLATES, lagSentence } from "./report-choice";
import { typeWords, utcDay, utcTime } from "./sentences";

/** An image that an account uses, by the one report of the image. */
export interface AccountImage {
  scope: Scope;
  imageId: string;
  name: string | null;
  family: string | null;
  /** `deprecated`, `deprecation planned`, or null. */
  deprecation: string | null;
  /** ISO 8601. */
  deprecationTime: string | null;
  /** ISO 8601: when the image was made. */
  creationDate: string | null;
  /** By resource type. Null is an amount that AWS did not tell. */
  byType: Readonly<Record<string, number | null>>;
  reportId: string | null;
  /** ISO 8601: the creation time of the report. */
  countedAt: string | null;
  /** What the report leaves out, a sentence each. */
  lacks: readonly string[];
}

/** An image of which it is not known whether the account uses it. */
export interface UnknownImage {
  scope: Scope;
  imageId: string;
  name: string | null;
  why: string;
}

/** Everything that one account uses. */
export interface AccountUsage {
  account: string;
  /** Deprecated ones first, the longest deprecated before others; then most references first. */
  images: readonly AccountImage[];
  /** Sums by resource type; types are never added to each other. Partial: some images are not known. */
  totals: Readonly<Record<string, { value: number; isPartial: boolean }>>;
  /** Images of which it cannot be said. Not empty: the list above is not the whole. */
  unknown: readonly UnknownImage[];
  /** All images, reports and entries were read. Otherwise there may be images that nobody here knows of. */
  isWhole: boolean;
  /** ISO 8601: creation times of the oldest and the newest report that these are from. */
  oldestCount: string | null;
  newestCount: string | null;
}

/** So many entries are looked at between two yields. */
const SLICE_ENTRIES = 16_384;

/** The images to look through, and whether they are all that there are, with all that is to be known of them. */
interface Looked {
  evidences: readonly ImageEvidence[];
  isWhole: boolean;
}

/** What an account uses of all images, at a time in milliseconds. */
export function* accountUsage({ evidences, isWhole }: Looked, account: string, now: number): Sliced<AccountUsage> {
  const images: AccountImage[] = [];
  const unknown: UnknownImage[] = [];
  let looked = 0;
  for (const evidence of evidences) {
    const found = imageIn(evidence, account, now);
    if (found.image !== null) images.push(found.image);
    if (found.unknown !== null) unknown.push(found.unknown);
    looked += found.looked;
    if (looked < SLICE_ENTRIES) continue;
    looked = 0;
    yield;
  }
  const counts = images.flatMap(({ countedAt }) => countedAt ?? []).sort();
  return {
    account,
    images: images.sort(inOrderOfNeed),
    totals: totalsOf(images, !isWhole || unknown.length > 0),
    unknown,
    isWhole,
    oldestCount: counts[0] ?? null,
    newestCount: counts.at(-1) ?? null,
  };
}

interface Found {
  image: AccountImage | null;
  unknown: UnknownImage | null;
  /** How many entries were looked at, and one more. */
  looked: number;
}

function imageIn(evidence: ImageEvidence, account: string, now: number): Found {
  const { scope, imageId } = evidence;
  const coverage = coverageOf(evidence, now);
  const { report, lacks } = coverage;
  const entries = report?.reportId == null ? [] : evidence.arrivedEntries.of(report.reportId);
  const [references] = byAccount(entries.filter((entry) => entry.account === account));
  const looked = entries.length + 1;
  const row = knownValue(evidence.image);
  const name = row?.name ?? null;
  const toImage = (byType: AccountImage["byType"], reportId: string | null, countedAt: string | null): AccountImage => ({
    scope,
    imageId,
    name,
    family: row === null ? null : imageFamily(row),
    deprecation: row === null ? null : deprecationOf(row, now),
    deprecationTime: row?.deprecationTime ?? null,
    creationDate: row?.creationDate ?? null,
    byType,
    reportId,
    countedAt,
    lacks: reportId === null ? [] : lacks,
  });
  if (references !== undefined && Object.values(references.byType).some((count) => count !== 0)) {
    const image = toImage(references.byType, report?.reportId ?? null, report?.creationTime ?? null);
    return { image, unknown: null, looked };
  }
  if (account === scope.account) {
    const own = ownByType(evidence);
    if (Object.keys(own).length > 0) return { image: toImage(own, null, evidence.readAt.references), unknown: null, looked };
  }
  const why = account === scope.account ? whyUnread(evidence.references) : whyNotCounted(coverage, account);
  return { image: null, unknown: why === null ? null : { scope, imageId, name, why }, looked };
}

const whyUnread = (list: ImageEvidence["references"]): string | null => (list.state === "known" ? null : list.why);

/** Why an account without entries may use the image all the same. Null where it is seen not to. */
function whyNotCounted({ unknown, lacks, restrictedTo, types }: Coverage, account: string): string | null {
  if (unknown !== null) return unknown.why;
  const isCovered = types.has(INSTANCES) && types.has(LAUNCH_TEMPLATES) && (restrictedTo === null || restrictedTo.has(account));
  return isCovered ? null : lacks.join(" ");
}

/** The owner's own resources: usage reports speak of other accounts. */
function ownByType({ arrivedReferences }: ImageEvidence): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { resourceType } of arrivedReferences) {
    const type = resourceType ?? UNTOLD_TYPE;
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

const DEPRECATED_FIRST = (image: AccountImage): number =>
  image.deprecation === "deprecated" ? 0 : image.deprecation === "deprecation planned" ? 1 : 2;

const sizeOf = ({ byType }: AccountImage): number => referenceCount({ account: null, byType });

const inOrderOfNeed = (a: AccountImage, b: AccountImage): number =>
  DEPRECATED_FIRST(a) - DEPRECATED_FIRST(b) ||
  compareText(a.deprecationTime, b.deprecationTime) ||
  sizeOf(b) - sizeOf(a) ||
  compareText(a.name, b.name) ||
  compareText(a.imageId, b.imageId) ||
  compareText(a.scope.region, b.scope.region);

/** Those without a text come last. */
function compareText(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : Number(a > b);
}

function totalsOf(images: readonly AccountImage[], hasUnknown: boolean): AccountUsage["totals"] {
  const types = new Set(images.flatMap(({ byType }) => Object.keys(byType)));
  const isPartial = hasUnknown || images.some(({ lacks }) => lacks.length > 0);
  return Object.fromEntries(
    [...types].map((type) => {
      const amounts = images.map(({ byType }) => (Object.hasOwn(byType, type) ? (byType[type] ?? null) : 0));
      const value = amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);
      return [type, { value, isPartial: isPartial || amounts.includes(null) }];
    }),
  );
}

/** A plain text for the account's owner: which images, how many, deprecated since when, counted when, and what to do. The same input gives the same text. */
export function ownerMessage({ account, images, unknown, isWhole, oldestCount }: AccountUsage, name: string | null): string {
  const whose = name === null ? `account ${account}` : `account ${name} (${account})`;
  const deprecated = images.filter(({ deprecation }) => deprecation === "deprecated");
  const planned = images.filter(({ deprecation }) => deprecation === "deprecation planned");
  const others = images.filter(({ deprecation }) => deprecation === null);
  const paragraphs = [
    "Hello,",
    images.length === 0
      ? noneSeen(whose, isWhole)
      : `${whose} uses ${formatCount(images.length, ["image", "images"])} that we share with you${
          oldestCount === null ? "" : `, as counted by AWS at ${utcTime(oldestCount)} or later`
        }.`,
    listed("These are deprecated. Please move to a newer image before we remove them:", deprecated),
    listed("These will be deprecated. Please plan to move to a newer image:", planned),
    listed("These need nothing to be done:", others),
    unknown.length === 0
      ? null
      : `Of ${formatCount(unknown.length, ["other image", "other images"])} it is not known whether you use them.`,
    isWhole ? null : "Not all of our images could be looked at: you may use more of them.",
    images.length === 0 ? null : `${lagSentence(null)} Counts are of resources that name the image, in any state.`,
  ];
  return `${paragraphs.filter((paragraph) => paragraph !== null).join("\n\n")}\n`;
}

const noneSeen = (whose: string, isWhole: boolean): string =>
  isWhole
    ? `as far as AWS has counted, ${whose} uses none of the images that we share.`
    : `it is not known whether ${whose} uses images that we share.`;

function listed(heading: string, images: readonly AccountImage[]): string | null {
  return images.length === 0 ? null : [heading, ...images.map(line)].join("\n");
}

function line({ scope, imageId, name, deprecation, deprecationTime, byType, lacks }: AccountImage): string {
  const counts = Object.entries(byType)
    .map(([type, count]) =>
      count === null ? `${typeWords(type, 2)} (how many is not known)` : `${formatNumber(count)} ${typeWords(type, count)}`,
    )
    .join(", ");
  const day =
    deprecation === null || deprecationTime === null
      ? ""
      : `; ${deprecation} ${deprecation === "deprecated" ? "since" : "for"} ${utcDay(deprecationTime)}`;
  const note = lacks.length === 0 ? "" : ` (there may be more: ${lacks.join(" ")})`;
  return `- ${imageId}${name === null ? "" : ` ${name}`} in ${scope.region}: ${counts}${day}${note}`;
}
