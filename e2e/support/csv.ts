import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import Papa from "papaparse";

/** A file that a page saved. */
interface Saved {
  name: string;
  text: string;
}

/** What "Export CSV" saves. */
export async function saved(page: Page): Promise<Saved> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export CSV" }).click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

/** The cells of what "Export CSV" saves, line by line, the names of the columns first. */
export async function exported(page: Page): Promise<Saved & { lines: string[][] }> {
  const file = await saved(page);
  return { ...file, lines: Papa.parse<string[]>(file.text, { skipEmptyLines: true }).data };
}

/** What a file of a table of the sample company is called. The note says that it is not whole. */
export const csvName = (table: string, note: "" | "_partial" = ""): RegExp =>
  new RegExp(`^sample-data-${table}_[\\w-]+_\\d{8}T\\d{6}Z${note}\\.csv$`);
