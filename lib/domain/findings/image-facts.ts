import type { Known } from "@/lib/core/known";
import type { Scoped } from "@/lib/core/scope";
import { parsedTime } from "@/lib/core/utc-time";
import type { GrantSummary } from "@/lib/domain/images/grants";
import { isAvailable } from "@/lib/domain/images/report-selection";
import { type ImageFindingCode, unknownUse } from "@/lib/resources/findings";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import { type ImageVerdict, MISSING_CODES, type MissingCode, type VerdictWord } from "@/lib/resources/image-verdicts";
import { deprecationOf, type Image } from "@/lib/resources/images";

/** Finding data of one image. */
export interface ImageFacts {
  verdict: Scoped<ImageVerdict>;
  /** Null where AWS does not list it as owned, or that is not known. */
  image: Image | null;
  condition: ImageCondition;
}

/** Facts that decide the findings about one image. */
export interface ImageCondition {
  verdict: VerdictWord;
  missing: readonly MissingCode[];
  isDeprecated: boolean;
  /** Whether another account is seen to use it. */
  isUsedByOthers: boolean;
  /** Every report on it, in any state. */
  reports: Known<readonly ImageUsageReport[]>;
  grants: GrantSummary;
}

/** The facts of an image. `now` is the server's time in milliseconds. */
export function imageFacts(
  verdict: Scoped<ImageVerdict>,
  image: Image | null,
  { reports, grants }: Pick<ImageCondition, "reports" | "grants">,
  now: number,
): ImageFacts {
  const condition = {
    verdict: verdict.verdict,
    missing: verdict.missing.map(({ code }) => code),
    isDeprecated: image !== null && deprecationOf(image, now) === "deprecated",
    isUsedByOthers: verdict.uses.some(({ reportId }) => reportId !== null),
    reports,
    grants,
  };
  return { verdict, image, condition };
}

/** AWS deletes a report when it expires: time enough to create another. */
const SOON_MS = 3 * 86_400_000;

/** Launch permissions that are left of AWS's default quota when it is time to act. */
export const QUOTA_LEFT = 100;

/** Codes of the findings about an image. `now` is the server's time in milliseconds. */
export function imageFindingCodes(condition: ImageCondition, now: number): ImageFindingCode[] {
  const main = condition.verdict === "unknown" ? mainMissing(condition.missing) : null;
  const codes = [
    grantCode(condition),
    deprecatedCode(condition),
    losesLastReport(condition, now) ? ("report-expiring" as const) : null,
    main === null ? null : unknownUse(main),
    isQuotaNear(condition.grants) ? ("sharing-quota-near" as const) : null,
  ];
  return codes.filter((code) => code !== null);
}

function deprecatedCode({ isDeprecated, verdict }: ImageCondition): ImageFindingCode | null {
  if (!isDeprecated || verdict === "unknown") return null;
  return verdict === "in-use" ? "deprecated-in-use" : "deprecated-no-use-seen";
}

function grantCode(condition: ImageCondition): ImageFindingCode | null {
  const { notGranted } = condition.grants;
  if (notGranted.state === "known" && notGranted.value > 0) return "use-without-grant";
  return isGrantUnknown(condition) ? "grant-unknown" : null;
}

/** Whether other accounts use it and nobody can say whether it is shared with them. */
function isGrantUnknown({ isUsedByOthers, grants: { isPublic, mayBeGranted } }: ImageCondition): boolean {
  return isUsedByOthers && (isPublic.state !== "known" || (mayBeGranted.state === "known" && mayBeGranted.value > 0));
}

/**
 * The piece of evidence by which an unknown image is counted, so that each is counted once. An image that is not listed
 * stays unknown whatever else is done.
 */
function mainMissing(missing: readonly MissingCode[]): MissingCode | null {
  if (missing.includes("image-unread")) return "image-unread";
  return MISSING_CODES.find((code) => missing.includes(code)) ?? null;
}

/** Whether the last of its available reports expires soon. */
function losesLastReport({ reports }: ImageCondition, now: number): boolean {
  if (reports.state !== "known") return false;
  const ends = reports.value.filter((report) => isAvailable(report, now)).map(({ expirationTime }) => parsedTime(expirationTime));
  return ends.length > 0 && ends.every((end) => end !== null && end - now < SOON_MS);
}

const isQuotaNear = ({ left }: GrantSummary): boolean => left.state === "known" && left.value >= 0 && left.value <= QUOTA_LEFT;

/** Whether a finding could be true of an image that it is not known to be true of. */
export function mayBeFound(code: ImageFindingCode, condition: ImageCondition): boolean {
  const { isDeprecated, verdict, reports, grants } = condition;
  switch (code) {
    case "deprecated-in-use":
    case "deprecated-no-use-seen":
      return isDeprecated && verdict === "unknown";
    case "use-without-grant":
      return isGrantUnknown(condition) || grants.notGranted.state !== "known";
    case "report-expiring":
      return reports.state !== "known";
    case "sharing-quota-near":
      return grants.left.state !== "known";
    default:
      return false;
  }
}
