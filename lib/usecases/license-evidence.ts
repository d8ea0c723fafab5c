import { type Known, known, knownValue, type Unknown } from "@/lib/core/known";
import { type Scope, type Scoped, scopeKey } from "@/lib/core/scope";
import type { LiveReading } from "@/lib/dataset/reading";
import { whyAnyUnknown, whyUnknown } from "@/lib/dataset/why-unknown";
import { type AssociationGap, associationGap } from "@/lib/domain/licenses/association-gap";
import { type Consumption, consumptionByAccount, consumptionByType, type TypeConsumption } from "@/lib/domain/licenses/by-account";
import { type LicenseLineage, licenseLineage } from "@/lib/domain/licenses/lineage";
import { type OverLimit, overLimit, type RunningTotal, runningTotals } from "@/lib/domain/licenses/over-since";
import { type Reconciliation, reconcile } from "@/lib/domain/licenses/reconcile";
import type { ImportImageTask } from "@/lib/resources/import-image-tasks";
import type { LicenseAssociation } from "@/lib/resources/license-configuration-associations";
import type { LicenseFailure } from "@/lib/resources/license-configuration-failures";
import type { LicenseConfiguration } from "@/lib/resources/license-configurations";
import type { LicenseUse } from "@/lib/resources/license-usage";

/**
 * The listing whose account the evidence is read from: the owner's; where the owner is not read, the first
 * other account's, once it is certain that the owner's does not come.
 */
export function listingOf(
  { set, isFetching }: LiveReading<LicenseConfiguration>,
  arn: string,
  owner: string,
): Scoped<LicenseConfiguration> | null {
  const listings = [...set.table.rows(Array(set.length).keys())].filter((row) => row.licenseConfigurationArn === arn);
  const ofOwner = listings.find(({ scope }) => scope.account === owner);
  if (ofOwner !== undefined) return ofOwner;
  return isFetching && set.end === null ? null : (listings[0] ?? null);
}

/** Consumption of one configuration, of the usage rows that have arrived. */
export interface ConsumptionEvidence {
  uses: readonly Scoped<LicenseUse>[];
  /** Why not all usage rows are here, or null where they are. */
  unknown: Unknown | null;
  /** Null where no limit is set. */
  over: OverLimit | null;
  /** When the limit was passed, ISO 8601. Null where it was not, or that moment is not known. */
  passed: string | null;
  reconciliation: Reconciliation;
  /** The usage rows in the order of association. */
  totals: readonly RunningTotal<Scoped<LicenseUse>>[];
  accounts: readonly Consumption[];
  types: readonly TypeConsumption[];
}

/** Who consumes the licenses of a configuration. `usage` is the reading of the scope that lists it. */
export function consumptionEvidence(configuration: Scoped<LicenseConfiguration>, usage: LiveReading<LicenseUse>): ConsumptionEvidence {
  const uses = rowsOfScope(usage, configuration.scope);
  const unknown = whyUnknown(usage, configuration.scope, "The usage rows");
  const allUses: Known<readonly LicenseUse[]> = unknown ?? known(uses);
  const over = overLimit(configuration, allUses);
  const passed = over === null ? null : knownValue(over.since);
  return {
    uses,
    unknown,
    over,
    passed,
    reconciliation: reconcile(allUses, configuration.consumedLicenses),
    totals: runningTotals(uses),
    accounts: consumptionByAccount(uses, passed),
    types: consumptionByType(uses, configuration, passed),
  };
}

/** Lists about a configuration, apart from its usage rows. */
export interface AttachmentReadings {
  associations: LiveReading<LicenseAssociation>;
  failures: LiveReading<LicenseFailure>;
  imports: LiveReading<ImportImageTask>;
}

/** Associations, lineage and failures of one configuration. `unknown` is null where the list is complete. */
export interface AttachmentEvidence {
  associations: { gap: AssociationGap; unknown: Unknown | null };
  failures: { rows: readonly Scoped<LicenseFailure>[]; unknown: Unknown | null };
  lineage: LicenseLineage;
  importsUnknown: Unknown | null;
}

/** `arn` names the configuration, `scope` lists it, and `uses` are its usage rows. */
export function attachmentEvidence(
  arn: string,
  scope: Scope,
  uses: readonly LicenseUse[],
  { associations, failures, imports }: AttachmentReadings,
): AttachmentEvidence {
  const associated = rowsOfScope(associations, scope);
  const tasks = [...imports.set.table.rows(Array(imports.set.length).keys())];
  return {
    associations: { gap: associationGap(uses, associated), unknown: whyUnknown(associations, scope, "The associations") },
    failures: { rows: rowsOfScope(failures, scope), unknown: whyUnknown(failures, scope, "The failures") },
    lineage: licenseLineage(arn, associated, tasks),
    importsUnknown: whyAnyUnknown(imports, "The imports"),
  };
}

function rowsOfScope<Row extends object>({ set }: LiveReading<Row>, scope: Scope): Scoped<Row>[] {
  const key = scopeKey(scope);
  return [...set.table.rows(Array(set.length).keys())].filter((row) => scopeKey(row.scope) === key);
}
