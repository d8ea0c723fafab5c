import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import type { ImageEvidence, UsageCount } from "./image-evidence";
import { createdAt, isAvailable, newest, newestComplete, parsedTime } from "./report-choice";

/** Somebody who uses an image: another account, or a resource of the owner's own. */
export interface Use {
  /** 12 digits; null where AWS did not tell. */
  account: string | null;
  /** `ec2:Instance`, `ec2:LaunchTemplate`, or what else refers to it. */
  resourceType: string | null;
  count: number;
  /** ISO 8601: when it was counted. Null where AWS did not tell. */
  countedAt: string | null;
  /** The owner's own account, by DescribeImageReferences. */
  isOwn: boolean;
}

/** A report whose entries speak for an image, and when it was created, in milliseconds; null where AWS did not tell. */
export interface SpeakingReport {
  reportId: string;
  time: number | null;
  /** Whether AWS listed it. One that only entries name became available after the reports were listed, or is gone. */
  isListed: boolean;
}

/**
 * The reports that prove use: the newest complete one and everything available since, however little it covers;
 * where none is complete, the newest that is available. Oldest first.
 */
export function speakingReports({ arrivedReports, arrivedEntries }: ImageEvidence, now: number): SpeakingReport[] {
  const available = arrivedReports.filter((report) => isAvailable(report, now));
  const complete = newestComplete(arrivedReports, now);
  const listed = new Set(arrivedReports.map(({ reportId }) => reportId));
  const unlisted = arrivedEntries.reportIds
    .filter((id) => !listed.has(id))
    .map((reportId) => ({ reportId, time: parsedTime(arrivedEntries.of(reportId)[0]?.countedAt ?? null), isListed: false }));
  if (complete !== null) {
    const since = available.filter((report) => report !== complete && !isOlder(createdAt(report), createdAt(complete)));
    const unlistedSince = unlisted.filter(({ time }) => !isOlder(time, createdAt(complete)));
    return inOrder([...[complete, ...since].flatMap(speaking), ...unlistedSince]);
  }
  const latest = newest(available);
  return inOrder([...(latest === null ? [] : speaking(latest)), ...unlisted]).slice(-1);
}

/** Whether it is certain that one time is before another. */
const isOlder = (time: number | null, than: number | null): boolean => time !== null && than !== null && time < than;

const speaking = (report: ImageUsageReport): SpeakingReport[] =>
  report.reportId === null ? [] : [{ reportId: report.reportId, time: createdAt(report), isListed: true }];

const inOrder = (reports: readonly SpeakingReport[]): SpeakingReport[] =>
  reports.toSorted((a, b) => (a.time ?? -Infinity) - (b.time ?? -Infinity));

/** Everybody who is seen to use an image. Of an account and type that two reports counted, the newer count; they are never added. */
export function usesOf(evidence: ImageEvidence, now: number): Use[] {
  const all: UsesByType = new Map();
  for (const { reportId } of speakingReports(evidence, now)) {
    for (const [type, uses] of usesIn(evidence.arrivedEntries.of(reportId))) {
      const before = all.get(type);
      if (before === undefined) all.set(type, uses);
      else for (const [account, use] of uses) before.set(account, use);
    }
  }
  const others = [...all.values()].flatMap((uses) => [...uses.values()]);
  return [...others, ...ownUses(evidence)].sort((a, b) => b.count - a.count || compareText(a.account, b.account));
}

/** By resource type and account: there are a few types, and accounts by the thousand. */
type UsesByType = Map<string | null, Map<string | null, Use>>;

/** Of one report, whose rows of the same account and type belong together. */
function usesIn(entries: readonly UsageCount[]): UsesByType {
  const types: UsesByType = new Map();
  for (const { account, resourceType, count, countedAt } of entries) {
    if (count === null || !(count > 0)) continue;
    const uses = types.get(resourceType) ?? new Map<string | null, Use>();
    types.set(resourceType, uses);
    const before = uses.get(account);
    if (before === undefined) uses.set(account, { account, resourceType, count, countedAt, isOwn: false });
    else before.count += count;
  }
  return types;
}

function ownUses({ scope, arrivedReferences, readAt }: ImageEvidence): Use[] {
  const uses = new Map<string | null, Use>();
  for (const { resourceType } of arrivedReferences) {
    const before = uses.get(resourceType);
    if (before !== undefined) before.count += 1;
    else uses.set(resourceType, { account: scope.account, resourceType, count: 1, countedAt: readAt.references, isOwn: true });
  }
  return [...uses.values()];
}

const compareText = (a: string | null, b: string | null): number => ((a ?? "") < (b ?? "") ? -1 : Number((a ?? "") > (b ?? "")));
