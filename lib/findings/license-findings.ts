import { type LicenseConfiguration, licenseConfigurations, licenseStanding, licensesOver } from "@/lib/resources/license-configurations";
import { rowKey } from "@/lib/resources/resource";
import type { Scoped } from "@/lib/scope";
import { formatNumber } from "@/lib/view/format";
import { consumedText } from "@/lib/view/license-bars";
import type { Finding } from "./finding";

/** Configurations over, at or near their limit. One without a limit needs none. */
export function licenseFindings(configurations: readonly Scoped<LicenseConfiguration>[]): Finding[] {
  return configurations.flatMap((configuration): Finding[] => {
    const words = standingWords(configuration);
    if (words === null) return [];
    const row = new URLSearchParams({ row: rowKey(licenseConfigurations, configuration) });
    return [
      {
        ...words,
        subject: configuration.name ?? "An unnamed configuration",
        region: configuration.scope.region,
        href: `/license-configurations?${row}`,
        action: "Review use",
      },
    ];
  });
}

function standingWords(configuration: LicenseConfiguration): Pick<Finding, "urgency" | "text"> | null {
  const consumed = `consumes ${consumedText(configuration)}`;
  const isHard = configuration.licenseCountHardLimit;
  switch (licenseStanding(configuration)) {
    case "over":
      return {
        urgency: "bad",
        text: `${consumed}: ${formatNumber(licensesOver(configuration) ?? 0)} over ${limitWords(isHard)}.`,
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
