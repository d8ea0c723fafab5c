import { formatNumber } from "@/lib/core/format";
import { knownValue } from "@/lib/core/known";
import type { Scoped } from "@/lib/core/scope";
import { utcTime } from "@/lib/core/utc-time";
import { type ConfigurationDetail, detailKey } from "@/lib/domain/licenses/configuration-details";
import { consumedText } from "@/lib/domain/licenses/license-bars";
import { type LicenseConfiguration, licenseConfigurationHref, licenseStanding, licensesOver } from "@/lib/resources/license-configurations";
import type { Finding } from "./finding";

/** What is known of configurations beyond the list, by `detailKey`. */
type Details = ReadonlyMap<string, Pick<ConfigurationDetail, "over">>;

/**
 * Configurations over, at or near their limit. One without a limit needs none. Since when one is over is
 * said where `details` tells it.
 */
export function licenseFindings(configurations: readonly Scoped<LicenseConfiguration>[], details: Details = new Map()): Finding[] {
  return configurations.flatMap((configuration): Finding[] => {
    const words = standingWords(configuration, sinceOf(details.get(detailKey(configuration))));
    if (words === null) return [];
    return [
      {
        ...words,
        subject: configuration.name ?? "An unnamed configuration",
        region: configuration.scope.region,
        href: licenseConfigurationHref(configuration.licenseConfigurationArn) ?? "/license-configurations",
        action: "Review use",
      },
    ];
  });
}

/** Since when a configuration is over its limit at the latest, or null where that is not known. */
function sinceOf(detail: Pick<ConfigurationDetail, "over"> | undefined): string | null {
  return detail?.over ? knownValue(detail.over.since) : null;
}

function standingWords(configuration: LicenseConfiguration, since: string | null): Pick<Finding, "urgency" | "text"> | null {
  const consumed = `consumes ${consumedText(configuration)}`;
  const isHard = configuration.licenseCountHardLimit;
  switch (licenseStanding(configuration)) {
    case "over":
      return {
        urgency: "bad",
        text: `${consumed}: ${formatNumber(licensesOver(configuration) ?? 0)} over ${limitWords(isHard)}.${since === null ? "" : ` Over since ${utcTime(since)} at the latest.`}`,
      };
    case "at limit":
      return {
        urgency: isHard ? "bad" : "warning",
        text: `${consumed}: ${isHard ? "the next launch is blocked" : "the next one is over"}.`,
      };
    case "near limit":
      return { urgency: "warning", text: `${consumed}.` };
    case "unknown":
      return { urgency: "unknown", text: "has a limit, but AWS did not say how many licenses are consumed." };
    default:
      return null;
  }
}

function limitWords(isHard: boolean | null): string {
  if (isHard === null) return "its limit. AWS did not say whether that blocks launches";
  return isHard ? "a hard limit, so AWS blocks launches" : "a soft limit";
}
