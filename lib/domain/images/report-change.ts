import { formatCount, formatNumber } from "@/lib/core/format";
import type { Scope, Scoped } from "@/lib/core/scope";
import { scopeColumns } from "@/lib/resources/common-columns";
import type { Resource } from "@/lib/resources/resource";
import type { AccountChange, ReportComparison, TypeComparison } from "./compare-reports";
import { typeWords } from "./words";

/** What became of one account's references of one type, from one report to another. */
export interface ReportChange {
  account: string | null;
  resourceType: string;
  before: number | null;
  after: number | null;
  /** After less before. Null where one of them was not told. */
  difference: number | null;
  change: AccountChange["byType"][number]["change"];
}

const UNTOLD = "AWS did not tell the amount";

/** The changes as a list: most changed first, as they are given. */
export const reportChanges = {
  path: "/compare",
  title: "Changes between two reports",
  noun: ["change", "changes"],
  summary: "What became of each account's references, by resource type.",
  service: "ec2",
  actions: ["ec2:DescribeImageUsageReportEntries"],
  identity: ({ account, resourceType }) => `${account}/${resourceType}`,
  columns: {
    account: { label: "Account", kind: "account", value: ({ account }) => account, absent: "AWS did not tell the account" },
    resourceType: { label: "Resource type", kind: "word", value: ({ resourceType }) => resourceType },
    change: {
      label: "Change",
      kind: "state",
      value: ({ change }) => change,
      tones: { gained: "warning", grown: "warning", lost: "good", shrunk: "good", same: "neutral", unknown: "neutral" },
    },
    before: { label: "Before", kind: "number", value: ({ before }) => before, absent: UNTOLD },
    after: { label: "After", kind: "number", value: ({ after }) => after, absent: UNTOLD },
    difference: {
      label: "Difference",
      kind: "number",
      value: ({ difference }) => difference,
      absent: "One of the amounts is not known",
      hint: "After less before",
    },
    region: { ...scopeColumns.region, optional: true },
  },
  defaultSort: "",
  ids: {},
  filters: {},
  maxPageSize: null,
  empty: "Neither report has an entry.",
  consoleUrl: () => null,
} satisfies Resource<ReportChange>;

/** One line an account and type. */
export function changeRows(comparison: ReportComparison, scope: Scope): Scoped<ReportChange>[] {
  return comparison.accounts.flatMap(({ byType }) =>
    byType.map(({ account, resourceType, before, after, change }) => ({
      scope,
      account,
      resourceType,
      before,
      after,
      difference: before === null || after === null ? null : after - before,
      change,
    })),
  );
}

const KINDS = ["gained", "lost", "grown", "shrunk", "mixed", "unknown", "same"] as const;
const ACCOUNTS = ["account", "accounts"] as const;

const KIND_WORDS: Readonly<Record<AccountChange["change"], readonly [string, string]>> = {
  gained: ["was gained", "were gained"],
  lost: ["was lost", "were lost"],
  grown: ["has more", "have more"],
  shrunk: ["has fewer", "have fewer"],
  mixed: ["has more of one type and fewer of another", "have more of one type and fewer of another"],
  unknown: ["cannot be compared: AWS did not tell all of it", "cannot be compared: AWS did not tell all of it"],
  same: ["is unchanged", "are unchanged"],
};

/** How many accounts did what, over all types, a sentence each. Kinds that nobody did are left out. */
export function accountSentences({ accounts }: ReportComparison): string[] {
  return KINDS.flatMap((kind) => {
    const count = accounts.filter(({ change }) => change === kind).length;
    return count === 0 ? [] : [`${formatCount(count, ACCOUNTS)} ${KIND_WORDS[kind][count === 1 ? 0 : 1]}.`];
  });
}

/** One resource type in one sentence: `Instances: 1,204 before, 1,310 after (+106); 12 accounts gained, 3 lost.` */
export function typeSentence(type: string, { accounts, before, after, isPartial }: TypeComparison): string {
  const words = typeWords(type, 2);
  const parts = (["gained", "lost", "grown", "shrunk", "same", "unknown"] as const).flatMap((kind) =>
    accounts[kind] === 0 ? [] : [`${formatNumber(accounts[kind])} ${kind === "same" ? "unchanged" : kind}`],
  );
  const least = isPartial ? "at least " : "";
  const difference = isPartial ? "" : ` (${signed(after - before)})`;
  const all = `${least}${formatNumber(before)} before, ${least}${formatNumber(after)} after${difference}`;
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}: ${all}; accounts: ${parts.join(", ")}.`;
}

/** `+106`, `-3`, `±0`. */
export function signed(difference: number): string {
  if (difference === 0) return "±0";
  return difference > 0 ? `+${formatNumber(difference)}` : formatNumber(difference);
}
