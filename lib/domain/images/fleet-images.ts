import type { Unknown } from "@/lib/core/known";
import { scopeColumns } from "@/lib/resources/common-columns";
import { imageConsoleUrl } from "@/lib/resources/console-url";
import type { Image } from "@/lib/resources/images";
import type { Column, Resource } from "@/lib/resources/resource";
import { type FleetImage, IMAGE_COLUMNS, type Numbered, type State } from "./fleet-image";
import { NOT_LISTED, VERDICT_WORDS } from "./words";

const whyAtLeast = (state: State, why: string | null): string | null => (state === "known" ? why : null);

const unknownOf = (state: State, why: string | null): Unknown | null => (state === "known" ? null : { state, why: why ?? "" });

const sharingUnknown = (image: FleetImage): Unknown | null => unknownOf(image.sharingState, image.sharingWhy);

/** Why nothing is said of an image: AWS was not or could not be asked, or does not list it. */
function imageUnknown({ isListed, isListedState, isListedWhy }: FleetImage): Unknown | null {
  if (isListed === true) return null;
  if (isListedState !== "known") return unknownOf(isListedState, isListedWhy);
  return { state: "not reported", why: NOT_LISTED };
}

/** A column of a number that has its state beside it. */
const numberColumn = (name: Numbered, label: string, hint: string) =>
  ({
    label,
    kind: "number",
    value: (image) => image[name],
    unknown: (image) => unknownOf(image[`${name}State`], image[`${name}Why`]),
    atLeast: (image) => whyAtLeast(image[`${name}State`], image[`${name}Why`]),
    hint,
  }) satisfies Column<FleetImage>;

type ImageColumn = keyof typeof IMAGE_COLUMNS;

/** A column whose words are the same for every row, so that a line can show it without the row. */
type CellColumn = Column<Image> & { unknown?: never; atLeast?: never; href?: never };

/** A column of images, as a line shows it. */
function ofImage(name: ImageColumn) {
  const column: CellColumn = IMAGE_COLUMNS[name];
  return { ...column, value: (line) => line[name], unknown: imageUnknown } satisfies Column<FleetImage>;
}

const names = Object.keys(IMAGE_COLUMNS) as ImageColumn[];
const ofImages = Object.fromEntries(names.map((name) => [name, ofImage(name)])) as Record<ImageColumn, ReturnType<typeof ofImage>>;
const { name, deprecationTime, deregistrationProtection, public: isPublic, ...others } = ofImages;

/** The images as a list: a column for each thing that is known of one. */
export const fleetImages = {
  path: "/images",
  title: "Images",
  noun: ["image", "images"],
  summary: "Every image, who may launch it, who uses it, and whether it may be removed.",
  service: "ec2",
  actions: ["ec2:DescribeImages"],
  identity: (image) => image.imageId,
  columns: {
    name,
    imageId: { label: "Image", kind: "id", value: (image) => image.imageId },
    verdict: {
      label: "Removal",
      kind: "state",
      value: (image) => image.verdict,
      tones: { "in-use": "active", "no-use-seen": "good", unknown: "warning" },
      words: VERDICT_WORDS,
      facet: true,
      hint: "No use seen: a complete report of all accounts and both resource types and the own references are empty. Unknown: something is missing",
    },
    usedByAccounts: numberColumn(
      "usedByAccounts",
      "Accounts",
      "Accounts with at least one reference, by the image’s newest complete report",
    ),
    instances: numberColumn(
      "instances",
      "Instances",
      "Instances of other accounts, in any state. Those of the 24 hours before the report may be missing",
    ),
    launchTemplates: numberColumn(
      "launchTemplates",
      "Launch templates",
      "Launch templates of other accounts. Those of the last few days before the report may be missing",
    ),
    ownReferences: numberColumn("ownReferences", "Own references", "Resources of the owner’s own account that name the image"),
    deprecation: {
      label: "Deprecation",
      kind: "state",
      value: (image) => image.deprecation,
      tones: { deprecated: "warning", "deprecation planned": "neutral" },
      unknown: imageUnknown,
      absent: "No deprecation is planned",
      facet: true,
    },
    deprecationTime: { ...deprecationTime, label: "Deprecated at" },
    sharedAccounts: {
      label: "Shared with",
      kind: "number",
      value: (image) => image.sharedAccounts,
      unknown: sharingUnknown,
      hint: "Accounts that are granted by name. Organizations, units and the public are counted apart",
    },
    sharedOrganizations: {
      label: "Organizations",
      kind: "number",
      value: (image) => image.sharedOrganizations,
      unknown: sharingUnknown,
      optional: true,
    },
    sharedUnits: { label: "Units", kind: "number", value: (image) => image.sharedUnits, unknown: sharingUnknown, optional: true },
    public: { ...isPublic, optional: true },
    countedAt: {
      label: "Counted",
      kind: "time",
      value: (image) => image.countedAt,
      absent: "No report is available",
      hint: "When the report was created that the numbers are of",
    },
    missing: {
      label: "Missing",
      kind: "text",
      value: (image) => image.missing,
      absent: "Nothing is missing",
      hint: "Evidence without which nobody can say that the image is not used",
    },
    // All others that an image has: a new column of images stands here.
    ...others,
    deregistrationProtection: { ...deregistrationProtection, optional: true },
    otherReferences: {
      ...numberColumn("otherReferences", "Other references", "References of resource types other than instances and launch templates"),
      optional: true,
    },
    reportGaps: {
      label: "Report leaves out",
      kind: "text",
      value: (image) => image.reportGaps,
      absent: "The report is complete, or there is none",
      optional: true,
    },
    reportId: { label: "Report", kind: "id", value: (image) => image.reportId, absent: "No report is available", optional: true },
    region: scopeColumns.region,
    account: scopeColumns.account,
  },
  // Deprecated ones first, and among them those that somebody blocks.
  defaultSort: "deprecation.asc,verdict.asc,deprecationTime.asc",
  ids: {},
  filters: {},
  maxPageSize: null,
  empty: "These accounts own no image in these regions.",
  consoleUrl: (image) => imageConsoleUrl(image.scope.region, image.imageId),
} satisfies Resource<FleetImage>;
