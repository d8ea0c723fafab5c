import { type Count, type Known, known, knownValue, type Unknown } from "@/lib/core/known";
import { type Scoped, scopeKey } from "@/lib/core/scope";
import { SLICE_ROWS, type Sliced } from "@/lib/core/slices";
import type { CodedColumn } from "@/lib/dataset/coded-column";
import type { LiveProgress } from "@/lib/dataset/reading";
import type { RowTable } from "@/lib/dataset/row-table";
import { whyUnknown } from "@/lib/dataset/why-unknown";
import { type LicenseConfiguration, licenseConfigurations, licensesOver } from "@/lib/resources/license-configurations";
import type { LicenseUse } from "@/lib/resources/license-usage";
import type { Column, Resource } from "@/lib/resources/resource";
import { type OverLimit, overLimit } from "./over-since";

type Configuration = Scoped<LicenseConfiguration>;
type Use = Pick<LicenseUse, "associationTime" | "consumedLicenses">;

/** Details of a configuration that need further lists, by `detailKey`. */
export interface ConfigurationDetail {
  /** Null where no limit is set. */
  over: OverLimit | null;
  /** Number of failed License Manager operations. */
  failures: Count;
}

/** One configuration as one scope lists it. */
export const detailKey = ({ scope, licenseConfigurationArn }: Pick<Configuration, "scope" | "licenseConfigurationArn">): string =>
  `${scopeKey(scope)} ${licenseConfigurationArn}`;

/** Rows that name a configuration, as a reading has them so far. */
interface Source<Row extends object> extends LiveProgress {
  set: LiveProgress["set"] & { table: RowTable<Row> };
}

/** The details of configurations: one that is within its limit needs no usage rows, so that only those over it are looked for. */
export function* configurationDetails<Failure extends object>(
  configurations: readonly Configuration[],
  usage: Source<LicenseUse>,
  failures: Source<Failure>,
): Sliced<Map<string, ConfigurationDetail>> {
  const over = new Set(configurations.filter((one) => (licensesOver(one) ?? 0) > 0).map(detailKey));
  const uses = yield* usesByConfiguration(usage.set, over);
  const counts = yield* countByConfiguration(failures.set);
  return new Map(
    configurations.map((configuration) => {
      const key = detailKey(configuration);
      const ofUses: Known<Use[]> = whyUnknown(usage, configuration.scope, "The usage rows") ?? known(uses.get(key) ?? []);
      return [
        key,
        {
          over: overLimit(configuration, ofUses),
          failures: whyUnknown(failures, configuration.scope, "The failures") ?? known(counts.get(key) ?? 0),
        },
      ];
    }),
  );
}

/** Usage rows of those configurations, as far as the time over a limit needs them. */
function* usesByConfiguration({ table, length }: Source<LicenseUse>["set"], keys: ReadonlySet<string>): Sliced<Map<string, Use[]>> {
  const uses = new Map<string, Use[]>([...keys].map((key) => [key, []]));
  const { associationTime, consumedLicenses } = table.columns;
  if (!associationTime || !consumedLicenses || keys.size === 0) return uses;
  const keyOf = keysOf(table);
  for (let row = 0; row < length; row += 1) {
    if (row % SLICE_ROWS === 0) yield;
    uses.get(keyOf(row))?.push({ associationTime: textAt(associationTime, row), consumedLicenses: numberAt(consumedLicenses, row) });
  }
  return uses;
}

function* countByConfiguration<Row extends object>({ table, length }: Source<Row>["set"]): Sliced<Map<string, number>> {
  const counts = new Map<string, number>();
  const keyOf = keysOf(table);
  for (let row = 0; row < length; row += 1) {
    if (row % SLICE_ROWS === 0) yield;
    const key = keyOf(row);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function keysOf<Row extends object>({ columns, scopeKeys }: RowTable<Row>): (row: number) => string {
  const { licenseConfigurationArn: arns } = columns;
  return (row) => `${scopeKeys.at(row)} ${arns?.at(row)}`;
}

const textAt = (column: CodedColumn, row: number): string | null => {
  const value = column.at(row);
  return typeof value === "string" ? value : null;
};
const numberAt = (column: CodedColumn, row: number): number | null => {
  const value = column.at(row);
  return typeof value === "number" ? value : null;
};

type Details = ReadonlyMap<string, ConfigurationDetail>;
type ConfigurationColumn = Column<LicenseConfiguration>;

/** The list of configurations with since when each is over, and how many failures it has. */
export function detailedConfigurations(details: Details): Resource<LicenseConfiguration> {
  const { over, ...columns } = licenseConfigurations.columns;
  return {
    ...licenseConfigurations,
    columns: Object.fromEntries(
      Object.entries<ConfigurationColumn>(columns).flatMap(([name, column]) =>
        name === "use"
          ? [
              [name, column],
              ["over", { label: over.label, kind: over.kind, value: over.value, absent: over.absent }],
              ["overSince", overSince(details)],
              ["failures", failureCount(details)],
            ]
          : [[name, column]],
      ),
    ),
  };
}

const overSince = (details: Details): ConfigurationColumn => ({
  label: "Over since",
  kind: "time",
  ...cellsOf(details, ({ over }) => over?.since ?? known(null)),
  absent: "It is not over a limit",
  hint: "At the latest: when the resources that consume now passed the limit. It may have been over before",
});

const failureCount = (details: Details): ConfigurationColumn => ({
  label: "Failures",
  kind: "number",
  ...cellsOf(details, ({ failures }) => failures),
  hint: "What License Manager could not attach, detach or discover",
});

/** Cell of a detail: its value, or why it is unknown. */
function cellsOf(
  details: Details,
  pick: (detail: ConfigurationDetail) => Known<string | number | null>,
): Pick<ConfigurationColumn, "value" | "unknown"> {
  const of = (row: Configuration): Known<string | number | null> => {
    const detail = details.get(detailKey(row));
    return detail === undefined ? NOT_YET : pick(detail);
  };
  return {
    value: (row) => knownValue(of(row)),
    unknown: (row) => {
      const detail = of(row);
      return detail.state === "known" ? null : detail;
    },
  };
}

const NOT_YET: Unknown = { state: "reading", why: "The usage and the failures of this configuration are still being read." };
