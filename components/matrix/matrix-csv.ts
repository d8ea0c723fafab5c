import { pauses } from "@/lib/core/slices";
import type { GridCell, Heading, Matrix } from "./cell";
import { sumValue } from "./sum-text";

const PART_LINES = 50;

/**
 * A grid as it is seen, as lines of a file: names, ids and totals before the cells. A cell that is no number
 * says why in words, so that nobody adds up what is not known. Lets the page answer in between.
 */
export async function matrixCsv(
  { rows, columns, cellAt, sum }: Matrix,
  corner: string,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const { csvTable } = await import("@/lib/dataset/csv");
  const pauseWhenDue = pauses();
  const parts: string[] = [
    csvTable([
      ["", corner, "Id", "Mark", "Total", ...columns.map(columnName)],
      ["total", "", "", "", sumValue(sum), ...columns.map((column) => sumValue(column.sum))],
    ]),
  ];
  for (let from = 0; from < rows.length; from += PART_LINES) {
    signal.throwIfAborted();
    const lines = rows
      .slice(from, from + PART_LINES)
      .map((row, index) => [
        row.isGroup ? "group" : "",
        row.name,
        row.id,
        row.mark,
        sumValue(row.sum),
        ...columns.map((_, column) => cellValue(cellAt(from + index, column))),
      ]);
    parts.push(csvTable(lines));
    onProgress(from / rows.length);
    await pauseWhenDue();
  }
  return new Blob(parts, { type: "text/csv;charset=utf-8" });
}

const columnName = ({ name, id, isGroup }: Heading): string => (isGroup ? `group ${id}` : name === id ? id : `${name} (${id})`);

/** A number, or the words for why there is none. */
function cellValue({ state, count, isPartial }: GridCell): number | string {
  if (state === "zero") return 0;
  if (state !== "count") return state;
  return isPartial ? `at least ${count}` : count;
}
