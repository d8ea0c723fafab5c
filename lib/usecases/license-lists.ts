import type { Scope, Scoped } from "@/lib/core/scope";
import type { Sliced } from "@/lib/core/slices";
import type { Reading } from "@/lib/dataset/reading";
import { RowTable } from "@/lib/dataset/row-table";
import { type ConfigurationDetail, detailedConfigurations } from "@/lib/domain/licenses/configuration-details";
import { configurationGroups } from "@/lib/domain/licenses/configuration-groups";
import { type ConfigurationGroup, groupConfigurations } from "@/lib/domain/licenses/group-configurations";
import { rowsListedOnce } from "@/lib/domain/licenses/listed-once";
import type { LicenseConfiguration } from "@/lib/resources/license-configurations";
import type { Resource } from "@/lib/resources/resource";

const groups: Resource<ConfigurationGroup> = configurationGroups;
/** A group is of no one scope. */
const EVERYWHERE: Scope = { account: null, region: "all regions that were read" };

/** A reading of configurations as one of their groups: a row for all of one name and counting type. */
export function* groupedReading(configurations: Reading<LicenseConfiguration>): Sliced<Reading<ConfigurationGroup>> {
  const table = new RowTable(groups);
  table.append(EVERYWHERE, groupConfigurations(yield* rowsListedOnce(configurations.table, configurations.length)));
  const { length } = table;
  return { ...configurations, table, length, end: configurations.end && { ...configurations.end, rows: length } };
}

/** A reading of configurations with the details of each. `rows` are its rows. */
export function detailedReading(
  reading: Reading<LicenseConfiguration>,
  rows: readonly Scoped<LicenseConfiguration>[],
  details: ReadonlyMap<string, ConfigurationDetail>,
): Reading<LicenseConfiguration> {
  const table = new RowTable(detailedConfigurations(details));
  for (const row of rows) table.append(row.scope, [row]);
  return { ...reading, table };
}
