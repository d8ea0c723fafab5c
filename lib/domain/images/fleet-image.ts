import { type Count, knownValue, type Unknown } from "@/lib/core/known";
import type { Scope } from "@/lib/core/scope";
import type { MissingCode, Remedy } from "@/lib/resources/image-verdicts";
import { deprecationOf, type Image, images } from "@/lib/resources/images";
import type { CellValue } from "@/lib/resources/resource";
import type { ImageEvidence } from "./image-evidence";
import { imageUsage } from "./image-usage";
import type { Moment } from "./missing-evidence";
import { type UsageCells, usageCells } from "./usage-cells";
import { ownReferenceCount, type Verdict, verdictOf } from "./verdict";

/** Whether a number is known, or which of the ways of not being known it has. */
export type State = "known" | Unknown["state"];

const { imageId: _imageId, region: _region, account: _account, ...rest } = images.columns;

/** The columns of images that a line takes over: all but those that it has of its own. */
export const IMAGE_COLUMNS = rest;

/** What these columns show. All null where the image's row is not known. */
type ImageCells = { [Name in keyof typeof IMAGE_COLUMNS]: ReturnType<(typeof IMAGE_COLUMNS)[Name]["value"]> };

/** Everything about one image on one flat line: plain JSON. Beside each number its state, and why it is not known. */
export interface FleetImage extends ImageCells {
  imageId: string;
  /** Whether DescribeImages listed it. False: it is gone, or not owned. */
  isListed: boolean | null;
  isListedState: State;
  isListedWhy: string | null;
  /** `deprecated`, `deprecation planned`, or null. */
  deprecation: string | null;
  /** Grants, by kind. */
  sharedAccounts: number | null;
  sharedOrganizations: number | null;
  sharedUnits: number | null;
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
  missing: string | null;
  /** The same as codes. */
  missingCodes: readonly MissingCode[];
  /** The first that somebody can do, else `wait`; null where nothing is missing. */
  remedy: Remedy | null;
  reportId: string | null;
  /** ISO 8601: the creation time of that report. */
  countedAt: string | null;
  /** What that report leaves out, on one line; null where it is complete. */
  reportGaps: string | null;
}

/** The line of one image at a moment. Its scope is the evidence's. */
export function toFleetImage(evidence: ImageEvidence, moment: Moment, cells: UsageCells = usageCells(evidence, moment.now)): FleetImage {
  const { imageId, image } = evidence;
  const row = knownValue(image);
  const usage = imageUsage(evidence, moment.now, cells);
  const { verdict, missing } = verdictOf(evidence, moment, cells);
  return {
    imageId,
    isListed: image.state === "known" ? row !== null : null,
    isListedState: image.state,
    isListedWhy: image.state === "known" ? null : image.why,
    ...imageCells(row, evidence.scope),
    deprecation: row === null ? null : deprecationOf(row, moment.now),
    ...sharing(evidence.launchPermissions),
    ...numbered("usedByAccounts", usage.usedByAccounts),
    ...numbered("instances", usage.instances),
    ...numbered("launchTemplates", usage.launchTemplates),
    ...numbered("otherReferences", usage.otherReferences),
    ...numbered("ownReferences", ownReferenceCount(evidence)),
    verdict,
    missing: missing.length === 0 ? null : missing.map(({ message }) => message).join(" "),
    missingCodes: [...new Set(missing.map(({ code }) => code))],
    remedy: (missing.find(({ remedy }) => remedy !== "wait") ?? missing[0])?.remedy ?? null,
    reportId: usage.report?.reportId ?? null,
    countedAt: usage.countedAt,
    reportGaps: usage.gaps.length === 0 ? null : usage.gaps.join(" "),
  };
}

function imageCells(image: Image | null, scope: Scope): ImageCells {
  const row = image === null ? null : { ...image, scope };
  const cells = Object.entries(IMAGE_COLUMNS).map(([name, { value }]): [string, CellValue] => [name, row === null ? null : value(row)]);
  // The members are named by the columns, which the type checker does not follow.
  return Object.fromEntries(cells) as ImageCells;
}

function sharing(permissions: ImageEvidence["launchPermissions"]) {
  if (permissions.state !== "known") {
    const { state, why } = permissions;
    const nothing = { sharedAccounts: null, sharedOrganizations: null, sharedUnits: null };
    return { ...nothing, sharingState: state, sharingWhy: why };
  }
  const different = (names: readonly (string | null)[]): number => new Set(names.filter((name) => name !== null)).size;
  const grants = permissions.value;
  return {
    sharedAccounts: different(grants.map(({ userId }) => userId)),
    sharedOrganizations: different(grants.map(({ organizationArn }) => organizationArn)),
    sharedUnits: different(grants.map(({ organizationalUnitArn }) => organizationalUnitArn)),
    sharingState: "known",
    sharingWhy: null,
  } as const;
}

/** The numbers that are not known each for a reason of their own. */
export type Numbered = "usedByAccounts" | "instances" | "launchTemplates" | "otherReferences" | "ownReferences";

/** A count as three members: `instances`, `instancesState`, `instancesWhy`. */
function numbered<Name extends Numbered>(name: Name, count: Count) {
  const why = count.state === "known" ? (count.atLeast?.why ?? null) : count.why;
  const members = { [name]: knownValue(count), [`${name}State`]: count.state, [`${name}Why`]: why };
  // The names are put together, which the type checker does not follow.
  return members as Pick<FleetImage, Name | `${Name}State` | `${Name}Why`>;
}
