import type { Scoped } from "@/lib/core/scope";
import { AWS_RESOURCES } from "./aws-resources";
import { type PermissionCheck, REGIONS_CHECK } from "./permission-checks";

/** An IAM policy as its JSON has it, as far as one is written here. */
interface Policy {
  Version: "2012-10-17";
  Statement: Statement[];
}

interface Statement {
  Sid: string;
  Effect: "Allow";
  Action: string | readonly string[];
  Resource: string;
  Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Actions that are missing, and the accounts that lack exactly these. */
export interface MissingActions {
  /** 12 digits each, or null where the account is not known. */
  accounts: (string | null)[];
  actions: string[];
  /** Exactly these actions, ready to paste. */
  policy: Policy;
}

/** Actions that IAM restricts by resource (Service Authorization Reference). All others take `*` only. */
const RESOURCES: Readonly<Record<string, string>> = {
  "ec2:DescribeImageAttribute": "arn:aws:ec2:*::image/*",
  "license-manager:ListUsageForLicenseConfiguration": "arn:aws:license-manager:*:*:license-configuration:*",
  "license-manager:ListAssociationsForLicenseConfiguration": "arn:aws:license-manager:*:*:license-configuration:*",
  "license-manager:ListFailuresForLicenseConfigurationOperations": "arn:aws:license-manager:*:*:license-configuration:*",
};

/**
 * Actions that AWS itself calls, with the caller's permissions, to answer another action, and the calling service
 * (EC2 User Guide, "Identify your resources referencing specified AMIs"). The caller needs them only for calls through that service.
 */
export const CALLED_BY_AWS = {
  for: "ec2:DescribeImageReferences",
  by: "ec2-images.amazonaws.com",
  actions: [
    "ec2:DescribeInstances",
    "ec2:DescribeLaunchTemplates",
    "ec2:DescribeLaunchTemplateVersions",
    "ssm:DescribeParameters",
    "ssm:GetParameters",
    "imagebuilder:ListImageRecipes",
    "imagebuilder:ListContainerRecipes",
    "imagebuilder:GetContainerRecipe",
  ],
} as const;

/** Refusals by IAM. Others, such as `AuthFailure` in a region that is not enabled, no policy lifts. */
const BY_IAM = /^(?:UnauthorizedOperation|AccessDenied(?:Exception)?|AuthorizationException)$/;
const EXPLICIT_DENY = /explicit deny/i;

/** Whether the code says that IAM refused. */
export const isRefusedByIam = (code: string): boolean => BY_IAM.test(code);

/** Whether a policy that allows the action lifts this refusal. */
export const isLiftedByPolicy = ({ state, code, message }: PermissionCheck): boolean =>
  state === "denied" && isRefusedByIam(code ?? "") && !EXPLICIT_DENY.test(message ?? "");

/** Required actions that were denied, grouped by accounts that lack the same ones. */
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

/** A policy that allows these actions and those that AWS calls to answer them, nothing else. */
function allowing(actions: readonly string[], partition: string): Policy {
  const resourceOf = (action: string): string => inPartition(RESOURCES[action] ?? "*", partition);
  const resources = [...new Set(actions.map(resourceOf))].sort();
  const statements = resources.map(
    (resource, place): Statement => ({
      Sid: `AmiLedgerMissing${place + 1}`,
      Effect: "Allow",
      Action: actions.filter((action) => resourceOf(action) === resource),
      Resource: resource,
    }),
  );
  return { Version: "2012-10-17", Statement: actions.includes(CALLED_BY_AWS.for) ? [...statements, calledByAws] : statements };
}

const calledByAws: Statement = {
  Sid: "AmiLedgerCalledByAws",
  Effect: "Allow",
  Action: CALLED_BY_AWS.actions,
  Resource: "*",
  Condition: { "ForAnyValue:StringEquals": { "aws:CalledVia": CALLED_BY_AWS.by } },
};

/** `ReadFastLaunchImages` of `/fast-launch-images`. */
const sidOf = (path: string): string => `Read${path.replaceAll(/[/-](\w)/g, (_, letter: string) => letter.toUpperCase())}`;

/** Actions that reading every resource and listing regions needs: public/iam/reader-policy.json. */
export function readerPolicy(): Policy {
  const reads = AWS_RESOURCES.map(({ path, actions: [action] }) => allowed(sidOf(path), action));
  const regions = allowed("FindRegionsOnlyWithLedgerRegionsAll", REGIONS_CHECK.action);
  return { Version: "2012-10-17", Statement: [...reads, { ...calledByAws, Sid: "LetAwsLookForReferencesToImages" }, regions] };
}

const allowed = (Sid: string, action: string): Statement => ({ Sid, Effect: "Allow", Action: action, Resource: RESOURCES[action] ?? "*" });

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
