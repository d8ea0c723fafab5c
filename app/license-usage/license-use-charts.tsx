import { parseAsString, useQueryState } from "nuqs";
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
import { countingTypes, rowsCountedBy } from "@/lib/domain/licenses/counting-types";
import { listedOnce } from "@/lib/domain/licenses/listed-once";
import type { LicenseConfiguration } from "@/lib/resources/license-configurations";
import type { LicenseUse } from "@/lib/resources/license-usage";

interface LicenseUseChartsProps extends Pick<ResourceView<LicenseUse>, "found" | "settled" | "choices" | "toggle"> {
  configurations: ReadonlyMap<string, LicenseConfiguration>;
  /** The configurations have not all arrived. */
  isReading: boolean;
}

/** Who consumes licenses, and with what. One counting type at a time: cores and instances do not add up. */
export const LicenseUseCharts = memo(function LicenseUseCharts(props: LicenseUseChartsProps) {
  const [wanted, setWanted] = useQueryState("counted", parseAsString);
  const { found, settled, choices, toggle, configurations, isReading } = props;
  const label = useLabel();
  const uses = useSliced(
    useCallback(
      () => licenseUses({ found, configurations, wanted, settled, label: (id) => label("account", id) }),
      [found, configurations, wanted, settled, label],
    ),
    LATER,
  );
  const { types, type, byAccount, byType } = uses ?? NO_USES;
  const isWaiting = type === undefined && isReading;
  if (uses !== null && uses.rows > 0 && type === undefined && !isReading) {
    return (
      <p className="text-muted lg:col-span-2">
        The configurations could not be read, so it is not known in which unit each one counts: there are no totals.
      </p>
    );
  }
  const unknown = byAccount.unknown === 0 ? "" : ` ${formatCount(byAccount.unknown, ["resource", "resources"])} without a number.`;
  // The sums follow a moment later; the choice itself is seen at once.
  const chosen = types.some(({ name }) => name === wanted) ? wanted : type;
  const common = {
    ready: settled && !isWaiting && uses?.isSummed === true,
    summary: `Licenses counted by ${type ?? "…"}, now.${unknown}`,
    splitColor: seriesColor,
  };
  return (
    <>
      {types.length !== 1 && (
        <fieldset className="flex min-h-5 flex-wrap items-center gap-x-4 gap-y-1 lg:col-span-2">
          <legend className="float-left mr-4 font-semibold">Counted by</legend>
          {types.map(({ name, rows }) => (
            <label key={name} className="flex cursor-pointer items-center gap-1.5">
              <input type="radio" name="counted" className="accent-accent" checked={name === chosen} onChange={() => setWanted(name)} />
              {name} <span className="text-muted">{formatCount(rows, ["resource", "resources"])}</span>
            </label>
          ))}
        </fieldset>
      )}
      <LazyBarChart
        {...common}
        title="Which accounts consume them?"
        lines={10}
        data={byAccount}
        otherNoun="accounts"
        selected={choices.resourceOwnerId ?? []}
        onSelect={(text) => toggle("resourceOwnerId", text)}
      />
      <LazyBarChart
        {...common}
        title="What consumes them?"
        lines={10}
        data={byType}
        otherNoun="types"
        selected={choices.resourceType ?? []}
        onSelect={(text) => toggle("resourceType", text)}
      />
    </>
  );
});

interface Uses {
  /** Of so many rows. */
  rows: number;
  types: { name: string; rows: number }[];
  type: string | undefined;
  byAccount: Bars;
  byType: Bars;
  isSummed: boolean;
}

const NO_USES: Uses = { rows: 0, types: [], type: undefined, byAccount: NO_BARS, byType: NO_BARS, isSummed: false };

interface Question {
  found: View<LicenseUse> | null;
  configurations: LicenseUseChartsProps["configurations"];
  /** The counting type that was chosen, or null. */
  wanted: string | null;
  settled: boolean;
  label: (account: string) => string;
}

function* licenseUses({ found, configurations, wanted, settled, label }: Question): Sliced<Uses> {
  const { resourceOwnerId, resourceType, consumedLicenses: measure, licenseConfigurationArn } = found?.table.columns ?? {};
  if (!found || !resourceOwnerId || !resourceType || !measure || !licenseConfigurationArn) return NO_USES;
  const { table, length: rows, filtered, matching } = found;
  const all = Uint32Array.from({ length: rows }, (_, row) => row);
  const types = yield* countingTypes(yield* listedOnce(table, rows, all), licenseConfigurationArn, configurations);
  const type = types.find(({ name }) => name === wanted)?.name ?? types[0]?.name;
  if (!settled || type === undefined) return { ...NO_USES, rows, types, type };
  const counted = function* (indices: Uint32Array): Sliced<Uint32Array> {
    return yield* rowsCountedBy(type, yield* listedOnce(table, rows, indices), licenseConfigurationArn, configurations);
  };
  const shared = { split: resourceType, measure, top: 8 };
  const ofAccounts = yield* counted(matching.resourceOwnerId ?? filtered);
  const byAccount = yield* sumBars({ ...shared, indices: ofAccounts, by: resourceOwnerId, label });
  const byType = yield* sumBars({ ...shared, indices: yield* counted(matching.resourceType ?? filtered), by: resourceType });
  return { rows, types, type, byAccount, byType, isSummed: true };
}
