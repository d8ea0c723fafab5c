import { type Count, known, knownValue, type Unknown } from "@/lib/core/known";
import { accountHref } from "@/lib/core/routes";
import type { Scope, Scoped } from "@/lib/core/scope";
import { imageConsoleUrl } from "@/lib/resources/console-url";
import type { Resource } from "@/lib/resources/resource";
import type { AccountReferences, ImageUsage } from "./image-usage";
import { INSTANCES, LAUNCH_TEMPLATES } from "./report-choice";

/** One account's references to an image, by one report: plain JSON. A number that is null has its reason beside it. */
export interface ImageAccount {
  imageId: string;
  /** 12 digits; null where AWS did not tell. */
  account: string | null;
  instances: number | null;
  instancesUnknown: Unknown | null;
  launchTemplates: number | null;
  launchTemplatesUnknown: Unknown | null;
  /** Of all other types together. */
  other: number | null;
  otherUnknown: Unknown | null;
}

const NOT_TOLD: Unknown = { state: "failed", why: "AWS did not tell the amount." };

/** A line an account that the image's report has entries of. */
export function imageAccounts(scope: Scope, imageId: string, usage: ImageUsage): Scoped<ImageAccount>[] {
  return usage.accounts.map((references) => {
    const instances = countOf(references, INSTANCES, usage);
    const launchTemplates = countOf(references, LAUNCH_TEMPLATES, usage);
    const other = otherCount(references, usage.otherReferences);
    return {
      scope,
      imageId,
      account: references.account,
      instances: knownValue(instances),
      instancesUnknown: reason(instances),
      launchTemplates: knownValue(launchTemplates),
      launchTemplatesUnknown: reason(launchTemplates),
      other: knownValue(other),
      otherUnknown: reason(other),
    };
  });
}

const reason = (count: Count): Unknown | null => (count.state === "known" ? null : count);

/** No entry of a type is zero only where the report covers the type and the sum over all accounts is known: else it may not have arrived. */
function countOf({ byType }: AccountReferences, type: string, { report, byType: sums }: ImageUsage): Count {
  const count = byType[type];
  if (count !== undefined) return count === null ? NOT_TOLD : known(count);
  const isCovered = report?.resourceTypes.some(({ resourceType }) => resourceType === type) === true;
  const sum = sums[type];
  if (!isCovered || sum === undefined) return { state: "not reported", why: "The report does not cover this type." };
  return sum.state === "known" ? known(0) : sum;
}

function otherCount({ byType }: AccountReferences, sum: Count): Count {
  const counts = Object.entries(byType).flatMap(([type, count]) => (type === INSTANCES || type === LAUNCH_TEMPLATES ? [] : [count]));
  if (counts.length === 0) return sum.state === "known" ? known(0) : sum;
  return counts.includes(null) ? NOT_TOLD : known(counts.reduce<number>((total, count) => total + (count ?? 0), 0));
}

export const imageAccountLines = {
  path: "/image-usage-report-entries",
  title: "Usage by account",
  noun: ["account", "accounts"],
  summary: "Which accounts refer to one image, by its one report.",
  service: "ec2",
  actions: ["ec2:DescribeImageUsageReportEntries"],
  identity: ({ imageId, account }) => `${imageId}/${account}`,
  columns: {
    account: {
      label: "Account",
      kind: "account",
      value: ({ account }) => account,
      absent: "AWS did not tell the account",
      href: ({ account }) => (account === null ? null : accountHref(account)),
    },
    instances: { label: "Instances", kind: "number", value: (line) => line.instances, unknown: (line) => line.instancesUnknown },
    launchTemplates: {
      label: "Launch templates",
      kind: "number",
      value: (line) => line.launchTemplates,
      unknown: (line) => line.launchTemplatesUnknown,
      hint: "A template counts once, however many of its versions name the image",
    },
    other: {
      label: "Others",
      kind: "number",
      value: (line) => line.other,
      unknown: (line) => line.otherUnknown,
      hint: "Resources of any other type",
    },
  },
  defaultSort: "instances.desc,launchTemplates.desc,other.desc",
  ids: {},
  filters: {},
  maxPageSize: null,
  empty: "The report has no entry.",
  consoleUrl: ({ scope, imageId }) => imageConsoleUrl(scope.region, imageId),
} satisfies Resource<ImageAccount>;
