import { type CountingReport, covers } from "./report-selection";

/** What an entry says: how many of one resource type one account has. */
export interface Cell {
  account: string | null;
  resourceType: string | null;
  count: number | null;
}

/** A resource type that AWS did not name stands under this one. */
export const UNNAMED_TYPE = "not told";

/** Whether AWS said how many. Less than none is no amount. */
export const isAmount = (count: number | null): count is number => count !== null && count >= 0;

/**
 * The entries of one image that count, given its available reports with the newest first: of each cell (account and
 * resource type) those of the newest report that covers it, else of the newest that has one. Counts of two reports are
 * never added. Of reports that were created at the same time neither is newer: the larger count of a cell is taken, so
 * that none is called unused while a report of the same age shows use.
 */
export function countingEntries<Entry>(
  reports: readonly CountingReport[],
  entriesOf: (reportId: string) => readonly Entry[],
  cellOf: (entry: Entry) => Cell,
): readonly Entry[] {
  const counting: (readonly Entry[])[] = [];
  // Only cells of reports that do not say they cover them. They are rare; a key for every one of a million entries would cost too much.
  const decided = new Set<string>();
  let newer: readonly CountingReport[] = [];
  for (const sameAge of byAge(reports)) {
    const isNewest = newer.length === 0;
    const isUndecided = (entry: Entry): boolean => {
      const cell = cellOf(entry);
      return !newer.some((report) => covers(report, cell.account, typeOf(cell))) && !(decided.size > 0 && decided.has(keyOf(cell)));
    };
    const lists = sameAge.map(({ reportId }) => (isNewest ? entriesOf(reportId) : entriesOf(reportId).filter(isUndecided)));
    const entries = lists.length === 1 ? (lists[0] ?? []) : largerOf(lists, cellOf);
    counting.push(entries);
    newer = [...newer, ...sameAge];
    if (newer.length === reports.length) break;
    for (const entry of entries) {
      const cell = cellOf(entry);
      if (!sameAge.some((report) => covers(report, cell.account, typeOf(cell)))) decided.add(keyOf(cell));
    }
  }
  return counting.length === 1 ? (counting[0] ?? []) : counting.flat();
}

const typeOf = ({ resourceType }: Cell): string => resourceType ?? UNNAMED_TYPE;
const keyOf = (cell: Cell): string => `${cell.account}/${typeOf(cell)}`;

/** Reports in groups of the same creation time, in the same order. */
export function byAge(reports: readonly CountingReport[]): CountingReport[][] {
  const groups: CountingReport[][] = [];
  for (const report of reports) {
    const group = groups.at(-1);
    if (group?.[0]?.createdAt === report.createdAt) group.push(report);
    else groups.push([report]);
  }
  return groups;
}

/** Of each cell the entries of the list that has most in it. A count that AWS did not give is more than none. */
function largerOf<Entry>(lists: readonly (readonly Entry[])[], cellOf: (entry: Entry) => Cell): Entry[] {
  const largest = new Map<string, { entries: Entry[]; sum: number }>();
  for (const entries of lists) {
    const cells = new Map<string, { entries: Entry[]; sum: number }>();
    for (const entry of entries) {
      const cell = cellOf(entry);
      const key = keyOf(cell);
      const before = cells.get(key) ?? { entries: [], sum: 0 };
      before.entries.push(entry);
      before.sum += isAmount(cell.count) ? cell.count : NOT_GIVEN;
      cells.set(key, before);
    }
    for (const [key, cell] of cells) if (cell.sum > (largest.get(key)?.sum ?? -1)) largest.set(key, cell);
  }
  return [...largest.values()].flatMap((cell) => cell.entries);
}

/** More than zero, less than one. */
const NOT_GIVEN = 0.5;
