import { serverNow } from "@/lib/client/server-clock";
import { pauses } from "@/lib/core/slices";
import type { ReadingProgress } from "@/lib/dataset/reading";
import type { ResourceView } from "./use-resource-view";

const LINES_AT_ONCE = 500;
/** Of text held before the browser takes it: millions of characters are long to copy at once. */
const PART_LENGTH = 1_000_000;

interface Exported<Row extends object> extends Pick<ResourceView<Row>, "resource" | "set" | "table" | "shown"> {
  /** Those on screen. */
  columns: readonly string[];
}

/**
 * What is on screen as a file: its rows, in its order, its columns. The name says when it is not all
 * there was. Lets the page answer meanwhile, and says how far it is from 0 to 1.
 */
export async function csvFile<Row extends object>(
  { resource, set, table, shown, columns: visible }: Exported<Row>,
  sampleData: boolean,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<File> {
  // Only who wants a file loads what makes it.
  const { csvFileName, csvHeader, csvLines } = await import("@/lib/dataset/csv");
  const columns = Object.fromEntries(Object.entries(resource.columns).filter(([name]) => visible.includes(name)));
  const pauseWhenDue = pauses();
  const parts: Blob[] = [];
  let text = csvHeader(columns);
  for (let from = 0; from < shown.length; from += LINES_AT_ONCE) {
    signal.throwIfAborted();
    text += csvLines(columns, [...table.rows(shown.subarray(from, from + LINES_AT_ONCE))]);
    if (text.length > PART_LENGTH) {
      parts.push(new Blob([text]));
      text = "";
      onProgress(from / shown.length);
    }
    await pauseWhenDue();
  }
  const name = csvFileName(resource.title, set.scopes, new Date(serverNow()), notesOf(set, sampleData));
  return new File([...parts, text], name, { type: "text/csv;charset=utf-8" });
}

const notesOf = (set: ReadingProgress, sampleData: boolean) => ({
  partial: set.end?.complete !== true,
  truncated: set.end?.truncated === true,
  sampleData,
});
