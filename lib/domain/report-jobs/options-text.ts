import { formatCount } from "@/lib/core/format";
import type { ReportOptions } from "./report-job";

const NAMES = { "ec2:Instance": "instances", "ec2:LaunchTemplate": "launch templates" } as const;

/** Coverage of a job in words: `Instances and launch templates (20 versions), every account`. */
export function optionsText({ resourceTypes, versionDepth, accountIds, tags }: ReportOptions): string {
  const depth = ` (${formatCount(versionDepth, ["version", "versions"])})`;
  const types = resourceTypes.map((type) => NAMES[type] + (type === "ec2:LaunchTemplate" ? depth : "")).join(" and ");
  const accounts = accountIds.length === 0 ? "every account" : `only ${formatCount(accountIds.length, ["account", "accounts"])}`;
  const text = [types, accounts, ...(tags.length > 0 ? [formatCount(tags.length, ["tag", "tags"])] : [])].join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
