import { type Scoped, scopeKey } from "@/lib/core/scope";
import type { Sliced } from "@/lib/core/slices";
import { CodedColumn } from "@/lib/dataset/coded-column";
import { groupRows } from "@/lib/dataset/row-groups";
import type { RowTable } from "@/lib/dataset/row-table";
import type { ImageUsageReportEntry } from "@/lib/resources/image-usage-report-entries";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";

type Report = Scoped<ImageUsageReport>;

/** One image of a list of entries: its reports, and the rows of each by report id. */
interface PlacedImage {
  reports: readonly Report[];
  rows: ReadonlyMap<string, readonly number[]>;
}

/** How many entries are of no report that is known, and so cannot be counted. */
export interface LeftOutEntries {
  /** AWS did not say which report, or which image, they are of. */
  unnamed: number;
  /** Of reports that are not among those that were listed. */
  unlisted: number;
}

export interface PlacedEntries {
  images: readonly PlacedImage[];
  leftOut: LeftOutEntries;
}

const NO_VALUES = new CodedColumn();

/** Puts each row to the image and report that it is of. Where only one of an entry and its report names the image, that is enough. */
export function* placedEntries(table: RowTable<ImageUsageReportEntry>, length: number, reports: Iterable<Report>): Sliced<PlacedEntries> {
  const { imageId = NO_VALUES, reportId = NO_VALUES } = table.columns;
  const groups = (yield* groupRows([table.scopeKeys, imageId, reportId], length)).map((rows) => {
    const first = rows[0] ?? 0;
    const [scope, image, report] = [table.scopeKeys, imageId, reportId].map((column) => column.at(first));
    return { rows, scope, image, report: report === null ? null : `${scope}/${report}`, reportId: String(report) };
  });
  const listed = [...reports].filter(({ reportId }) => reportId !== null).map((report) => ({ report, key: reportKey(report) }));
  const imageOf = new Map(groups.flatMap(({ image, report }) => (image === null || report === null ? [] : [[report, image] as const])));
  for (const { report, key } of listed) if (report.imageId !== null) imageOf.set(key, report.imageId);

  const images = new Map<string, Placing>();
  for (const { report, key } of listed) {
    const image = `${scopeKey(report.scope)}/${imageOf.get(key)}`;
    const known: Placing = images.get(image) ?? { reports: [], rows: new Map() };
    known.reports.push(report);
    images.set(image, known);
  }
  const known = new Set(listed.map(({ key }) => key));
  const leftOut = { unnamed: 0, unlisted: 0 };
  for (const { rows, scope, image, report, reportId: id } of groups) {
    const named = image ?? (report === null ? null : (imageOf.get(report) ?? null));
    const placed = images.get(`${scope}/${named}`);
    if (report === null) leftOut.unnamed += rows.length;
    else if (!known.has(report) || placed === undefined) leftOut[named === null ? "unnamed" : "unlisted"] += rows.length;
    else placed.rows.set(id, [...(placed.rows.get(id) ?? []), ...rows]);
    yield;
  }
  return { images: [...images.values()], leftOut };
}

interface Placing {
  reports: Report[];
  rows: Map<string, readonly number[]>;
}

const reportKey = ({ scope, reportId }: Report): string => `${scopeKey(scope)}/${reportId}`;
