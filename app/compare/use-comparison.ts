import { useCallback } from "react";
import { type RouteReading, useRows } from "@/components/resource-page/use-rows";
import { useSliced } from "@/components/ui/use-sliced";
import type { Sliced } from "@/lib/core/slices";
import type { ReportComparison } from "@/lib/domain/images/compare-reports";
import type { Pair } from "@/lib/domain/images/report-pairs";
import { type ImageUsageReportEntry, imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { reportComparison } from "@/lib/usecases/report-comparison";

interface Compared {
  entries: RouteReading<ImageUsageReportEntry>;
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
        if (before === null || after === null) return null;
        const comparison = yield* reportComparison(set, before, after);
        return comparison && { of: `${before} ${after}`, comparison };
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
