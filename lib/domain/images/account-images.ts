import { type Count, known, knownValue, type Unknown } from "@/lib/core/known";
import { imageHref } from "@/lib/core/routes";
import type { Scoped } from "@/lib/core/scope";
import { imageConsoleUrl } from "@/lib/resources/console-url";
import type { Resource } from "@/lib/resources/resource";
import type { AccountImage, AccountUsage } from "./account-usage";
import { type ImageEvidence, imageKey } from "./image-evidence";
import { coverageOf } from "./image-usage";
import { INSTANCES, LAUNCH_TEMPLATES } from "./report-choice";

/** An image that an account uses, on one flat line: plain JSON. A number that is null has its reason beside it. */
export interface AccountImageLine
  extends Pick<
    AccountImage,
    "imageId" | "name" | "family" | "deprecation" | "deprecationTime" | "creationDate" | "countedAt" | "reportId"
  > {
  /** The place among the account's images: what needs to be done comes first. */
  place: number;
  instances: number | null;
  instancesUnknown: Unknown | null;
  launchTemplates: number | null;
  launchTemplatesUnknown: Unknown | null;
  /** Of all other types together. */
  other: number | null;
  otherUnknown: Unknown | null;
  /** What the report leaves out, on one line; null where it is complete. */
  lacks: string | null;
}

const NOT_TOLD: Unknown = { state: "failed", why: "AWS did not tell the amount." };

/** A line an image that the account uses, in the usage's order, at a time in milliseconds. */
export function accountImageLines(
  { images }: Pick<AccountUsage, "images">,
  evidences: readonly ImageEvidence[],
  now: number,
): Scoped<AccountImageLine>[] {
  const byKey = new Map(evidences.map((evidence) => [imageKey(evidence), evidence]));
  return images.map((image, place) => {
    const nothing = (type: string): Count => ofNoEntry(image, byKey.get(imageKey(image)), type, now);
    const instances = countOf(image, INSTANCES, nothing);
    const launchTemplates = countOf(image, LAUNCH_TEMPLATES, nothing);
    const other = otherCount(image);
    const { scope, imageId, name, family, deprecation, deprecationTime, creationDate, countedAt, reportId, lacks } = image;
    return {
      scope,
      imageId,
      name,
      family,
      deprecation,
      deprecationTime,
      creationDate,
      countedAt,
      reportId,
      place,
      instances: knownValue(instances),
      instancesUnknown: reason(instances),
      launchTemplates: knownValue(launchTemplates),
      launchTemplatesUnknown: reason(launchTemplates),
      other: knownValue(other),
      otherUnknown: reason(other),
      lacks: lacks.length === 0 ? null : lacks.join(" "),
    };
  });
}

const reason = (count: Count): Unknown | null => (count.state === "known" ? null : count);

function countOf({ byType }: AccountImage, type: string, nothing: (type: string) => Count): Count {
  if (!Object.hasOwn(byType, type)) return nothing(type);
  const count = byType[type] ?? null;
  return count === null ? NOT_TOLD : known(count);
}

/** Only a report that covers the type, or a complete list of the owner's own references, says that there is none. */
function ofNoEntry({ reportId }: AccountImage, evidence: ImageEvidence | undefined, type: string, now: number): Count {
  if (evidence === undefined) return { state: "failed", why: "The image was not found again." };
  if (reportId === null) return evidence.references.state === "known" ? known(0) : evidence.references;
  const { unknown, types } = coverageOf(evidence, now);
  if (unknown !== null) return unknown;
  return types.has(type) ? known(0) : { state: "not reported", why: "The report does not cover this type." };
}

/** Types that AWS added since. Reports that do not know them have none of them. */
function otherCount({ byType }: AccountImage): Count {
  const counts = Object.entries(byType).flatMap(([type, count]) => (type === INSTANCES || type === LAUNCH_TEMPLATES ? [] : [count]));
  if (counts.includes(null)) return NOT_TOLD;
  if (counts.length === 0) return { state: "not reported", why: "The report has no entry of any other type." };
  return known(counts.reduce<number>((sum, count) => sum + (count ?? 0), 0));
}

export const accountImages = {
  path: "/images",
  title: "Images of an account",
  noun: ["image", "images"],
  summary: "Which images one account uses, deprecated ones first.",
  service: "ec2",
  actions: ["ec2:DescribeImageUsageReportEntries"],
  identity: ({ imageId }) => imageId,
  columns: {
    name: {
      label: "Name",
      kind: "text",
      value: (line) => line.name,
      absent: "AWS did not tell a name",
      href: ({ imageId }) => imageHref(imageId),
    },
    imageId: { label: "Image", kind: "id", value: ({ imageId }) => imageId, href: ({ imageId }) => imageHref(imageId) },
    deprecation: {
      label: "Deprecation",
      kind: "state",
      value: ({ deprecation }) => deprecation,
      tones: { deprecated: "warning", "deprecation planned": "neutral" },
      absent: "No deprecation is planned, or the image itself is not known",
    },
    deprecationTime: {
      label: "Deprecated at",
      kind: "time",
      value: ({ deprecationTime }) => deprecationTime,
      absent: "No deprecation is planned, or the image itself is not known",
    },
    instances: { label: "Instances", kind: "number", value: (line) => line.instances, unknown: (line) => line.instancesUnknown },
    launchTemplates: {
      label: "Launch templates",
      kind: "number",
      value: (line) => line.launchTemplates,
      unknown: (line) => line.launchTemplatesUnknown,
    },
    other: { label: "Others", kind: "number", value: (line) => line.other, unknown: (line) => line.otherUnknown, optional: true },
    countedAt: { label: "Counted", kind: "time", value: ({ countedAt }) => countedAt, absent: "AWS did not say when" },
    lacks: { label: "Report lacks", kind: "text", value: ({ lacks }) => lacks, absent: "Nothing", optional: true },
    family: { label: "Family", kind: "word", value: ({ family }) => family, absent: "Neither a Family tag nor a name" },
    creationDate: { label: "Created", kind: "time", value: ({ creationDate }) => creationDate, optional: true },
    region: { label: "Region", kind: "word", value: ({ scope }) => scope.region },
    place: { label: "Urgency", kind: "number", value: ({ place }) => place + 1, hint: "Deprecated longest first", optional: true },
  },
  defaultSort: "place.asc",
  ids: {},
  filters: {},
  maxPageSize: null,
  empty: "No image is seen to be used.",
  consoleUrl: ({ scope, imageId }) => imageConsoleUrl(scope.region, imageId),
} satisfies Resource<AccountImageLine>;
