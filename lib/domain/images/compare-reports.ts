import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import { UNNAMED_TYPE } from "./counting-entries";
import type { UsageCount } from "./image-evidence";
import { type AccountReferences, byAccount } from "./image-usage";
import { createdAt, isAvailable, isExpired } from "./report-selection";
import { whyNotAvailable } from "./words";

type Kind = "gained" | "lost" | "grown" | "shrunk" | "same" | "unknown";

/** One account's references of one resource type in two reports. */
interface Change {
  /** 12 digits; null where AWS did not tell. */
  account: string | null;
  resourceType: string;
  /** Zero where the report has no entry; null where AWS did not tell the amount. */
  before: number | null;
  after: number | null;
  /** `unknown` where an amount was not told. */
  change: Kind;
}

/**
 * An account over all types: `gained` where it had no reference of any type before, `lost` where it has none any
 * more, `mixed` where one type grew and another shrank.
 */
export interface AccountChange {
  account: string | null;
  change: Kind | "mixed";
  byType: readonly Change[];
}

export interface ReportComparison {
  /** Gained and lost ones first, then by how much changed; accounts that are the same come last. */
  accounts: readonly AccountChange[];
  /** By resource type: how many accounts did what, and the sums of known amounts. */
  byType: Readonly<Record<string, TypeComparison>>;
}

export interface TypeComparison {
  accounts: Readonly<Record<Kind, number>>;
  before: number;
  after: number;
  /** An amount was not told, so that the sums are the least there is. */
  isPartial: boolean;
}

/** Null where two reports may be compared at a time in milliseconds, else one sentence why not. */
export function whyNotComparable(a: ImageUsageReport, b: ImageUsageReport, now: number): string | null {
  if (a.reportId === null || b.reportId === null) return "AWS did not say which reports these are.";
  if (a.reportId === b.reportId) return "These are the same report.";
  if (a.imageId === null || a.imageId !== b.imageId) return "The reports are on different images.";
  if (createdAt(a) === null || createdAt(b) === null)
    return "AWS did not say when both reports were created, so neither is known to be the older.";
  if (createdAt(a) === createdAt(b)) return "The reports were created at the same time, so neither is the older.";
  const unavailable = [a, b].find((report) => !isAvailable(report, now));
  if (unavailable !== undefined) {
    return `${whyNotAvailable(unavailable, now)} ${isExpired(unavailable, now) ? "AWS has deleted its entries." : "It has no entries to compare."}`;
  }
  if (textOf(a.accountIds) !== textOf(b.accountIds)) return "The reports are restricted to different accounts.";
  if (textOf(a.resourceTypes.map(typeOf)) !== textOf(b.resourceTypes.map(typeOf))) return "The reports cover different resource types.";
  if (textOf(a.resourceTypes.map(depthOf)) !== textOf(b.resourceTypes.map(depthOf))) {
    return "The reports looked at different numbers of launch template versions, or were asked with different options.";
  }
  return null;
}

type Covered = ImageUsageReport["resourceTypes"][number];

const textOf = (texts: readonly string[]): string => JSON.stringify([...new Set(texts)].sort());
const typeOf = ({ resourceType }: Covered): string => resourceType ?? UNNAMED_TYPE;

/** The options in a form that is the same for the same options. Nothing said means 20 versions of a launch template. */
function depthOf({ resourceType, resourceTypeOptions }: Covered): string {
  const options = resourceTypeOptions.map(({ optionName, optionValues }) => `${optionName} ${optionValues.toSorted().join(" ")}`);
  const hasDepth = resourceTypeOptions.some(({ optionName }) => optionName === "version-depth");
  const all = hasDepth || resourceType !== "ec2:LaunchTemplate" ? options : [...options, "version-depth 20"];
  return `${resourceType} ${textOf(all)}`;
}

/** What changed from one report to another. Ask `whyNotComparable` first; both lists of entries must be whole. */
export function compareReports(before: readonly UsageCount[], after: readonly UsageCount[]): ReportComparison {
  const old = accountsOf(before);
  const fresh = accountsOf(after);
  const accounts = [...new Set([...old.keys(), ...fresh.keys()])].map((account) =>
    accountChange(account, old.get(account), fresh.get(account)),
  );
  return { accounts: accounts.sort(mostChangedFirst), byType: byType(accounts.flatMap((change) => change.byType)) };
}

const accountsOf = (entries: readonly UsageCount[]) => new Map(byAccount(entries).map((references) => [references.account, references]));

function accountChange(account: string | null, old: AccountReferences | undefined, fresh: AccountReferences | undefined): AccountChange {
  const types = [...new Set([...Object.keys(old?.byType ?? {}), ...Object.keys(fresh?.byType ?? {})])].sort();
  const changes = types.map((resourceType): Change => {
    const before = amountOf(old, resourceType);
    const after = amountOf(fresh, resourceType);
    // Which account it is was not told, so that it need not be the same one.
    return { account, resourceType, before, after, change: account === null ? "unknown" : kindOf(before, after) };
  });
  return { account, change: overall(changes), byType: changes };
}

const amountOf = (references: AccountReferences | undefined, type: string): number | null =>
  references !== undefined && Object.hasOwn(references.byType, type) ? (references.byType[type] ?? null) : 0;

function kindOf(before: number | null, after: number | null): Kind {
  if (before === null || after === null) return "unknown";
  if (before === after) return "same";
  if (before === 0) return "gained";
  if (after === 0) return "lost";
  return after > before ? "grown" : "shrunk";
}

function overall(changes: readonly Change[]): AccountChange["change"] {
  if (changes.some(({ change }) => change === "unknown")) return "unknown";
  const isMore = changes.some(({ change }) => change === "gained" || change === "grown");
  const isLess = changes.some(({ change }) => change === "lost" || change === "shrunk");
  if (isMore && isLess) return "mixed";
  if (!isMore && !isLess) return "same";
  if (isMore) return changes.every(({ before }) => before === 0) ? "gained" : "grown";
  return changes.every(({ after }) => after === 0) ? "lost" : "shrunk";
}

const ORDER = { gained: 0, lost: 0, unknown: 1, mixed: 1, grown: 1, shrunk: 1, same: 2 } satisfies Record<AccountChange["change"], number>;

const extent = ({ byType }: AccountChange): number =>
  byType.reduce((sum, { before, after }) => sum + Math.abs((after ?? 0) - (before ?? 0)), 0);

const mostChangedFirst = (a: AccountChange, b: AccountChange): number =>
  ORDER[a.change] - ORDER[b.change] || extent(b) - extent(a) || ((a.account ?? "") < (b.account ?? "") ? -1 : 1);

function byType(changes: readonly Change[]): Record<string, TypeComparison> {
  const types = new Map<string, TypeComparison & { accounts: Record<Kind, number> }>();
  for (const { resourceType, before, after, change } of changes) {
    const type = types.get(resourceType) ?? {
      accounts: { gained: 0, lost: 0, grown: 0, shrunk: 0, same: 0, unknown: 0 },
      before: 0,
      after: 0,
      isPartial: false,
    };
    types.set(resourceType, type);
    type.accounts[change] += 1;
    type.before += before ?? 0;
    type.after += after ?? 0;
    type.isPartial ||= before === null || after === null;
  }
  return Object.fromEntries(types);
}
