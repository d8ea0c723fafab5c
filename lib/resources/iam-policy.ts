import type { Scoped } from "@/lib/scope";
import type { PermissionCheck } from "./permission-checks";

/** An IAM policy as its JSON has it, as far as one is written here. */
interface Policy {
  Version: "2012-10-17";
  Statement: { Sid: string; Effect: "Allow"; Action: string[]; Resource: string }[];
}

/** What accounts lack, where they lack the same. */
export interface MissingActions {
  /** 12 digits each, or null where the account is not known. */
  accounts: (string | null)[];
  actions: string[];
  /** Exactly these actions, ready to paste. */
  policy: Policy;
}

/** Actions that IAM restricts by resource (Service Authorization Reference). All others take `*` only. */
const RESOURCES: Readonly<Record<string, string>> = {
  "license-manager:ListUsageForLicenseConfiguration": "arn:aws:license-manager:*:*:license-configuration:*",
};

/** Refusals by IAM. Others, such as `AuthFailure` in a region that is not enabled, no policy lifts. */
const BY_IAM = /^(?:UnauthorizedOperation|AccessDenied(?:Exception)?|AuthorizationException)$/;
const EXPLICIT_DENY = /explicit deny/i;

/** Whether the code says that IAM refused. */
export const isRefusedByIam = (code: string): boolean => BY_IAM.test(code);

/** Whether a policy that allows the action lifts this refusal. */
export const isLiftedByPolicy = ({ state, code, message }: PermissionCheck): boolean =>
  state === "denied" && isRefusedByIam(code ?? "") && !EXPLICIT_DENY.test(message ?? "");

/** What is denied and needed, once for all accounts that lack the same actions. */
export function missingActions(checks: readonly Scoped<PermissionCheck>[]): MissingActions[] {
  const byAccount = new Map<string | null, Set<string>>();
  const regions = new Map<string | null, string>();
  for (const check of checks) {
    if (!check.required || !isLiftedByPolicy(check)) continue;
    const { account, region } = check.scope;
    byAccount.set(account, (byAccount.get(account) ?? new Set()).add(check.action));
    regions.set(account, region);
  }
  const groups = new Map<string, MissingActions>();
  for (const [account, set] of byAccount) {
    const actions = [...set].sort();
    const partition = partitionOf(regions.get(account) ?? "");
    const key = [partition, ...actions].join();
    const group = groups.get(key) ?? { accounts: [], actions, policy: allowing(actions, partition) };
    group.accounts.push(account);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.accounts.length - a.accounts.length);
}

/** A policy that allows these actions and nothing else. */
function allowing(actions: readonly string[], partition: string): Policy {
  const resourceOf = (action: string): string => inPartition(RESOURCES[action] ?? "*", partition);
  const resources = [...new Set(actions.map(resourceOf))].sort();
  return {
    Version: "2012-10-17",
    Statement: resources.map((resource, place) => ({
      Sid: `AmiLedgerMissing${place + 1}`,
      Effect: "Allow",
      Action: actions.filter((action) => resourceOf(action) === resource),
      Resource: resource,
    })),
  };
}

/** By the prefix of a region's name (AWS General Reference, "Partitions"). */
const PARTITIONS: readonly [prefix: string, partition: string][] = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["eusc-", "aws-eusc"],
  ["us-isob-", "aws-iso-b"],
  ["us-isof-", "aws-iso-f"],
  ["eu-isoe-", "aws-iso-e"],
  ["us-iso-", "aws-iso"],
];

/** The partition of a region, `aws-cn` of `cn-north-1`. */
export const partitionOf = (region: string): string => PARTITIONS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? "aws";

/** A text with its ARNs of the standard partition written for another. */
export const inPartition = (text: string, partition: string): string => text.replaceAll("arn:aws:", `arn:${partition}:`);
