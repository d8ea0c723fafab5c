import { formatAccount, formatBytes, formatNumber, formatPercent } from "@/lib/core/format";
import type { CellValue, ColumnKind } from "./resource";

/** A value in words. A value of another type than its kind expects is shown as it is. */
export function formatValue(kind: ColumnKind, value: NonNullable<CellValue>): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return kind === "account" ? formatAccount(value) : value;
  if (kind === "percent") return formatPercent(value);
  return kind === "bytes" ? formatBytes(value) : formatNumber(value);
}
