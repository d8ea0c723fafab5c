import { type Scope, type Scoped, scopeKey } from "@/lib/core/scope";
import { SLICE_ROWS, type Sliced } from "@/lib/core/slices";
import { CodedColumn } from "@/lib/dataset/coded-column";
import { groupRows } from "@/lib/dataset/row-groups";
import type { RowTable } from "@/lib/dataset/row-table";
import type { ImageUsageReportEntry } from "@/lib/resources/image-usage-report-entries";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import { imageKey } from "./image-evidence";
import { type CountingReport, countingReports, covers } from "./report-selection";
import { UNNAMED_TYPE } from "./usage-cells";

type Report = Scoped<ImageUsageReport>;

/** Reports by the key of the image that they are on. */
type ReportsByImage = ReadonlyMap<string, readonly CountingReport[]>;

const NO_VALUES = new CodedColumn();
const NONE_PROVEN: ReadonlySet<string> = new Set();

/**
 * Which rows of a list of entries count: of each image, account and type those of the one report that decides, at a time
 * of the server in milliseconds. 1 for a row that counts, 0 for one that does not.
 */
export function* countedEntries(
  table: RowTable<ImageUsageReportEntry>,
  length: number,
  reports: Iterable<Report>,
  now: number,
): Sliced<Uint8Array> {
  const counted = new Uint8Array(length);
  const byImage = reportsByImage(reports, now);
  const { imageId = NO_VALUES, reportId = NO_VALUES, accountId = NO_VALUES, resourceType = NO_VALUES } = table.columns;
  for (const rows of yield* groupRows([table.scopeKeys, imageId, reportId], length)) {
    const first = rows[0] ?? 0;
    const ofImage = byImage.get(`${table.scopeKeys.at(first)}/${imageId.at(first)}`) ?? [];
    const place = ofImage.findIndex((report) => report.reportId === reportId.at(first));
    if (place < 0) continue;
    const newer = ofImage.slice(0, place);
    for (const [index, row] of rows.entries()) {
      const account = accountId.at(row);
      const type = String(resourceType.at(row) ?? UNNAMED_TYPE);
      const isDecided = newer.length > 0 && newer.some((report) => covers(report, account === null ? null : String(account), type));
      counted[row] = isDecided ? 0 : 1;
      if (index % SLICE_ROWS === SLICE_ROWS - 1) yield;
    }
  }
  return counted;
}

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
 * What stands in for reports that are not listed, as far as their entries tell: of each image the newest that has some.
 * Only in scopes of which not every report is known: elsewhere one that is not listed is gone.
 */
export function* reportsOfEntries(
  table: RowTable<ImageUsageReportEntry>,
  length: number,
  listed: readonly Report[],
  listedScopes: ReadonlySet<string>,
): Sliced<Report[]> {
  const listedIds = new Set(listed.map(({ reportId }) => reportId));
  const { imageId = NO_VALUES, reportId = NO_VALUES, reportCreationTime = NO_VALUES, resourceType = NO_VALUES } = table.columns;
  const newest = new Map<string, Report>();
  for (const rows of yield* groupRows([table.scopeKeys, imageId, reportId, reportCreationTime], length)) {
    const row = table.row(rows[0] ?? 0);
    if (row?.imageId == null || row.reportId === null || listedIds.has(row.reportId)) continue;
    if (listedScopes.has(scopeKey(row.scope))) continue;
    const key = `${scopeKey(row.scope)}/${row.imageId}`;
    const known = newest.get(key);
    if (known !== undefined && (known.creationTime ?? "") >= (row.reportCreationTime ?? "")) continue;
    newest.set(key, asReport(row, row.scope, [...new Set(resourceType.values)].map(String)));
  }
  return [...newest.values()];
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
