import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/aws";
import { inVirginia } from "@/e2e/support/pages";
import { cells, chart, facet, grid, heading, isSorted, panel, rows } from "@/e2e/support/table";

test("a heading sorts, and with Shift a second one sorts among equals", async ({ page }) => {
  await openFastLaunch(page);
  await expect(rows(page)).toHaveCount(9);
  await expect(heading(page, "State")).toHaveAttribute("aria-sort", "descending");

  await test.step("by one heading, then the other way round", async () => {
    await heading(page, "Image").getByRole("button").click();
    await expect(heading(page, "Image")).toHaveAttribute("aria-sort", "ascending");
    await expect(heading(page, "State")).toHaveAttribute("aria-sort", "none");
    await expect.poll(async () => isSorted(await cells(page, "Image"))).toBe(true);
    const images = await cells(page, "Image");

    await heading(page, "Image").getByRole("button").click();
    await expect(heading(page, "Image")).toHaveAttribute("aria-sort", "descending");
    await expect.poll(() => cells(page, "Image")).toEqual(images.toReversed());
  });
  await test.step("by two", async () => {
    await heading(page, "Parallel launches").getByRole("button").click();
    await heading(page, "Image")
      .getByRole("button")
      .click({ modifiers: ["Shift"] });
    await expect(heading(page, "Parallel launches")).toHaveText("Parallel launches1");
    await expect(heading(page, "Image")).toHaveText("Image2");
    await expect(heading(page, "Parallel launches")).toHaveAttribute("aria-sort", "descending");
    await expect(heading(page, "Image")).toHaveAttribute("aria-sort", "ascending");

    const inOrder = async () => {
      const [launches, images] = await Promise.all([cells(page, "Parallel launches"), cells(page, "Image")]);
      const order = images.map((image, row) => ({ image, launches: Number(launches[row]) }));
      const sorted = order.toSorted((a, b) => b.launches - a.launches || (a.image < b.image ? -1 : 1));
      return order.length === 9 && order.every((row, place) => row === sorted[place]);
    };
    await expect.poll(inOrder).toBe(true);
  });
});

test("failed comes first, and a missing number last whichever way the column runs", async ({ page }) => {
  await openFastLaunch(page);
  await expect.poll(async () => (await cells(page, "State")).slice(0, 2)).toEqual(["enabled-failed", "enabling-failed"]);

  for (const direction of ["descending", "ascending"]) {
    await heading(page, "Target snapshots").getByRole("button").click();
    await expect(heading(page, "Target snapshots")).toHaveAttribute("aria-sort", direction);
    const last = async () => (await cells(page, "Target snapshots")).at(-1);
    await expect.poll(last).toContain("AWS did not say a target");
    await expect.poll(async () => (await cells(page, "Target snapshots"))[0]).toBe(direction === "descending" ? "40" : "10");
  }
});

test("the search narrows, and says how many of how many", async ({ page }) => {
  await openFastLaunch(page);
  await expect(page.getByText("9 of 9")).toBeVisible();
  await page.getByRole("searchbox").fill("vpclimit");

  await expect(page.getByText("1 of 9")).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("Client.VpcLimitExceeded");
});

test("a facet narrows, and its chip takes it back", async ({ page }) => {
  await openFastLaunch(page);
  await facet(page, "State", "enabled").check();
  await facet(page, "State", "enabling").check();

  await expect(page.getByText("6 of 9")).toBeVisible();
  await expect.poll(async () => new Set(await cells(page, "State"))).toEqual(new Set(["enabled", "enabling"]));

  await page.getByRole("button", { name: "Remove State: enabled", exact: true }).click();
  await expect(page.getByText("1 of 9")).toBeVisible();
  await expect(facet(page, "State", "enabled")).not.toBeChecked();
  await page.getByRole("button", { name: "Remove State: enabling" }).click();
  await expect(page.getByText("9 of 9")).toBeVisible();
});

test("columns can be chosen, and the usual ones come back", async ({ page }) => {
  await openFastLaunch(page);
  await expect(heading(page, "Reason")).toBeVisible();
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "Reason" }).uncheck();
  await page.getByRole("checkbox", { name: "Resource type" }).check();

  await expect(heading(page, "Reason")).toBeHidden();
  await expect.poll(async () => new Set(await cells(page, "Resource type"))).toEqual(new Set(["snapshot"]));

  await page.getByRole("button", { name: "Back to the usual columns" }).click();
  await expect(heading(page, "Reason")).toBeVisible();
  await expect(heading(page, "Resource type")).toBeHidden();
});

test("the address restores search, facets, order, columns and the open row", async ({ page }) => {
  await openFastLaunch(page);
  await expect(rows(page)).toHaveCount(9);
  await page.getByRole("searchbox").fill("userinitiated");
  await facet(page, "State", "enabled").check();
  await heading(page, "Image").getByRole("button").click();
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "Owner" }).uncheck();
  await page.keyboard.press("Escape");
  await rows(page).nth(1).getByRole("gridcell").first().click();
  const seen = () =>
    Promise.all([
      page.getByText(/^\d+ of 9$/).textContent(),
      grid(page).getByRole("columnheader").allInnerTexts(),
      cells(page, "Image"),
      page.getByRole("list", { name: "Narrowed to" }).textContent(),
      panel(page).getByRole("heading").textContent(),
      page.getByRole("row", { selected: true }).getAttribute("aria-rowindex"),
    ]);
  await expect(panel(page)).toBeVisible();
  await expect(page).toHaveURL(/q=userinitiated.*row=/);
  const before = await seen();
  await page.reload();
  await expect(panel(page)).toBeVisible();

  await expect(page.getByRole("searchbox")).toHaveValue("userinitiated");
  expect(await seen()).toEqual(before);
  expect(before[0]).toBe("5 of 9");
  expect(before[5]).toBe("3");
});

test("keys move along the rows, open one, and come back to it", async ({ page }) => {
  await openFastLaunch(page);
  await expect(rows(page)).toHaveCount(9);
  await rows(page).first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await expect(rows(page).nth(1)).toBeFocused();
  const image = (await cells(page, "Image"))[1] ?? "";

  await page.keyboard.press("Enter");
  await expect(panel(page).getByRole("heading", { name: image })).toBeVisible();
  await expect(rows(page).nth(1)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(panel(page)).toBeHidden();
  await expect(rows(page).nth(1)).toBeFocused();
});

test("thousands of rows are there to the last one, which End reaches", async ({ page }) => {
  await page.goto(inVirginia("/image-usage-report-entries", "reports=all"));
  await expect(page.getByText("5,350 of 5,350")).toBeVisible();
  await rows(page).first().focus();
  await page.keyboard.press("End");

  await expect(page.locator(":focus")).toHaveAttribute("aria-rowindex", "5351");
  await expect(page.locator(":focus")).toBeInViewport();
  await page.keyboard.press("Home");
  await expect(page.locator(":focus")).toHaveAttribute("aria-rowindex", "2");
  await expect(page.locator(":focus")).toBeInViewport();
});

/** Opens a page with nine rows. Its charts come after them, and move what is below. */
async function openFastLaunch(page: Page): Promise<void> {
  await page.goto(inVirginia("/fast-launch-images"));
  await expect(chart(page, "Is fast launch healthy?")).toBeVisible();
}
