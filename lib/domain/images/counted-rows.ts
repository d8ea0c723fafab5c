import { type Scope, type Scoped, scopeKey } from "@/lib/core/scope";
import type { Sliced } from "@/lib/core/slices";
import { CodedColumn } from "@/lib/dataset/coded-column";
import { groupRows } from "@/lib/dataset/row-groups";
import type { RowTable } from "@/lib/dataset/row-table";
import type { ImageUsageReportEntry } from "@/lib/resources/image-usage-report-entries";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import type { CellValue } from "@/lib/resources/resource";
import { type Cell, countingEntries, UNNAMED_TYPE } from "./counting-entries";
import { imageKey } from "./image-evidence";
import { type LeftOutEntries, placedEntries } from "./placed-entries";
import { type CountingReport, countingReports } from "./report-selection";

type Report = Scoped<ImageUsageReport>;

/** Reports by the key of the image that they are on. */
type ReportsByImage = ReadonlyMap<string, readonly CountingReport[]>;

const NO_VALUES = new CodedColumn();
const NONE_PROVEN: ReadonlySet<string> = new Set();

/**
 * Which rows of a list of entries count, by the rule of `countingEntries`, at a time of the server in milliseconds: 1 for a
 * row that counts, 0 for one that does not. `leftOutSentence` says how many are of no known report.
 */
export function* countedRows(
  table: RowTable<ImageUsageReportEntry>,
  length: number,
  reports: Iterable<Report>,
  now: number,
): Sliced<CountedRows> {
  const only = new Uint8Array(length);
  const { accountId = NO_VALUES, resourceType = NO_VALUES, usageCount = NO_VALUES } = table.columns;
  const cellOf = (row: number): Cell => ({
    account: textOf(accountId.at(row)),
    resourceType: textOf(resourceType.at(row)),
    count: numberOf(usageCount.at(row)),
  });
  const { images, leftOut } = yield* placedEntries(table, length, reports);
  for (const { reports: ofImage, rows } of images) {
    const counting = countingReports(ofImage, NONE_PROVEN, now);
    for (const row of countingEntries(counting, (reportId) => rows.get(reportId) ?? [], cellOf)) only[row] = 1;
    yield;
  }
  return { only, leftOut };
}

/** What counts of a list of entries. */
export interface CountedRows {
  only: Uint8Array;
  leftOut: LeftOutEntries;
}

const textOf = (value: CellValue): string | null => (typeof value === "string" ? value : null);
const numberOf = (value: CellValue): number | null => (typeof value === "number" ? value : null);

function reportsByImage(reports: Iterable<Report>, now: number): ReportsByImage {
  const byImage = new Map<string, Report[]>();
  for (const report of reports) {
    if (report.imageId === null) continue;
    const key = imageKey({ scope: report.scope, imageId: report.imageId });
    const known = byImage.get(key);
    if (known === undefined) byImage.set(key, [report]);
    else known.push(report);
  }
  return new Map([...byImage].map(([key, ofImage]) => [key, countingReports(ofImage, NONE_PROVEN, now)]));
}

/** How many images have reports, and how many of them none that can be counted at a time: whether those are used is unknown. */
export function countReportedImages(reports: Iterable<Report>, now: number): { images: number; unknown: number } {
  const byImage = reportsByImage(reports, now);
  return { images: byImage.size, unknown: [...byImage.values()].filter((counting) => counting.length === 0).length };
}

/**
 * What stands in for reports that are not listed, as far as their entries tell. Only in scopes of which not every report
 * is known: elsewhere one that is not listed is gone.
 */
export function* reportsOfEntries(
  table: RowTable<ImageUsageReportEntry>,
  length: number,
  listed: readonly Report[],
  listedScopes: ReadonlySet<string>,
): Sliced<Report[]> {
  const listedIds = new Set(listed.map(({ reportId }) => reportId));
  const { imageId = NO_VALUES, reportId = NO_VALUES, resourceType = NO_VALUES } = table.columns;
  const types = [...new Set(resourceType.values)].map((type) => String(type ?? UNNAMED_TYPE));
  return (yield* groupRows([table.scopeKeys, imageId, reportId], length)).flatMap((rows) => {
    const row = table.row(rows[0] ?? 0);
    if (row?.imageId == null || row.reportId === null || listedIds.has(row.reportId)) return [];
    return listedScopes.has(scopeKey(row.scope)) ? [] : asReport(row, row.scope, types);
  });
}

/** A report as its entries tell of it. Nothing is said of it but that it is there. */
const asReport = ({ imageId, reportId, reportCreationTime }: ImageUsageReportEntry, scope: Scope, types: readonly string[]): Report => ({
  scope,
  imageId,
  reportId,
  resourceTypes: types.map((resourceType) => ({ resourceType, resourceTypeOptions: [] })),
  accountIds: [],
  state: "available",
  stateReason: null,
  creationTime: reportCreationTime,
  expirationTime: null,
  tags: [],
});
