import type { Scoped } from "@/lib/core/scope";
import { type LicenseConfiguration, limitStatus } from "@/lib/resources/license-configurations";
import type { FindingFact, LicenseCode } from "./finding-fact";

const CODES: Readonly<Record<string, LicenseCode>> = {
  over: "license-over-limit",
  "at limit": "license-at-limit",
  "near limit": "license-near-limit",
  unknown: "license-consumption-unknown",
};

/** Configurations over, at or near their limit, each listed once. One without a limit needs nothing. */
export function licenseFindings(configurations: readonly Scoped<LicenseConfiguration>[]): FindingFact[] {
  return configurations.flatMap((configuration): FindingFact[] => {
    const code = CODES[limitStatus(configuration)];
    return code === undefined ? [] : [{ code, configuration }];
  });
}
