import type { Sliced } from "@/lib/core/slices";
import { isComplete, type Reading } from "@/lib/dataset/reading";
import { compareReports, type ReportComparison } from "@/lib/domain/images/compare-reports";
import type { UsageCount } from "@/lib/domain/images/image-evidence";
import type { ImageUsageReportEntry } from "@/lib/resources/image-usage-report-entries";

/** Entries between two yields. */
const SLICE_ENTRIES = 2_048;

/** What changed between two reports, by id, from a reading of their entries. Null unless all entries of both are there. */
export function* reportComparison(entries: Reading<ImageUsageReportEntry>, before: string, after: string): Sliced<ReportComparison | null> {
  if (!isComplete(entries)) return null;
  const counts = new Map<string | null, UsageCount[]>([
    [before, []],
    [after, []],
  ]);
  let looked = 0;
  for (const { reportId, accountId, resourceType, usageCount, reportCreationTime } of entries.table.rows()) {
    counts.get(reportId)?.push({ account: accountId, resourceType, count: usageCount, countedAt: reportCreationTime });
    looked += 1;
    if (looked % SLICE_ENTRIES === 0) yield;
  }
  return compareReports(counts.get(before) ?? [], counts.get(after) ?? []);
}
