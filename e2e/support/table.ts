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

/** The messages above the table that say these words. */
export const alert = (page: Page, words: string | RegExp): Locator => page.getByRole("alert").filter({ hasText: words });

/** What is said of one account and cause: `failure(page, "us-east-1 is not complete.")`. */
export const failure = (page: Page, words: string | RegExp): Locator =>
  page.getByRole("alert").getByRole("listitem").filter({ hasText: words });

/** From now on watches how many rows the table has, and tells the fewest there were. */
export async function watchRows(page: Page): Promise<() => Promise<number>> {
  const watched = await page.evaluateHandle(() => {
    const seen = { fewest: Number.POSITIVE_INFINITY };
    const look = (): void => {
      const lines = document.querySelector("[role=grid]")?.getAttribute("aria-rowcount") ?? "1";
      seen.fewest = Math.min(seen.fewest, Number(lines) - 1);
    };
    look();
    const options = { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-rowcount"] };
    new MutationObserver(look).observe(document.body, options);
    return seen;
  });
  return () => watched.evaluate(({ fewest }) => fewest);
}

/** The digits of an account, whatever stands around them. */
export const accountDigits = (text: string): string => /\d{4}-\d{4}-\d{4}/.exec(text)?.[0] ?? "";
