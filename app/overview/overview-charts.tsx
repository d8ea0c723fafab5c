import { useCallback, useMemo } from "react";
import { seriesColor, TONE_COLORS } from "@/components/charts/colors";
import { LazyBarChart } from "@/components/charts/lazy-bar-chart";
import { useLabel } from "@/components/ui/names";
import { useNow } from "@/components/ui/use-now";
import { useSliced } from "@/components/ui/use-sliced";
import { formatCount } from "@/lib/core/format";
import type { Scoped } from "@/lib/core/scope";
import { finish, type Sliced } from "@/lib/core/slices";
import { filterRows } from "@/lib/dataset/filter";
import { type Bars, NO_BARS, sumBars } from "@/lib/dataset/group";
import { isComplete, type Reading, type ReadingProgress } from "@/lib/dataset/reading";
import { countedRows, countReportedImages } from "@/lib/domain/images/counted-rows";
import { leftOutSentence } from "@/lib/domain/images/words";
import { AT_OR_NEAR, consumedText, licenseBars } from "@/lib/domain/licenses/license-bars";
import { rowsListedOnce } from "@/lib/domain/licenses/listed-once";
import { type FastLaunchImage, fastLaunchImages } from "@/lib/resources/fast-launch-images";
import type { ImageUsageReportEntry } from "@/lib/resources/image-usage-report-entries";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import { type LicenseConfiguration, licenseConfigurations } from "@/lib/resources/license-configurations";
import type { Tone } from "@/lib/resources/resource";

const toneColor = (tones: Readonly<Record<string, Tone>>) => (state: string) =>
  TONE_COLORS[state === AT_OR_NEAR ? "warning" : (tones[state] ?? "neutral")];
const typeLabels: Readonly<Record<string, string>> = { "ec2:Instance": "Instances", "ec2:LaunchTemplate": "Launch templates" };

/** Reports expire: how often the entries are looked through again. */
const RECOUNT_MS = 10 * 60_000;

interface OverviewChartsProps {
  entries: Reading<ImageUsageReportEntry>;
  reports: Reading<ImageUsageReport>;
  licenses: Reading<LicenseConfiguration>;
  fastLaunch: Reading<FastLaunchImage>;
  /** Some of them is being read. */
  reading: boolean;
}

/** The shape of the whole: who uses the images, how full the licenses are, how fast launch does. */
export function OverviewCharts({ entries, reports, licenses, fastLaunch, reading }: OverviewChartsProps) {
  const configurations = useMemo(() => finish(rowsListedOnce(licenses.table, licenses.length)), [licenses]);
  const reportRows = useMemo(() => [...reports.table.rows()], [reports]);
  const texts = new Map(configurations.map((row) => [row.licenseConfigurationArn ?? "", consumedText(row)]));
  const now = useNow(RECOUNT_MS);
  const images = countReportedImages(reportRows, now);
  const label = useLabel();
  const byAccount = useSliced(
    useCallback(
      () => accountBars(hasSettled(entries) ? entries : undefined, reportRows, now, (id) => label("account", id)),
      [entries, reportRows, now, label],
    ),
  );
  const known = isComplete(reports)
    ? `${images.images - images.unknown} of ${formatCount(images.images, ["image", "images"])} with reports have one that is available.`
    : "Not all reports are known.";
  return (
    <div className="grid gap-x-12 gap-y-8 px-4 py-6 sm:px-6 lg:grid-cols-2">
      <LazyBarChart
        ready={hasSettled(entries) && byAccount !== null}
        empty={entries.end || !reading ? "No entry of a usage report arrived." : null}
        title="Which accounts use our images most?"
        lines={12}
        summary={`References by the newest available report that covers each account and type. ${known}${isComplete(entries) ? "" : " Not all entries could be read."} ${byAccount?.leftOut ?? ""}`.trim()}
        data={byAccount?.bars ?? NO_BARS}
        splitColor={seriesColor}
        splitLabel={(type) => typeLabels[type] ?? type}
        otherNoun="accounts"
      />
      <div className="grid content-start gap-8">
        <LazyBarChart
          ready={hasSettled(licenses)}
          empty={licenses.end || !reading ? "No license configuration arrived." : null}
          title="How close are licenses to their limit?"
          lines={9}
          summary="Consumed against the limit, which the mark stands for. The eight fullest."
          data={licenseBars(configurations, 8)}
          splitColor={toneColor(licenseConfigurations.columns.limitStatus.tones)}
          totalText={(key) => texts.get(key) ?? ""}
          otherNoun="configurations"
          mark={100}
        />
        <LazyBarChart
          ready={hasSettled(fastLaunch)}
          empty={fastLaunch.end || !reading ? "No image with fast launch arrived." : null}
          title="Is fast launch healthy?"
          lines={6}
          summary={`${formatCount(fastLaunch.length, fastLaunchImages.noun)} by state.`}
          data={stateBars(fastLaunch)}
          splitColor={toneColor(fastLaunchImages.columns.state.tones)}
          otherNoun="states"
        />
      </div>
    </div>
  );
}

const hasSettled = (set: ReadingProgress): boolean => set.end !== null && set.length > 0;

/** Null while entries are still arriving. */
function* accountBars(
  entries: Reading<ImageUsageReportEntry> | undefined,
  reports: readonly Scoped<ImageUsageReport>[],
  now: number,
  label: (account: string) => string,
): Sliced<{ bars: Bars; leftOut: string } | null> {
  if (entries === undefined) return null;
  const { table, length } = entries;
  const { accountId, resourceType, usageCount } = table.columns;
  if (!accountId || !resourceType || !usageCount) return null;
  const { only, leftOut } = yield* countedRows(table, length, reports, now);
  const indices = yield* filterRows(length, { search: "", choices: {}, only }, table.columns, table.resource.columns);
  const bars = yield* sumBars({ indices, by: accountId, split: resourceType, measure: usageCount, top: 10, label });
  return { bars, leftOut: leftOutSentence(leftOut) };
}

function stateBars(set: Reading<FastLaunchImage>): Bars {
  const { state } = set.table.columns;
  if (!state) return NO_BARS;
  const indices = Uint32Array.from({ length: set.length }, (_, row) => row);
  return finish(sumBars({ indices, by: state, split: state, measure: null, top: 8 }));
}
