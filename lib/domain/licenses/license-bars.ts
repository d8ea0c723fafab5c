import { formatNumber } from "@/lib/core/format";
import type { Scoped } from "@/lib/core/scope";
import { type Bar, type Bars, splitsOf } from "@/lib/dataset/group";
import { type LicenseConfiguration, licenseUse, limitStatus } from "@/lib/resources/license-configurations";

const UNITS: Readonly<Record<string, string>> = { vCPU: "vCPUs", Instance: "instances", Core: "cores", Socket: "sockets" };

/** `212 of 200 cores`, `24 sockets, no limit`. */
export function consumedText({ consumedLicenses, licenseCount, licenseCountingType }: LicenseConfiguration): string {
  const unit = UNITS[licenseCountingType ?? ""] ?? licenseCountingType ?? "licenses";
  const consumed = consumedLicenses === null ? "unknown" : formatNumber(consumedLicenses);
  return licenseCount === null ? `${consumed} ${unit}, no limit` : `${consumed} of ${formatNumber(licenseCount)} ${unit}`;
}

/** The limit status as a bar shows it: at a limit and just below look alike. */
function barStatus(configuration: LicenseConfiguration): string {
  const status = limitStatus(configuration);
  return status === "at limit" || status === "near limit" ? AT_OR_NEAR : status;
}
export const AT_OR_NEAR = "at or near limit";

/** Bars longer than this are cut: one configuration far over its limit would flatten all others. */
const LONGEST_PERCENT = 150;

/** Configurations by the percentage of their limit that is consumed, the fullest first; without a limit, no bar. */
export function licenseBars(configurations: readonly Scoped<LicenseConfiguration>[], top: number): Bars {
  const names = new Map<string | null, number>();
  for (const { name } of configurations) names.set(name, (names.get(name) ?? 0) + 1);
  const bars = configurations
    .map((configuration): Bar => {
      const { name, licenseConfigurationArn, scope } = configuration;
      const status = barStatus(configuration);
      // Over a limit of zero there is no percentage, and nothing is fuller.
      const use = Math.min(licenseUse(configuration) ?? (status === "over" ? LONGEST_PERCENT : 0), LONGEST_PERCENT);
      const label = (names.get(name) ?? 0) > 1 ? `${name ?? "Unnamed"}, ${scope.region}` : (name ?? "Unnamed");
      return { key: licenseConfigurationArn ?? label, label, parts: use === 0 ? {} : { [status]: use }, total: use };
    })
    .sort((a, b) => b.total - a.total || (a.label < b.label ? -1 : 1));
  return { bars: bars.slice(0, top), other: null, splits: splitsOf(bars), unknown: 0 };
}
