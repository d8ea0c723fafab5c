import { formatCount } from "@/lib/core/format";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import { DEFAULT_VERSION_DEPTH, type ReportOptions } from "./report-job";

/** Coverage of a report, to compare two. */
export interface Coverage {
  resourceTypes: string[];
  versionDepth: number;
  accountIds: string[];
}

/** Coverage of a report at AWS. Without a depth, AWS's default applies. */
export function coverageOf({ resourceTypes, accountIds }: ImageUsageReport): Coverage {
  const [depth] = resourceTypes.flatMap(({ resourceTypeOptions }) =>
    resourceTypeOptions.flatMap(({ optionName, optionValues }) => (optionName === "version-depth" ? optionValues : [])),
  );
  return {
    resourceTypes: resourceTypes.flatMap(({ resourceType }) => resourceType ?? []),
    versionDepth: depth === undefined ? DEFAULT_VERSION_DEPTH : Number(depth),
    accountIds,
  };
}

/** That a report which was there before is followed, and what it lacks of what was asked for. */
export function adoptionText(asked: ReportOptions, has: Coverage): string {
  const lacks = lacking(asked, has);
  const text = "AWS had a pending report on this image already, which is followed in place of a new one.";
  return lacks.length === 0 ? text : `${text} It is not what was asked for: ${lacks.join("; ")}.`;
}

/** Whether a report covers what was asked for, and is about the same accounts. */
export const coversAll = (asked: ReportOptions, has: Coverage): boolean => lacking(asked, has).length === 0;

function lacking(asked: ReportOptions, has: Coverage): string[] {
  const types = asked.resourceTypes.filter((type) => !has.resourceTypes.includes(type));
  const isShallow = asked.resourceTypes.includes("ec2:LaunchTemplate") && types.length === 0 && has.versionDepth < asked.versionDepth;
  const isOpen = asked.accountIds.length === 0;
  const missing = asked.accountIds.filter((id) => !has.accountIds.includes(id));
  return [
    ...(types.length > 0 ? [`it does not cover ${types.join(" and ")}`] : []),
    ...(isShallow ? [`it looks through ${formatCount(has.versionDepth, ["version", "versions"])} of each launch template`] : []),
    ...(has.accountIds.length > 0 && (isOpen || missing.length > 0)
      ? [`it is restricted to ${formatCount(has.accountIds.length, ["account", "accounts"])}`]
      : []),
  ];
}
