import { type Known, known } from "@/lib/core/known";
import { type Scope, type Scoped, scopeKey } from "@/lib/core/scope";
import { CodedColumn } from "@/lib/dataset/coded-column";
import type { ImageUsageReportEntry } from "@/lib/resources/image-usage-report-entries";
import type { CellValue } from "@/lib/resources/resource";
import { type EntriesByReport, imageKey, type UsageCount } from "./image-evidence";
import type { Listed, Subject } from "./list-by-image";
import type { ListedReports } from "./listed-reports";

type Entry = Scoped<ImageUsageReportEntry>;

/** The entries about one image, and whether there may be others that AWS did not say enough of. */
export interface EntriesOfImage {
  arrivedEntries: EntriesByReport;
  isAttributed: Known<null>;
}

const NO_VALUES = new CodedColumn();

/** Gives the entries about an image: those that name it, and those that only name a report on it. */
export function entriesOfImages(entries: Listed<ImageUsageReportEntry>, reports: ListedReports): (subject: Subject) => EntriesOfImage {
  const { source, groups } = entries;
  const columns = source?.set.table.columns ?? {};
  const {
    reportId = NO_VALUES,
    accountId = NO_VALUES,
    resourceType = NO_VALUES,
    usageCount = NO_VALUES,
    reportCreationTime = NO_VALUES,
  } = columns;
  const toCount = (row: number): UsageCount => ({
    account: textOf(accountId.at(row)),
    resourceType: textOf(resourceType.at(row)),
    count: numberOf(usageCount.at(row)),
    countedAt: textOf(reportCreationTime.at(row)),
  });
  const nameless = namelessByScope(entries, reports);
  return (subject) => {
    const rowsOf = new Map(groups(imageKey(subject)).map((rows) => [textOf(reportId.at(rows[0] ?? 0)), rows]));
    const isWithoutReport = rowsOf.delete(null);
    const { byReport, lost } = nameless(subject.scope);
    const others = reports.of(subject).flatMap(({ reportId: id }) => (id !== null && byReport.has(id) ? [id] : []));
    const ids = [...new Set([...[...rowsOf.keys()].flatMap((id) => id ?? []), ...others])];
    return {
      arrivedEntries: {
        reportIds: ids,
        of: (id) => [...Array.from(rowsOf.get(id) ?? [], toCount), ...(others.includes(id) ? (byReport.get(id) ?? []).map(countOf) : [])],
      },
      isAttributed: isWithoutReport
        ? { state: "not reported", why: "AWS did not say which report some entries on this image are of." }
        : lost,
    };
  };
}

/** Entries of a scope that name no image: by the report they name, and whether any cannot be attributed to one image. */
interface Nameless {
  byReport: ReadonlyMap<string, readonly Entry[]>;
  lost: Known<null>;
}

function namelessByScope(entries: Listed<ImageUsageReportEntry>, reports: ListedReports): (scope: Scope) => Nameless {
  const made = new Map<string, Nameless>();
  return (scope) => {
    const key = scopeKey(scope);
    const known = made.get(key) ?? namelessIn(entries.nameless(scope), reports.named(scope));
    made.set(key, known);
    return known;
  };
}

function namelessIn(rows: readonly Entry[], named: ReadonlySet<string>): Nameless {
  const byReport = new Map<string, Entry[]>();
  let lost: Known<null> = known(null);
  for (const row of rows) {
    const { reportId, accountId, resourceType } = row;
    if (reportId === null || !named.has(reportId)) {
      const which = `${resourceType ?? "a type that AWS did not name"} in ${accountId ?? "an account that AWS did not name"}`;
      lost = { state: "not reported", why: `AWS did not say which image an entry is about (${which}).` };
      continue;
    }
    const ofReport = byReport.get(reportId);
    if (ofReport === undefined) byReport.set(reportId, [row]);
    else ofReport.push(row);
  }
  return { byReport, lost };
}

const countOf = ({ accountId, resourceType, usageCount, reportCreationTime }: Entry): UsageCount => ({
  account: accountId,
  resourceType,
  count: usageCount,
  countedAt: reportCreationTime,
});

const textOf = (value: CellValue): string | null => (typeof value === "string" ? value : null);
const numberOf = (value: CellValue): number | null => (typeof value === "number" ? value : null);
