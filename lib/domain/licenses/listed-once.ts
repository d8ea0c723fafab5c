import { SLICE_ROWS, type Sliced } from "@/lib/core/slices";
import type { RowTable } from "@/lib/dataset/row-table";

/**
 * Rows about license configurations, each configuration as one account lists it. A shared one is listed by
 * its owner and by every account it is shared with, with the same licenses: adding them up would count
 * them again. The owner's listing stands; where the owner is not read, the first that came.
 */
export function* listedOnce<Row extends object>(table: RowTable<Row>, length: number, indices: Uint32Array): Sliced<Uint32Array> {
  const arns = table.columns.licenseConfigurationArn;
  if (arns === undefined) return indices;
  const scopes = table.scopeKeys;
  const owners = arns.values.map((arn) => String(arn).split(":")[4]);
  const accounts = scopes.values.map((key) => String(key).split("/")[0]);
  const chosen = new Int32Array(arns.values.length).fill(-1);
  for (let row = 0; row < length; row += 1) {
    const arn = arns.codes[row] ?? 0;
    const scope = scopes.codes[row] ?? 0;
    if (chosen[arn] === -1 || accounts[scope] === owners[arn]) chosen[arn] = scope;
    if (row % SLICE_ROWS === 0) yield;
  }
  const nameless = arns.values.indexOf(null);
  const once = new Uint32Array(indices.length);
  let count = 0;
  for (let from = 0; from < indices.length; from += SLICE_ROWS) {
    for (const row of indices.subarray(from, from + SLICE_ROWS)) {
      const arn = arns.codes[row] ?? 0;
      once[count] = row;
      count += Number(arn === nameless || chosen[arn] === scopes.codes[row]);
    }
    yield;
  }
  return once.slice(0, count);
}

/** All of a table's rows about license configurations, each configuration once. */
export function* rowsListedOnce<Row extends object>(table: RowTable<Row>, length: number) {
  const all = Uint32Array.from({ length }, (_, row) => row);
  return [...table.rows(yield* listedOnce(table, length, all))];
}
