import type { Locator, Page } from "@playwright/test";

/** The page's table of rows. */
export const grid = (page: Page): Locator => page.getByRole("grid");

/** Its rows on screen, without the headings. */
export const rows = (page: Page): Locator =>
  grid(page)
    .getByRole("row")
    .filter({ has: page.getByRole("gridcell") });

/** The heading of a column. Where several sort, a number behind its name says which comes first. */
export const heading = (page: Page, name: string): Locator =>
  grid(page).getByRole("columnheader", { name: new RegExp(`^${name}( \\d)?$`) });

/** The words in a column, from the first row on screen down. */
export async function cells(page: Page, name: string): Promise<string[]> {
  const headings = await grid(page).getByRole("columnheader").allInnerTexts();
  const place = headings.findIndex((text) => text.replace(/\s*\d$/, "") === name);
  const texts = await grid(page).getByRole("gridcell").allInnerTexts();
  return texts.filter((_, index) => index % headings.length === place);
}

/** One value of a facet: `facet(page, "State", "enabled")`. */
export const facet = (page: Page, column: string, value: string): Locator =>
  page.getByRole("group", { name: column }).getByRole("checkbox", { name: new RegExp(`^${value} [\\d,]+$`) });

/** A chart by the question it answers. */
export const chart = (page: Page, question: string): Locator => page.getByRole("region", { name: question, exact: true });

/** A row's panel beside the table. */
export const panel = (page: Page): Locator => page.getByRole("dialog");

/** Opens the first row that has these words, and waits for its panel. */
export async function openRow(page: Page, words: string): Promise<void> {
  await rows(page).filter({ hasText: words }).first().press("Enter");
  await panel(page).waitFor();
}

export const isSorted = (texts: readonly string[]): boolean =>
  texts.every((text, place) => place === 0 || (texts[place - 1] ?? "") <= text);
