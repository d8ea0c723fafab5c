import type { Scope, Scoped } from "@/lib/core/scope";
import { visibleName } from "@/lib/core/visible-name";
import type { LicenseConfiguration } from "@/lib/resources/license-configurations";
import type { LicenseUse } from "@/lib/resources/license-usage";
import type { Column } from "@/lib/resources/resource";
import { configurationColumns } from "./configuration-columns";

/** Consumption of one license configuration by one account. */
export interface AccountLicense {
  licenseConfigurationArn: string;
  name: string | null;
  /** `vCPU`, `Instance`, `Core`, `Socket`; null where the configuration could not be read. Numbers of different types are never added. */
  countingType: string | null;
  resources: number;
  /** Licenses of the resources that have a number; null where none has. */
  licenses: number | null;
  /** Resources that AWS gave no number for: `licenses` is then the least. */
  withoutNumber: number;
  /** Associated first, ISO 8601. */
  since: string | null;
}

/**
 * The licenses that an account consumes, a line each configuration, most licenses of a counting type first. The
 * uses must be listed once each: a shared configuration is listed by several accounts.
 */
export function accountLicenses(
  account: string,
  uses: Iterable<Scoped<LicenseUse>>,
  configurations: Iterable<LicenseConfiguration>,
): Scoped<AccountLicense>[] {
  const byArn = new Map([...configurations].map((one) => [one.licenseConfigurationArn, one]));
  const lines = new Map<string, Scoped<AccountLicense>>();
  for (const { scope, licenseConfigurationArn, resourceOwnerId, consumedLicenses, associationTime } of uses) {
    if (resourceOwnerId !== account) continue;
    const line = lines.get(licenseConfigurationArn) ?? emptyLine(scope, licenseConfigurationArn, byArn.get(licenseConfigurationArn));
    lines.set(licenseConfigurationArn, line);
    line.resources += 1;
    if (consumedLicenses === null) line.withoutNumber += 1;
    else line.licenses = (line.licenses ?? 0) + consumedLicenses;
    if (associationTime !== null && (line.since === null || associationTime < line.since)) line.since = associationTime;
  }
  return [...lines.values()].sort(inOrder);
}

const emptyLine = (scope: Scope, arn: string, configuration: LicenseConfiguration | undefined): Scoped<AccountLicense> => ({
  scope,
  licenseConfigurationArn: arn,
  name: visibleName(configuration?.name),
  countingType: configuration?.licenseCountingType ?? null,
  resources: 0,
  licenses: null,
  withoutNumber: 0,
  since: null,
});

/** Rows of one counting type stand together: only they can be compared. */
function inOrder(a: AccountLicense, b: AccountLicense): number {
  const byType = compareText(a.countingType ?? "", b.countingType ?? "");
  return byType || (b.licenses ?? -1) - (a.licenses ?? -1) || compareText(a.licenseConfigurationArn, b.licenseConfigurationArn);
}

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

export const accountLicenseColumns = {
  ...configurationColumns,
  licenses: {
    label: "Licenses",
    kind: "number",
    value: ({ licenses }) => licenses,
    absent: "AWS gave none of the resources a number",
    hint: "In the unit of the configuration. Different units do not add up",
  },
  resources: { label: "Resources", kind: "number", value: ({ resources }) => resources },
  withoutNumber: {
    label: "Without a number",
    kind: "number",
    value: ({ withoutNumber }) => withoutNumber,
    hint: "Resources that AWS gave no number of licenses for: there may be more",
  },
  since: { label: "First associated", kind: "time", value: ({ since }) => since },
  region: { label: "Region", kind: "word", value: ({ scope }) => scope.region },
} satisfies Record<string, Column<AccountLicense>>;
