import { isComplete } from "@/lib/query/row-set";
import type { ResourceView } from "./use-resource-view";

const LINES_AT_ONCE = 5_000;

/**
 * Saves what is on screen as a file: its rows, in its order, its columns. The name says when it is not
 * all there was. Loaded when first wanted.
 */
export async function exportCsv<Row extends object>({ resource, set, shown, view }: ResourceView<Row>, sampleData: boolean): Promise<void> {
  const { csvFileName, csvHeader, csvLines } = await import("@/lib/csv");
  const columns = Object.fromEntries(Object.entries(resource.columns).filter(([name]) => view.columns.includes(name)));
  const parts = [csvHeader(columns)];
  for (let from = 0; from < shown.length; from += LINES_AT_ONCE) {
    const rows = [...shown.subarray(from, from + LINES_AT_ONCE)].flatMap((index) => set.table.rows[index] ?? []);
    parts.push(csvLines(columns, rows));
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(parts, { type: "text/csv;charset=utf-8" }));
  link.download = csvFileName(resource.title, new Date(), { partial: !isComplete(set), sampleData });
  link.click();
  URL.revokeObjectURL(link.href);
}
