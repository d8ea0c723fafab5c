import { useCallback } from "react";
import { type Rows, useRows } from "@/components/resource-page/use-rows";
import { useSliced } from "@/components/ui/use-sliced";
import type { Sliced } from "@/lib/core/slices";
import { isComplete } from "@/lib/dataset/reading";
import { compareReports, type ReportComparison } from "@/lib/domain/images/compare-reports";
import type { UsageCount } from "@/lib/domain/images/image-evidence";
import type { Pair } from "@/lib/domain/images/report-pairs";
import { type ImageUsageReportEntry, imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";

/** Entries between two pauses. */
const SLICE_ENTRIES = 2_048;

interface Compared {
  entries: Rows<ImageUsageReportEntry>;
  /** Null until all entries of both reports have arrived: less than all of them cannot be compared. */
  comparison: ReportComparison | null;
}

/** What changed between two comparable reports. Asks for the entries of these two alone; null asks for nothing. */
export function useComparison(pair: Pair | null): Compared {
  const before = pair?.before.reportId ?? null;
  const after = pair?.after.reportId ?? null;
  const entries = useRows<ImageUsageReportEntry>(imageUsageReportEntries, pair === null ? "" : entriesSearch(pair), pair !== null);
  const { set } = entries;
  const compared = useSliced(
    useCallback(
      function* (): Sliced<{ of: string; comparison: ReportComparison } | null> {
        if (before === null || after === null || !isComplete(set)) return null;
        const counts = new Map<string | null, UsageCount[]>([
          [before, []],
          [after, []],
        ]);
        let looked = 0;
        for (const { reportId, accountId, resourceType, usageCount, reportCreationTime } of set.table.rows()) {
          counts.get(reportId)?.push({ account: accountId, resourceType, count: usageCount, countedAt: reportCreationTime });
          looked += 1;
          if (looked % SLICE_ENTRIES === 0) yield;
        }
        return { of: `${before} ${after}`, comparison: compareReports(counts.get(before) ?? [], counts.get(after) ?? []) };
      },
      [set, before, after],
    ),
  );
  // The comparison before stays while the next is made: it is of other reports then.
  return { entries, comparison: compared !== null && compared.of === `${before} ${after}` ? compared.comparison : null };
}

function entriesSearch({ before, after }: Pair): string {
  const { account, region } = after.scope;
  return new URLSearchParams([
    ...(account === null ? [] : [["account", account]]),
    ["region", region],
    ["report-id", before.reportId ?? ""],
    ["report-id", after.reportId ?? ""],
  ]).toString();
}
