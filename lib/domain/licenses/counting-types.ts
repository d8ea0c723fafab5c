import { SLICE_ROWS, type Sliced } from "@/lib/core/slices";
import type { CodedColumn } from "@/lib/dataset/coded-column";
import type { LicenseConfiguration } from "@/lib/resources/license-configurations";

type Configurations = ReadonlyMap<string, Pick<LicenseConfiguration, "licenseCountingType">>;

/** The counting types that rows of license usage are in, with their number of rows, most first. */
export function* countingTypes(
  indices: Uint32Array,
  arns: CodedColumn,
  configurations: Configurations,
): Sliced<{ name: string; rows: number }[]> {
  const types = typesByCode(arns, configurations);
  const rows = new Map<string, number>();
  for (let from = 0; from < indices.length; from += SLICE_ROWS) {
    for (const row of indices.subarray(from, from + SLICE_ROWS)) {
      const name = types[arns.codes[row] ?? 0];
      if (name) rows.set(name, (rows.get(name) ?? 0) + 1);
    }
    yield;
  }
  return [...rows].map(([name, count]) => ({ name, rows: count })).sort((a, b) => b.rows - a.rows);
}

/** The rows whose licenses have the counting type. */
export function* rowsCountedBy(type: string, indices: Uint32Array, arns: CodedColumn, configurations: Configurations): Sliced<Uint32Array> {
  const types = typesByCode(arns, configurations);
  const counted = new Uint32Array(indices.length);
  let count = 0;
  for (let from = 0; from < indices.length; from += SLICE_ROWS) {
    for (const row of indices.subarray(from, from + SLICE_ROWS)) {
      counted[count] = row;
      count += Number(types[arns.codes[row] ?? 0] === type);
    }
    yield;
  }
  return counted.slice(0, count);
}

const typesByCode = (arns: CodedColumn, configurations: Configurations): (string | null)[] =>
  arns.values.map((arn) => configurations.get(String(arn))?.licenseCountingType ?? null);
