import type { LicenseConfiguration } from "@/lib/resources/license-configurations";
import type { LicenseUse } from "@/lib/resources/license-usage";
import { timeOf } from "./over-since";

/** Consumption of one configuration by one account or one resource type. */
export interface Consumption {
  /** 12 digits, or the type as AWS writes it. Null where AWS did not say. */
  key: string | null;
  resources: number;
  /** Licenses of the resources that have a number. */
  licenses: number;
  /** Resources without one: `licenses` is then too few. */
  withoutNumber: number;
  /** Licenses of resources associated at the moment when the limit was passed, or later. Null where that moment is not known. */
  sincePassed: number | null;
}

type Use = Pick<LicenseUse, "resourceOwnerId" | "resourceType" | "associationTime" | "consumedLicenses">;

/** Consumption of one configuration by account, the most first. `passed` is the moment when the limit was passed, or null. */
export const consumptionByAccount = (uses: readonly Use[], passed: string | null): Consumption[] =>
  consumptionBy(uses, ({ resourceOwnerId }) => resourceOwnerId, passed);

/** Consumption of a resource type by the rows, with AWS's own sums. */
export interface TypeConsumption extends Consumption {
  /** License Manager's own sum (`ConsumedLicenseSummaryList`). Null where it has none of this type. */
  said: number | null;
  /** Associated resources, which may consume nothing (`ManagedResourceSummaryList`). Null where AWS returned none. */
  associated: number | null;
}

/** Consumption of one configuration by resource type, with AWS's summaries of the same. */
export function consumptionByType(
  uses: readonly Use[],
  {
    consumedLicenseSummaryList,
    managedResourceSummaryList,
  }: Pick<LicenseConfiguration, "consumedLicenseSummaryList" | "managedResourceSummaryList">,
  passed: string | null,
): TypeConsumption[] {
  const said = new Map(consumedLicenseSummaryList.map(({ resourceType, consumedLicenses }) => [resourceType, consumedLicenses]));
  const associated = new Map(managedResourceSummaryList.map(({ resourceType, associationCount }) => [resourceType, associationCount]));
  const consuming = consumptionBy(uses, ({ resourceType }) => resourceType, passed);
  const seen = new Set(consuming.map(({ key }) => key));
  const others = [...new Set([...said.keys(), ...associated.keys()])].filter((type) => !seen.has(type));
  return [...consuming, ...others.map((type) => nothing(type, passed))].map((line) => ({
    ...line,
    said: said.get(line.key) ?? null,
    associated: associated.get(line.key) ?? null,
  }));
}

function consumptionBy(uses: readonly Use[], key: (use: Use) => string | null, passed: string | null): Consumption[] {
  const lines = new Map<string | null, Consumption>();
  const from = timeOf(passed);
  for (const use of uses) {
    const line = lines.get(key(use)) ?? nothing(key(use), passed);
    const licenses = use.consumedLicenses ?? 0;
    const isSince = from !== null && (timeOf(use.associationTime) ?? Number.NEGATIVE_INFINITY) >= from;
    lines.set(line.key, {
      ...line,
      resources: line.resources + 1,
      licenses: line.licenses + licenses,
      withoutNumber: line.withoutNumber + Number(use.consumedLicenses === null),
      sincePassed: line.sincePassed === null ? null : line.sincePassed + (isSince ? licenses : 0),
    });
  }
  return [...lines.values()].sort((a, b) => b.licenses - a.licenses || b.resources - a.resources || compareKeys(a.key, b.key));
}

const nothing = (key: string | null, passed: string | null): Consumption => ({
  key,
  resources: 0,
  licenses: 0,
  withoutNumber: 0,
  sincePassed: timeOf(passed) === null ? null : 0,
});

const compareKeys = (a: string | null, b: string | null): number => (a ?? "￿").localeCompare(b ?? "￿", "en");
