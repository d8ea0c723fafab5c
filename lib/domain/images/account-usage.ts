import { knownValue, type Unknown } from "@/lib/core/known";
import type { Scope } from "@/lib/core/scope";
import type { Sliced } from "@/lib/core/slices";
import { visibleName } from "@/lib/core/visible-name";
import { deprecationOf, imageFamily } from "@/lib/resources/images";
import { type ImageEvidence, ownerOf } from "./image-evidence";
import { type AccountReferences, byAccount, referenceCount } from "./image-usage";
import type { Moment } from "./missing-evidence";
import { newestComplete } from "./report-selection";
import { type CellCount, type UsageCells, usageCells, whyNotZero } from "./usage-cells";
import { asSeenBy, ownUse, whyUseUnknown } from "./use-of-account";

/** An image that an account uses: each resource type by the one report that decides about the account. */
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
  /** By resource type. Null is a count that AWS did not give. */
  byType: AccountReferences["byType"];
  /** Why a type without a count is not zero, by type; null where it is. */
  whyNotZero: (type: string) => Unknown | null;
  reportId: string | null;
  /** ISO 8601: the oldest of the reports that the counts are from. */
  countedAt: string | null;
}

/** An image that the account may or may not use. */
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
  /** Images that it may use. Where there are any, the list above may not be complete. */
  unknown: readonly UnknownImage[];
  /** All images, reports and entries were read. Otherwise there may be images that are not among these. */
  isWhole: boolean;
  /** ISO 8601: creation times of the oldest and the newest report that these are from. */
  oldestCount: string | null;
  newestCount: string | null;
  /** ISO 8601: the oldest evidence that images without use rest on. Null where there are none. */
  asOf: string | null;
}

/** Entries between two yields. */
const SLICE_ENTRIES = 16_384;

/** The images to look through, and whether they are all that there are, with all that is to be known of them. */
interface Looked {
  evidences: readonly ImageEvidence[];
  isWhole: boolean;
}

/** What an account uses of all images, at a moment. */
export function* accountUsage({ evidences, isWhole }: Looked, account: string, moment: Moment): Sliced<AccountUsage> {
  const images: AccountImage[] = [];
  const unknown: UnknownImage[] = [];
  const seen: string[] = [];
  let looked = 0;
  for (const evidence of evidences) {
    const found = imageIn(evidence, account, moment);
    if (found.image !== null) images.push(found.image);
    else if (found.why !== null) unknown.push({ ...subjectOf(evidence), why: found.why });
    else if (found.asOf !== null) seen.push(found.asOf);
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
    asOf: seen.sort()[0] ?? null,
  };
}

const subjectOf = ({ scope, imageId, image }: ImageEvidence): Omit<UnknownImage, "why"> => ({
  scope,
  imageId,
  name: visibleName(knownValue(image)?.name),
});

interface Found {
  image: AccountImage | null;
  /** Why it is not known whether the account uses the image; null where it is. */
  why: string | null;
  /** The time of the report that saw no use. */
  asOf: string | null;
  /** How many entries were looked at, and one more. */
  looked: number;
}

function imageIn(evidence: ImageEvidence, account: string, moment: Moment): Found {
  const cells = usageCells(evidence, moment.now);
  const found = account === ownerOf(evidence) ? ownImage(evidence, cells, moment) : sharedImage(evidence, cells, account, moment);
  if (found.image !== null) return { ...found, why: null, asOf: null, looked: cells.counts.length + 1 };
  return { ...found, why: whyUseUnknown(evidence, cells, moment)(account), looked: cells.counts.length + 1 };
}

type Seen = Pick<Found, "image" | "asOf">;

/** The owner’s use of its image: usage reports speak of other accounts. */
function ownImage(evidence: ImageEvidence, cells: UsageCells, moment: Moment): Seen {
  const { references, readAt } = evidence;
  const { byType } = ownUse(evidence, cells);
  const notZero = references.state === "known" ? null : references;
  const image = toImage(evidence, moment, byType, () => notZero, readAt.references, null);
  return { image: Object.keys(byType).length > 0 ? image : null, asOf: readAt.references };
}

function sharedImage(evidence: ImageEvidence, cells: UsageCells, account: string, moment: Moment): Seen {
  const counts = cells.counts.filter((count) => count.account === account);
  const [references] = byAccount(counts);
  if (references === undefined || Object.values(references.byType).every((count) => count === 0)) {
    return { image: null, asOf: newestComplete(asSeenBy(evidence, account).arrivedReports, moment.now)?.creationTime ?? null };
  }
  const notZero = (type: string): Unknown | null => whyNotZero(cells, account, type);
  return { image: toImage(evidence, moment, references.byType, notZero, oldest(counts), counts[0]?.reportId ?? null), asOf: null };
}

const oldest = (counts: readonly CellCount[]): string | null => counts.flatMap(({ countedAt }) => countedAt ?? []).sort()[0] ?? null;

function toImage(
  evidence: ImageEvidence,
  { now }: Moment,
  byType: AccountImage["byType"],
  notZero: AccountImage["whyNotZero"],
  countedAt: string | null,
  reportId: string | null,
): AccountImage {
  const row = knownValue(evidence.image);
  return {
    ...subjectOf(evidence),
    family: row === null ? null : imageFamily(row),
    deprecation: row === null ? null : deprecationOf(row, now),
    deprecationTime: row?.deprecationTime ?? null,
    creationDate: row?.creationDate ?? null,
    byType,
    whyNotZero: notZero,
    reportId,
    countedAt,
  };
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
  const isPartial = (type: string): boolean =>
    hasUnknown || images.some(({ byType, whyNotZero }) => !Object.hasOwn(byType, type) && whyNotZero(type) !== null);
  return Object.fromEntries(
    [...types].map((type) => {
      const amounts = images.map(({ byType }) => (Object.hasOwn(byType, type) ? (byType[type] ?? null) : 0));
      const value = amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);
      return [type, { value, isPartial: isPartial(type) || amounts.includes(null) }];
    }),
  );
}
