import { scopeColumns } from "@/lib/resources/common-columns";
import { imageConsoleUrl } from "@/lib/resources/console-url";
import { deprecationOf, imageFamily, images, platformOf } from "@/lib/resources/images";
import { type Count, known, knownValue, type Unknown } from "@/lib/resources/known";
import type { Column, Resource } from "@/lib/resources/resource";
import type { ImageEvidence } from "./image-evidence";
import { imageUsage } from "./image-usage";
import { type Verdict, verdictOf } from "./verdict";

/** Whether a number is known, or which of the ways of not being known it has. */
type State = "known" | Unknown["state"];

/** Everything about one image on one flat line: plain JSON. Beside each number its state, and why it is not known. */
export interface FleetImage {
  imageId: string;
  /** Whether DescribeImages listed it. False: it is gone, or not owned. */
  isListed: boolean | null;
  isListedState: State;
  isListedWhy: string | null;
  name: string | null;
  family: string | null;
  state: string | null;
  platform: string | null;
  /** ISO 8601. */
  creationDate: string | null;
  deprecation: string | null;
  deprecationTime: string | null;
  protection: string | null;
  lastLaunchedTime: string | null;
  /** Grants, by kind. */
  sharedAccounts: number | null;
  sharedOrganizations: number | null;
  sharedUnits: number | null;
  isPublic: boolean | null;
  sharingState: State;
  sharingWhy: string | null;
  usedByAccounts: number | null;
  usedByAccountsState: State;
  usedByAccountsWhy: string | null;
  instances: number | null;
  instancesState: State;
  instancesWhy: string | null;
  launchTemplates: number | null;
  launchTemplatesState: State;
  launchTemplatesWhy: string | null;
  otherReferences: number | null;
  otherReferencesState: State;
  otherReferencesWhy: string | null;
  /** Resources of the owner's own account. */
  ownReferences: number | null;
  ownReferencesState: State;
  ownReferencesWhy: string | null;
  verdict: Verdict["verdict"];
  /** What is missing, on one line; null where nothing is. */
  why: string | null;
  /** The first that somebody can do, else `wait`; null where nothing is missing. */
  remedy: string | null;
  reportId: string | null;
  /** ISO 8601: the creation time of that report. */
  countedAt: string | null;
  /** What that report leaves out, on one line; null where it is complete. */
  reportLacks: string | null;
}

/** The line of one image at a time, in milliseconds. Its scope is the evidence's. */
export function toFleetImage(evidence: ImageEvidence, now: number): FleetImage {
  const { imageId, image, references } = evidence;
  const row = knownValue(image);
  const usage = imageUsage(evidence, now);
  const verdict = verdictOf(evidence, now);
  const missing = verdict.verdict === "no use seen" ? [] : verdict.missing;
  return {
    imageId,
    isListed: image.state === "known" ? row !== null : null,
    isListedState: image.state,
    isListedWhy: image.state === "known" ? null : image.why,
    name: row?.name ?? null,
    family: row === null ? null : imageFamily(row),
    state: row?.state ?? null,
    platform: row === null ? null : platformOf(row),
    creationDate: row?.creationDate ?? null,
    deprecation: row === null ? null : deprecationOf(row, now),
    deprecationTime: row?.deprecationTime ?? null,
    protection: row?.deregistrationProtection ?? null,
    lastLaunchedTime: row?.lastLaunchedTime ?? null,
    ...sharing(evidence.launchPermissions),
    ...numbered("usedByAccounts", usage.usedByAccounts),
    ...numbered("instances", usage.instances),
    ...numbered("launchTemplates", usage.launchTemplates),
    ...numbered("otherReferences", usage.otherReferences),
    ...numbered("ownReferences", references.state === "known" ? known(references.value.length) : references),
    verdict: verdict.verdict,
    why: missing.length === 0 ? null : missing.map(({ why }) => why).join(" "),
    remedy: (missing.find(({ remedy }) => remedy !== "wait") ?? missing[0])?.remedy ?? null,
    reportId: usage.report?.reportId ?? null,
    countedAt: usage.countedAt,
    reportLacks: usage.lacks.length === 0 ? null : usage.lacks.join(" "),
  };
}

function sharing(permissions: ImageEvidence["launchPermissions"]) {
  if (permissions.state !== "known") {
    const { state, why } = permissions;
    const nothing = { sharedAccounts: null, sharedOrganizations: null, sharedUnits: null, isPublic: null };
    return { ...nothing, sharingState: state, sharingWhy: why };
  }
  const different = (names: readonly (string | null)[]): number => new Set(names.filter((name) => name !== null)).size;
  const grants = permissions.value;
  return {
    sharedAccounts: different(grants.map(({ userId }) => userId)),
    sharedOrganizations: different(grants.map(({ organizationArn }) => organizationArn)),
    sharedUnits: different(grants.map(({ organizationalUnitArn }) => organizationalUnitArn)),
    isPublic: grants.some(({ group }) => group === "all"),
    sharingState: "known",
    sharingWhy: null,
  } as const;
}

/** The numbers that are not known each for a reason of their own. */
type Numbered = "usedByAccounts" | "instances" | "launchTemplates" | "otherReferences" | "ownReferences";

/** A count as three members: `instances`, `instancesState`, `instancesWhy`. */
function numbered<Name extends Numbered>(name: Name, count: Count) {
  const members = { [name]: knownValue(count), [`${name}State`]: count.state, [`${name}Why`]: count.state === "known" ? null : count.why };
  // The names are put together, which the type checker does not follow.
  return members as Pick<FleetImage, Name | `${Name}State` | `${Name}Why`>;
}

const unknownOf = (state: State, why: string | null): Unknown | null => (state === "known" ? null : { state, why: why ?? "" });

const sharingUnknown = (image: FleetImage): Unknown | null => unknownOf(image.sharingState, image.sharingWhy);

/** Why nothing is said of an image: AWS was not or could not be asked, or does not list it. */
function imageUnknown({ isListed, isListedState, isListedWhy }: FleetImage): Unknown | null {
  if (isListed === true) return null;
  if (isListedState !== "known") return unknownOf(isListedState, isListedWhy);
  return { state: "not reported", why: "AWS does not list this image among the own ones: it is gone, or another’s." };
}

/** A column of a number that has its state beside it. */
const numberColumn = (name: Numbered, label: string, hint: string) =>
  ({
    label,
    kind: "number",
    value: (image) => image[name],
    unknown: (image) => unknownOf(image[`${name}State`], image[`${name}Why`]),
    hint,
  }) satisfies Column<FleetImage>;

export const fleetImages = {
  path: "/images",
  title: "Images",
  noun: ["image", "images"],
  summary: "Every image, who may launch it, who uses it, and whether it may be removed.",
  service: "ec2",
  actions: ["ec2:DescribeImages"],
  identity: (image) => image.imageId,
  columns: {
    name: { label: "Name", kind: "text", value: (image) => image.name, unknown: imageUnknown, absent: "The image has no name" },
    imageId: { label: "Image", kind: "id", value: (image) => image.imageId },
    verdict: {
      label: "Removal",
      kind: "state",
      value: (image) => image.verdict,
      tones: { "in use": "active", "no use seen": "good", unknown: "warning" },
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
    deprecationTime: {
      label: "Deprecated at",
      kind: "time",
      value: (image) => image.deprecationTime,
      unknown: imageUnknown,
      absent: "No deprecation is planned",
    },
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
    isPublic: { label: "Public", kind: "boolean", value: (image) => image.isPublic, unknown: sharingUnknown, optional: true },
    countedAt: {
      label: "Counted",
      kind: "time",
      value: (image) => image.countedAt,
      absent: "No report is available",
      hint: "When the report was created that the numbers are of",
    },
    why: {
      label: "Missing",
      kind: "text",
      value: (image) => image.why,
      absent: "Nothing is missing",
      hint: "Evidence without which nobody can say that the image is not used",
    },
    family: {
      label: "Family",
      kind: "word",
      value: (image) => image.family,
      unknown: imageUnknown,
      absent: "Neither a Family tag nor a name",
      facet: true,
    },
    state: {
      label: "State",
      kind: "state",
      value: (image) => image.state,
      tones: images.columns.state.tones,
      unknown: imageUnknown,
      facet: true,
    },
    platform: {
      label: "Platform",
      kind: "word",
      value: (image) => image.platform,
      unknown: imageUnknown,
      absent: "AWS did not say",
      facet: true,
    },
    creationDate: { label: "Created", kind: "time", value: (image) => image.creationDate, unknown: imageUnknown },
    lastLaunchedTime: {
      label: "Last launched",
      kind: "time",
      value: (image) => image.lastLaunchedTime,
      unknown: imageUnknown,
      absent: images.columns.lastLaunchedTime.absent,
      hint: images.columns.lastLaunchedTime.hint,
    },
    protection: {
      label: "Protection",
      kind: "word",
      value: (image) => image.protection,
      unknown: imageUnknown,
      absent: images.columns.deregistrationProtection.absent,
      optional: true,
    },
    otherReferences: {
      ...numberColumn("otherReferences", "Other references", "References of resource types other than instances and launch templates"),
      optional: true,
    },
    reportLacks: {
      label: "Report lacks",
      kind: "text",
      value: (image) => image.reportLacks,
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
