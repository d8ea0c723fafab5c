import type { Scoped } from "@/lib/core/scope";
import { scopeKey } from "@/lib/core/scope";
import type { Sliced } from "@/lib/core/slices";
import { DistinctRows } from "@/lib/dataset/distinct-rows";
import type { RowTable } from "@/lib/dataset/row-table";
import type { ImageUsageReportEntry } from "@/lib/resources/image-usage-report-entries";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";

type Report = Pick<Scoped<ImageUsageReport>, "scope" | "imageId" | "reportId" | "state" | "creationTime">;
type Entry = Pick<Scoped<ImageUsageReportEntry>, "scope" | "imageId" | "reportId" | "reportCreationTime">;

const imageKey = ({ scope, imageId }: Pick<Report, "scope" | "imageId">): string => `${scopeKey(scope)}/${imageId}`;

/**
 * The one report of each image whose entries may be added up: the newest that is available. An entry
 * list holds those of all live reports of an image, and adding two reports counts everything twice.
 *
 * Where the reports are not known, the newest that has entries stands in.
 */
export function newestReportIds(reports: Iterable<Report>, entries: Iterable<Entry>): Set<string> {
  const newest = new Map<string, { reportId: string; time: string }>();
  const offer = (key: string, reportId: string | null, time: string | null): void => {
    const known = newest.get(key);
    if (reportId !== null && (known === undefined || (time ?? "") > known.time)) newest.set(key, { reportId, time: time ?? "" });
  };
  for (const report of reports) if (report.state === "available") offer(imageKey(report), report.reportId, report.creationTime);
  const known = new Set(newest.keys());
  for (const entry of entries) {
    const key = imageKey(entry);
    if (!known.has(key)) offer(key, entry.reportId, entry.reportCreationTime);
  }
  return new Set([...newest.values()].map(({ reportId }) => reportId));
}

/** How many images have reports, and how many of them none that is available: whether those are used is unknown. */
export function countReportedImages(reports: readonly Report[]): { images: number; unknown: number } {
  const available = new Set(reports.filter(({ state }) => state === "available").map(imageKey));
  const images = new Set(reports.map(imageKey));
  return { images: images.size, unknown: images.size - available.size };
}

type EntryTable = RowTable<ImageUsageReportEntry>;
const REPORT_COLUMNS = ["imageId", "reportId", "reportCreationTime"] satisfies (keyof Entry)[];
const distinctOf = new WeakMap<EntryTable, DistinctRows>();

/** One entry of each report: what `newestReportIds` needs to know of all entries, in far fewer. */
export function* reportedEntries(table: EntryTable, length: number): Sliced<Entry[]> {
  const distinct =
    distinctOf.get(table) ?? new DistinctRows(() => [table.scopeKeys, ...REPORT_COLUMNS.flatMap((name) => table.columns[name] ?? [])]);
  distinctOf.set(table, distinct);
  return [...table.rows(yield* distinct.until(length))];
}
