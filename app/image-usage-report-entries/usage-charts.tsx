import { memo, useCallback } from "react";
import { seriesColor } from "@/components/charts/colors";
import { LazyBarChart } from "@/components/charts/lazy-bar-chart";
import type { ResourceView } from "@/components/resource-page/use-resource-view";
import { useLabel } from "@/components/ui/names";
import { LATER, useSliced } from "@/components/ui/use-sliced";
import { formatCount } from "@/lib/core/format";
import type { Sliced } from "@/lib/core/slices";
import type { View } from "@/lib/dataset/compute-view";
import { type Bars, NO_BARS, sumBars } from "@/lib/dataset/group";
import type { ImageUsageReportEntry } from "@/lib/resources/image-usage-report-entries";

const TOP = 8;
const TYPE_LABELS: Readonly<Record<string, string>> = { "ec2:Instance": "Instances", "ec2:LaunchTemplate": "Launch templates" };

interface UsageChartsProps extends Pick<ResourceView<ImageUsageReportEntry>, "found" | "settled" | "choices" | "toggle"> {
  /** Null while, or where, the reports are not all known. */
  counted: { images: number; unknown: number } | null;
  everyReport: boolean;
}

/** Who uses the images most, and which image is used most. Never over two reports of one image. Not drawn again while somebody types. */
export const UsageCharts = memo(function UsageCharts({ found, settled, choices, toggle, counted, everyReport }: UsageChartsProps) {
  const label = useLabel();
  const sums = useSliced(
    useCallback(
      () => usageSums(settled && !everyReport ? found : null, (id) => label("account", id)),
      [settled, everyReport, found, label],
    ),
    LATER,
  );
  if (everyReport) {
    return (
      <p className="text-muted lg:col-span-2">
        Entries of several reports on one image count the same use more than once, so there are no totals while all reports are shown.
      </p>
    );
  }
  const { byAccount, byImage } = sums ?? { byAccount: NO_BARS, byImage: NO_BARS };
  const basis = [
    "References by the newest available report that covers each account and type.",
    unknownText(counted),
    byAccount.unknown > 0 ? `${formatCount(byAccount.unknown, ["entry", "entries"])} without a count.` : "",
  ];
  const common = {
    ready: settled && sums !== null,
    summary: basis.filter((sentence) => sentence !== "").join(" "),
    splitColor: seriesColor,
    splitLabel: (type: string) => TYPE_LABELS[type] ?? type,
  };
  return (
    <>
      <LazyBarChart
        {...common}
        title="Which accounts use our images most?"
        lines={10}
        data={byAccount}
        otherNoun="accounts"
        selected={choices.accountId ?? []}
        onSelect={(text) => toggle("accountId", text)}
      />
      <LazyBarChart
        {...common}
        title="Which images are used most?"
        lines={10}
        data={byImage}
        otherNoun="images"
        selected={choices.imageId ?? []}
        onSelect={(text) => toggle("imageId", text)}
      />
    </>
  );
});

function* usageSums(
  found: View<ImageUsageReportEntry> | null,
  label: (account: string) => string,
): Sliced<{ byAccount: Bars; byImage: Bars } | null> {
  // What is on screen may still be that of every report, for a moment after the choice.
  if (found === null || !found.isRestricted) return null;
  const { accountId, imageId, resourceType, usageCount } = found.table.columns;
  const { accountId: ofAccounts, imageId: ofImages } = found.matching;
  if (!accountId || !imageId || !resourceType || !usageCount || !ofAccounts || !ofImages) return null;
  const shared = { split: resourceType, measure: usageCount, top: TOP };
  const byAccount = yield* sumBars({ ...shared, indices: ofAccounts, by: accountId, label });
  return { byAccount, byImage: yield* sumBars({ ...shared, indices: ofImages, by: imageId }) };
}

function unknownText(counted: UsageChartsProps["counted"]): string {
  if (counted === null) return "Not all reports are known yet.";
  return counted.unknown === 0
    ? ""
    : `The use of ${counted.unknown} of ${formatCount(counted.images, ["image", "images"])} is unknown: no report is available.`;
}
