import { AwsError } from "./aws-error";
import type { RegionWorld } from "./world";

/** A kind of EC2 id that operations accept in lists. */
export interface IdKind {
  name: string;
  pattern: RegExp;
  malformed: string;
  /** How many a call may name: 200 unless told. */
  max?: number;
  /** Where an unknown id is an error rather than a filter that matches nothing. */
  missing?: { code: string; known: (region: RegionWorld) => (string | undefined)[] };
}

const MAX_IDS = 200;

/** An image that has nothing to list is no error: the id only narrows the listing. */
export const imageId: IdKind = {
  name: "image id",
  pattern: /^ami-(?:[0-9a-f]{8}|[0-9a-f]{17})$/,
  malformed: "InvalidAMIID.Malformed",
};

/** An image that has to be there, where images themselves are what is asked for. */
export const existingImageId: IdKind = {
  ...imageId,
  max: Number.POSITIVE_INFINITY,
  missing: { code: "InvalidAMIID.NotFound", known: (region) => region.images.map((image) => image.ImageId) },
};

/** EC2 documents no code for usage reports; these follow the naming of all its other ids. */
export const reportId: IdKind = {
  name: "image usage report id",
  pattern: /^amiur-[0-9a-f]+$/,
  malformed: "InvalidImageUsageReportId.Malformed",
  missing: {
    code: "InvalidImageUsageReportId.NotFound",
    known: (region) => region.imageUsageReports.map((report) => report.ReportId),
  },
};

/** A task that EC2 no longer keeps gets the same code as one that never had a valid id. */
export const importTaskId: IdKind = {
  name: "import task id",
  pattern: /^import-ami-[0-9a-z]+$/,
  malformed: "InvalidConversionTaskId.Malformed",
  missing: {
    code: "InvalidConversionTaskId.Malformed",
    known: (region) => region.importImageTasks.map((task) => task.ImportTaskId),
  },
};

/** Refuses a list with too many ids, or with one that cannot be an id. */
export function checkIds(kind: IdKind, ids: readonly string[]): void {
  const { max = MAX_IDS } = kind;
  if (ids.length > max) throw new AwsError("InvalidParameterValue", `The maximum number of ${kind.name}s is ${max}.`);
  const malformed = ids.find((id) => !kind.pattern.test(id));
  if (malformed !== undefined) throw new AwsError(kind.malformed, `Invalid ${kind.name}: "${malformed}"`);
}

/** Refuses ids that the region does not know, where the kind says so. */
export function checkIdsExist(kind: IdKind, ids: readonly string[], region: RegionWorld): void {
  if (!kind.missing || ids.length === 0) return;
  const known = new Set(kind.missing.known(region));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length > 0) {
    throw new AwsError(kind.missing.code, `The ${kind.name} '${unknown.join(", ")}' does not exist`);
  }
}

/** The 17 hexadecimal digits of an id that is made while the emulator runs. */
export function newHex(serial: number): string {
  return `f${serial.toString(16).padStart(16, "0")}`;
}
