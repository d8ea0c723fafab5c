import { type Count, known, knownValue, type Unknown } from "@/lib/core/known";
import { imageHref } from "@/lib/core/routes";
import type { Scoped } from "@/lib/core/scope";
import { imageConsoleUrl } from "@/lib/resources/console-url";
import type { Resource } from "@/lib/resources/resource";
import type { AccountImage, AccountUsage } from "./account-usage";
import { INSTANCES, LAUNCH_TEMPLATES } from "./report-selection";

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
}

const NO_COUNT: Unknown = { state: "failed", why: "AWS gave no count." };

/** A line an image that the account uses, in the usage's order. */
export const accountImageLines = ({ images }: Pick<AccountUsage, "images">): Scoped<AccountImageLine>[] =>
  images.map((image, place) => {
    const instances = countOf(image, INSTANCES);
    const launchTemplates = countOf(image, LAUNCH_TEMPLATES);
    const other = otherCount(image);
    const { byType: _, whyNotZero: __, ...members } = image;
    return {
      ...members,
      place,
      instances: knownValue(instances),
      instancesUnknown: reason(instances),
      launchTemplates: knownValue(launchTemplates),
      launchTemplatesUnknown: reason(launchTemplates),
      other: knownValue(other),
      otherUnknown: reason(other),
    };
  });

const reason = (count: Count): Unknown | null => (count.state === "known" ? null : count);

function countOf({ byType, whyNotZero }: AccountImage, type: string): Count {
  if (!Object.hasOwn(byType, type)) return whyNotZero(type) ?? known(0);
  const count = byType[type] ?? null;
  return count === null ? NO_COUNT : known(count);
}

/** Types that AWS added since. Reports that do not know them have none of them. */
function otherCount({ byType }: AccountImage): Count {
  const counts = Object.entries(byType).flatMap(([type, count]) => (type === INSTANCES || type === LAUNCH_TEMPLATES ? [] : [count]));
  if (counts.includes(null)) return NO_COUNT;
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
