import { formatAccount, formatBytes, formatNumber, formatPercent } from "@/lib/core/format";
import { listItems, listText } from "./common-columns";
import type { CellValue, Column, ColumnKind } from "./resource";

/** A value in words. A value of another type than its kind expects is shown as it is. */
export function formatValue(kind: ColumnKind, value: NonNullable<CellValue>): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return kind === "account" ? formatAccount(value) : value;
  if (kind === "percent") return formatPercent(value);
  return kind === "bytes" ? formatBytes(value) : formatNumber(value);
}

/** Label of a code on screen, or undefined. Addresses hold codes too, and may hold any text. */
export const wordOf = ({ words = {} }: Pick<Column<never>, "words">, code: string): string | undefined =>
  Object.hasOwn(words, code) ? words[code] : undefined;

/** A value as it is shown: a code, or each code of a list, by its words. */
export function shownValue(column: Pick<Column<never>, "kind" | "words">, value: NonNullable<CellValue>): string {
  if (column.kind !== "list" || typeof value !== "string") return wordOf(column, String(value)) ?? formatValue(column.kind, value);
  return listText(listItems(value).map((item) => wordOf(column, item) ?? item)) ?? "";
}
