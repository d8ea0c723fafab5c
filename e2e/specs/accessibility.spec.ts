import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/aws";
import { expectAccessible } from "@/e2e/support/axe";
import { otherPages } from "@/e2e/support/every-page";
import { DENIED_REGION } from "@/e2e/support/failing-regions";
import { chartsOf, inVirginia, LOW } from "@/e2e/support/pages";
import { pickerButton } from "@/e2e/support/scope-picker";
import { chart, openRow, rows } from "@/e2e/support/table";

test("pages about one thing, the matrix and comparisons keep to WCAG 2.2 AA in light and dark", async ({ page, request }) => {
  for (const path of await otherPages(request)) {
    await test.step(path, async () => {
      await page.goto(inVirginia(path));
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await page.waitForLoadState("networkidle");
      await expectAccessible(page, "light");
      await expectAccessible(page, "dark");
    });
  }
});

const OPENED = [
  { title: "AWS filters", open: (page: Page) => page.getByRole("button", { name: "AWS filters" }).click(), name: "Ask AWS for less" },
  { title: "columns", open: (page: Page) => page.getByRole("button", { name: "Columns" }).click(), name: "Columns" },
  { title: "accounts and regions", open: (page: Page) => pickerButton(page).click(), name: "Accounts and regions to read" },
  { title: "the command palette", open: (page: Page) => page.keyboard.press("Control+k"), name: "Go to" },
  { title: "an open row", open: (page: Page) => openRow(page, "us-east-1"), name: /^ami-/ },
];

test("what opens over a page keeps to WCAG 2.2 AA in light and dark", async ({ page }) => {
  await page.setViewportSize(LOW);
  await page.goto(inVirginia("/fast-launch-images", "facet.state=enabled-failed"));
  await expect(rows(page)).toHaveCount(1);

  for (const { title, open, name } of OPENED) {
    await test.step(title, async () => {
      await open(page);
      await expect(page.getByRole("dialog", { name })).toBeVisible();
      await expectAccessible(page, "light", "[role=dialog]");
      await expectAccessible(page, "dark", "[role=dialog]");
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toBeHidden();
    });
  }
});

test("failures, empty tables and narrow screens keep to WCAG 2.2 AA in light and dark", async ({ page }) => {
  await test.step("a region that is not permitted, and nothing that matches", async () => {
    await page.goto(`/fast-launch-images?region=us-east-1&region=${DENIED_REGION}&q=nothing-has-this`);
    await expect(page.getByText("Nothing matches")).toBeVisible();
    await expect(page.getByText(`${DENIED_REGION} is not complete.`)).toBeVisible();
    await expectAccessible(page, "light");
    await expectAccessible(page, "dark");
  });
  await test.step("a parameter that is wrong", async () => {
    await page.goto("/fast-launch-images?image-id=nonsense");
    await expect(page.getByText("Nothing was read.")).toBeVisible();
    await expectAccessible(page, "light");
  });
  await test.step("charts as tables, on a narrow screen", async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(inVirginia("/license-configurations"));
    for (const question of chartsOf("/license-configurations")) {
      await chart(page, question).getByRole("button", { name: "View as table" }).click();
    }
    await expectAccessible(page, "light");
    await page.getByRole("button", { name: "Menu" }).click();
    await expect(page.getByRole("dialog", { name: "Menu" })).toBeVisible();
    await expectAccessible(page, "dark");
  });
});
