import type { Locator, Page } from "@playwright/test";

const NAME = "Accounts and regions to read";

/** The button that says what is read, and opens the choice of it. */
export const pickerButton = (page: Page): Locator => page.getByRole("button", { name: new RegExp(`^${NAME}`) });

/** The choice, once it is open. */
export const picker = (page: Page): Locator => page.getByRole("dialog", { name: NAME });

/** The check marks of its accounts, or of its regions. */
export const marks = (page: Page, which: "Accounts" | "Regions"): Locator =>
  picker(page).getByRole("group", { name: which }).getByRole("checkbox");

/** One of them, by its whole name. */
export const mark = (page: Page, name: string): Locator => picker(page).getByRole("checkbox", { name, exact: true });

export const apply = (page: Page): Locator => picker(page).getByRole("button", { name: "Apply" });

/** Opens it, and leaves nothing chosen. */
export async function chooseNone(page: Page): Promise<void> {
  await pickerButton(page).click();
  await picker(page).getByRole("button", { name: "No accounts" }).click();
  await picker(page).getByRole("button", { name: "No regions" }).click();
}
