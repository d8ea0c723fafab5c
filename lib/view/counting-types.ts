import type { LicenseConfiguration } from "@/lib/resources/license-configurations";
import type { CodedColumn } from "./coded-column";

type Configurations = ReadonlyMap<string, Pick<LicenseConfiguration, "licenseCountingType">>;

/** The counting types that rows of license usage are in, with their number of rows, most first. */
export function countingTypes(length: number, arns: CodedColumn, configurations: Configurations): { name: string; rows: number }[] {
  const rows = new Map<string, number>();
  for (let row = 0; row < length; row += 1) {
    const name = typeOf(arns, row, configurations);
    if (name !== null) rows.set(name, (rows.get(name) ?? 0) + 1);
  }
  return [...rows].map(([name, count]) => ({ name, rows: count })).sort((a, b) => b.rows - a.rows);
}

/** Those of the rows whose licenses are counted by the type. */
export function rowsCountedBy(type: string, indices: Uint32Array, arns: CodedColumn, configurations: Configurations): Uint32Array {
  return indices.filter((row) => typeOf(arns, row, configurations) === type);
}

function typeOf(arns: CodedColumn, row: number, configurations: Configurations): string | null {
  return configurations.get(String(arns.at(row)))?.licenseCountingType ?? null;
}
