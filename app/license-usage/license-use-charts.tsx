import { parseAsString, useQueryState } from "nuqs";
import { seriesColor } from "@/components/charts/colors";
import { LazyBarChart } from "@/components/charts/lazy-bar-chart";
import type { ResourceView } from "@/components/resource-page/use-resource-view";
import type { LicenseConfiguration } from "@/lib/resources/license-configurations";
import type { LicenseUse } from "@/lib/resources/license-usage";
import { countingTypes, rowsCountedBy } from "@/lib/view/counting-types";
import { formatAccount, formatCount } from "@/lib/view/format";
import { sumBars } from "@/lib/view/group";

interface LicenseUseChartsProps {
  view: ResourceView<LicenseUse>;
  configurations: ReadonlyMap<string, LicenseConfiguration>;
}

/** Who consumes licenses, and with what. One counting type at a time: cores and instances do not add up. */
export function LicenseUseCharts({ view, configurations }: LicenseUseChartsProps) {
  const [wanted, setWanted] = useQueryState("counted", parseAsString);
  const { resourceOwnerId, resourceType, consumedLicenses, licenseConfigurationArn } = view.set.table.columns;
  if (!resourceOwnerId || !resourceType || !consumedLicenses || !licenseConfigurationArn) return null;
  const types = countingTypes(view.set.length, licenseConfigurationArn, configurations);
  const type = types.find(({ name }) => name === wanted)?.name ?? types[0]?.name;
  if (view.set.length > 0 && type === undefined) {
    return (
      <p className="text-muted lg:col-span-2">
        The configurations could not be read, so it is not known in which unit each one counts: there are no totals.
      </p>
    );
  }
  const counted = (indices: Uint32Array) => rowsCountedBy(type ?? "", indices, licenseConfigurationArn, configurations);
  const byAccount = sumBars({
    indices: counted(view.matching("resourceOwnerId")),
    by: resourceOwnerId,
    split: resourceType,
    measure: consumedLicenses,
    top: 8,
    label: formatAccount,
  });
  const byType = sumBars({
    indices: counted(view.matching("resourceType")),
    by: resourceType,
    split: resourceType,
    measure: consumedLicenses,
    top: 8,
  });
  const unknown = byAccount.unknown === 0 ? "" : ` ${formatCount(byAccount.unknown, ["resource", "resources"])} without a number.`;
  const common = {
    ready: view.settled && type !== undefined,
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
              <input type="radio" name="counted" className="accent-accent" checked={name === type} onChange={() => setWanted(name)} />
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
        selected={view.choices.resourceOwnerId ?? []}
        onSelect={(text) => view.toggle("resourceOwnerId", text)}
      />
      <LazyBarChart
        {...common}
        title="What consumes them?"
        lines={10}
        data={byType}
        otherNoun="types"
        selected={view.choices.resourceType ?? []}
        onSelect={(text) => view.toggle("resourceType", text)}
      />
    </>
  );
}
