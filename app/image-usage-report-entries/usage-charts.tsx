import { seriesColor } from "@/components/charts/colors";
import { LazyBarChart } from "@/components/charts/lazy-bar-chart";
import type { ResourceView } from "@/components/resource-page/use-resource-view";
import type { ImageUsageReportEntry } from "@/lib/resources/image-usage-report-entries";
import { formatAccount, formatCount } from "@/lib/view/format";
import { sumBars } from "@/lib/view/group";

const TOP = 8;
const TYPE_LABELS: Readonly<Record<string, string>> = { "ec2:Instance": "Instances", "ec2:LaunchTemplate": "Launch templates" };

interface UsageChartsProps {
  view: ResourceView<ImageUsageReportEntry>;
  /** Null while, or where, the reports are not all known. */
  counted: { images: number; unknown: number } | null;
  everyReport: boolean;
}

/** Who uses the images most, and which image is used most. Never over two reports of one image. */
export function UsageCharts({ view, counted, everyReport }: UsageChartsProps) {
  const { accountId, imageId, resourceType, usageCount } = view.set.table.columns;
  if (!accountId || !imageId || !resourceType || !usageCount) return null;
  if (everyReport) {
    return (
      <p className="text-muted lg:col-span-2">
        Entries of several reports on one image count the same use more than once, so there are no totals while all reports are shown.
      </p>
    );
  }
  const shared = { split: resourceType, measure: usageCount, top: TOP };
  const byAccount = sumBars({ ...shared, indices: view.matching("accountId"), by: accountId, label: formatAccount });
  const byImage = sumBars({ ...shared, indices: view.matching("imageId"), by: imageId });
  const basis = [
    "References in the newest available report of each image.",
    unknownText(counted),
    byAccount.unknown > 0 ? `${formatCount(byAccount.unknown, ["entry", "entries"])} without a count.` : "",
  ];
  const common = {
    ready: view.settled,
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
        selected={view.choices.accountId ?? []}
        onSelect={(text) => view.toggle("accountId", text)}
      />
      <LazyBarChart
        {...common}
        title="Which images are used most?"
        lines={10}
        data={byImage}
        otherNoun="images"
        selected={view.choices.imageId ?? []}
        onSelect={(text) => view.toggle("imageId", text)}
      />
    </>
  );
}

function unknownText(counted: UsageChartsProps["counted"]): string {
  if (counted === null) return "Not all reports are known yet.";
  return counted.unknown === 0
    ? ""
    : `The use of ${counted.unknown} of ${formatCount(counted.images, ["image", "images"])} is unknown: no report is available.`;
}
