import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/aws";
import { expectAccessible } from "@/e2e/support/axe";
import { inVirginia, LOW, OVERVIEW, RESOURCE_PAGES } from "@/e2e/support/pages";
import { tooWide } from "@/e2e/support/scroll";
import { chart, heading, openRow, panel, rows } from "@/e2e/support/table";

const NARROW = { width: 320, height: 640 };

for (const shown of RESOURCE_PAGES) {
  test(`${shown.path} shows its rows and charts, at 320 pixels too, and keeps to WCAG 2.2 AA in light and dark`, async ({ page }) => {
    await page.setViewportSize(LOW);
    await page.goto(inVirginia(shown.path));

    await expectFrame(page, shown);
    await expect(rows(page).nth(5)).toBeVisible();
    for (const column of shown.columns) await expect(heading(page, column)).toBeVisible();
    for (const question of shown.charts) await expect(chart(page, question).getByRole("listitem").first()).toBeVisible();
    await expectAccessible(page, "light");
    await openRow(page, "us-east-1");
    await panel(page).getByText("Every member, as AWS gave it").click();
    await expectAccessible(page, "light", "[role=dialog]");
    await expectAccessible(page, "dark");
    await page.keyboard.press("Escape");
    await expectToFit(page);
  });
}

test("the overview shows what needs attention and its charts, at 320 pixels too, and keeps to WCAG 2.2 AA in light and dark", async ({
  page,
}) => {
  await page.setViewportSize(LOW);
  await page.goto(inVirginia(OVERVIEW.path));

  await expectFrame(page, OVERVIEW);
  await expect(page.getByRole("region", { name: "Needs attention" }).getByRole("listitem").nth(5)).toBeVisible();
  for (const question of OVERVIEW.charts) await expect(chart(page, question).getByRole("listitem").first()).toBeVisible();
  await expectAccessible(page, "light");
  await expectAccessible(page, "dark");
  await expectToFit(page);
});

test("an address that is no page says so, and leads back", async ({ page }) => {
  const answer = await page.goto("/nowhere");

  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such page");
  await page.getByRole("link", { name: "To the overview" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Overview");
});

test("on a narrow screen the pages are behind a menu", async ({ page }) => {
  await page.setViewportSize(NARROW);
  await page.goto(inVirginia("/fast-launch-images"));
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("dialog").getByRole("link", { name: "Imports" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Imports" })).toBeVisible();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page).toHaveURL(/import-image-tasks\?region=us-east-1/);
});

interface Frame {
  path: string;
  heading: string;
  counts: string | RegExp;
  charts: readonly string[];
}

/** What is on every page: its name, how much was read, the charts, and that nothing here is real. */
async function expectFrame(page: Page, { path, heading: name, counts, charts }: Frame): Promise<void> {
  await expect(page).toHaveTitle(path === "/" ? "AMI Ledger" : `${name} · AMI Ledger`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(page.getByRole("main").getByText(counts)).toBeVisible();
  await expect(page.getByRole("note")).toContainText("Sample data of an invented company");
  await expect(page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name, exact: true })).toHaveAttribute(
    "aria-current",
    "page",
  );
  for (const question of charts) await expect(chart(page, question).getByRole("heading")).toHaveText(question);
}

/** At 320 pixels nothing but a table, or a policy in its own lines, is wider than the screen. */
async function expectToFit(page: Page): Promise<void> {
  await page.setViewportSize(NARROW);
  await expect(page.getByRole("button", { name: "Menu" })).toBeVisible();
  await expect.poll(() => tooWide(page)).toEqual([]);
}
