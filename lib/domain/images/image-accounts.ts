import { type Count, known, knownValue, type Unknown } from "@/lib/core/known";
import { accountHref } from "@/lib/core/routes";
import type { Scope, Scoped } from "@/lib/core/scope";
import { imageConsoleUrl } from "@/lib/resources/console-url";
import type { Resource } from "@/lib/resources/resource";
import type { AccountReferences, ImageUsage } from "./image-usage";
import { INSTANCES, LAUNCH_TEMPLATES } from "./report-selection";
import { type UsageCells, whyNotZero } from "./usage-cells";

/** One account's references to an image: plain JSON. A number that is null has its reason beside it. */
export interface ImageAccount {
  imageId: string;
  /** 12 digits; null where AWS did not say. */
  account: string | null;
  instances: number | null;
  instancesUnknown: Unknown | null;
  launchTemplates: number | null;
  launchTemplatesUnknown: Unknown | null;
  /** Of all other types together. */
  other: number | null;
  otherUnknown: Unknown | null;
}

const NO_COUNT: Unknown = { state: "failed", why: "AWS gave no count." };

/** A line an account that reports have entries of. */
export function imageAccounts(scope: Scope, imageId: string, { accounts, cells }: ImageUsage): Scoped<ImageAccount>[] {
  return accounts.map((references) => {
    const instances = countOf(references, INSTANCES, cells);
    const launchTemplates = countOf(references, LAUNCH_TEMPLATES, cells);
    const other = otherCount(references, cells);
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

/** The count of one cell. */
export function countOf({ account, byType }: AccountReferences, type: string, cells: UsageCells): Count {
  if (!Object.hasOwn(byType, type)) return whyNotZero(cells, account, type) ?? known(0);
  const count = byType[type] ?? null;
  return count === null ? NO_COUNT : known(count);
}

function otherCount({ account, byType }: AccountReferences, cells: UsageCells): Count {
  const isOther = (type: string): boolean => type !== INSTANCES && type !== LAUNCH_TEMPLATES;
  const counts = Object.entries(byType).flatMap(([type, count]) => (isOther(type) ? [count] : []));
  if (counts.includes(null)) return NO_COUNT;
  if (counts.length > 0) return known(counts.reduce<number>((sum, count) => sum + (count ?? 0), 0));
  const covered = [...new Set(cells.reports.flatMap(({ types }) => [...types]))].filter(isOther);
  const [why] = covered.flatMap((type) => whyNotZero(cells, account, type) ?? []);
  return why ?? (covered.length > 0 ? known(0) : { state: "not reported", why: "The report does not cover other types." });
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
