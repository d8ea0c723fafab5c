import { COMPANY } from "@/e2e/support/addresses";
import { type Aws, expect, test } from "@/e2e/support/aws";
import { expectAccessible } from "@/e2e/support/axe";
import { unit } from "@/e2e/support/company";
import { apply, chooseNone, mark, marks, picker, pickerButton } from "@/e2e/support/scope-picker";
import { rows } from "@/e2e/support/table";

test.use({ place: COMPANY });

const ONE_SCOPE = `/fast-launch-images?account=${unit(1).id}&region=us-east-1`;
const THREE_IN_TWO = `/fast-launch-images?account=${unit(3).id}&region=eu-west-1&region=us-west-2`;

test("accounts and regions are found by name and by digits", async ({ page }) => {
  await page.goto(ONE_SCOPE);
  await expect(pickerButton(page)).toHaveText(`${unit(1).label}1 of 5 regions`);
  await pickerButton(page).click();
  await expect(marks(page, "Accounts")).toHaveCount(8);
  await expect(marks(page, "Regions")).toHaveCount(5);
  const search = picker(page).getByRole("searchbox", { name: "Search accounts and regions" });

  for (const words of ["unit-3", "2000-0200-0007", "200002"]) {
    await search.fill(words);
    await expect(marks(page, "Accounts")).toHaveCount(1);
    await expect(mark(page, unit(3).label)).toBeVisible();
  }
  await search.fill("eu-");
  await expect(marks(page, "Regions")).toHaveCount(1);
  await expect(mark(page, "eu-west-1")).toBeVisible();
  await search.fill("nobody");
  await expect(picker(page)).toContainText("No account is called that.");
  await expect(picker(page)).toContainText("No region is called that.");
});

test("one account in two regions is read once it is applied, and nothing else", async ({ page, aws }) => {
  await page.goto(ONE_SCOPE);
  await expect(rows(page)).toHaveCount(6);
  const before = (await aws.calls()).length;
  await chooseNone(page);
  await expect(picker(page)).toContainText("Choose at least one account");
  await expect(apply(page)).toBeDisabled();
  await mark(page, unit(3).label).check();
  await expect(picker(page)).toContainText("Choose at least one region");
  await expect(apply(page)).toBeDisabled();
  await mark(page, "us-west-2").check();
  await mark(page, "eu-west-1").check();
  await expect(picker(page)).toContainText("Reads 2 scopes");
  expect(await readSince(aws, before)).toEqual([]);
  await apply(page).click();

  await expect(picker(page)).toBeHidden();
  await expect(page).toHaveURL(THREE_IN_TWO);
  await expect(page.getByText("12 images · 2 of 2 regions")).toBeVisible();
  await expect(pickerButton(page)).toHaveText(`${unit(3).label}2 of 5 regions`);
  expect(await readSince(aws, before)).toEqual([`${unit(3).id} eu-west-1`, `${unit(3).id} us-west-2`]);
});

test("a choice that was used is offered again, and goes along to other pages", async ({ page }) => {
  await page.goto(ONE_SCOPE);
  await chooseNone(page);
  await mark(page, unit(3).label).check();
  await mark(page, "us-west-2").check();
  await mark(page, "eu-west-1").check();
  await apply(page).click();
  await expect(page.getByText("12 images · 2 of 2 regions")).toBeVisible();
  await pickerButton(page).click();
  await picker(page).getByRole("button", { name: "Everything" }).click();
  await apply(page).click();
  await expect(page).toHaveURL("/fast-launch-images");
  await expect(pickerButton(page)).toHaveText("8 accounts5 regions");
  await expect(page.getByText("240 images · 40 of 40 scopes")).toBeVisible();

  await pickerButton(page).click();
  await picker(page)
    .getByRole("button", { name: `${unit(3).label} · 2 of 5 regions` })
    .click();
  await expect(page).toHaveURL(THREE_IN_TWO);
  await page.getByRole("navigation").getByRole("link", { name: "Imports" }).click();
  await expect(page.getByText("8 imports · 2 of 2 regions")).toBeVisible();
});

test("Esc leaves everything as it was, and gives the focus back", async ({ page, aws }) => {
  await page.goto(ONE_SCOPE);
  await expect(rows(page)).toHaveCount(6);
  const before = (await aws.calls()).length;
  await chooseNone(page);
  await page.keyboard.press("Escape");

  await expect(picker(page)).toBeHidden();
  await expect(pickerButton(page)).toBeFocused();
  await expect(page).toHaveURL(ONE_SCOPE);
  await page.keyboard.press("Enter");
  await expect(mark(page, unit(1).label)).toBeChecked();
  await expect(mark(page, "us-east-1")).toBeChecked();
  expect(await readSince(aws, before)).toEqual([]);
});

test("keys alone choose and apply", async ({ page }) => {
  await page.goto(ONE_SCOPE);
  await expect(rows(page)).toHaveCount(6);
  await pickerButton(page).focus();
  await page.keyboard.press("Enter");
  const search = picker(page).getByRole("searchbox");
  await expect(search).toBeFocused();

  await page.keyboard.type("unit-");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(picker(page).getByRole("button", { name: "No accounts" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(picker(page)).toContainText("Choose at least one account");
  await page.keyboard.press("Tab");
  await expect(mark(page, unit(0).label)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await expect(mark(page, unit(2).label)).toBeChecked();
  await page.keyboard.press("End");
  await expect(mark(page, unit(7).label)).toBeFocused();
  await page.keyboard.press("Space");
  await expect(picker(page)).toContainText("Reads 2 scopes");
  await page.keyboard.press("Enter");

  await expect(page).toHaveURL(`/fast-launch-images?account=${unit(2).id}&account=${unit(7).id}&region=us-east-1`);
  await expect(pickerButton(page)).toBeFocused();
  await expect(page.getByText("12 images · 2 of 2 scopes")).toBeVisible();
});

test("at 390 pixels all of it is within the screen, and keeps to WCAG 2.2 AA", async ({ page }) => {
  const screen = { width: 390, height: 844 };
  await page.setViewportSize(screen);
  await page.goto(ONE_SCOPE);
  await page.getByRole("button", { name: "Menu" }).click();
  await chooseNone(page);
  await expect(apply(page)).toBeDisabled();
  await expectAccessible(page, "light", "[role=dialog]");
  await expectAccessible(page, "dark", "[role=dialog]");
  await mark(page, unit(6).label).check();
  await mark(page, "ca-central-1").check();
  for (const part of [picker(page), apply(page), picker(page).getByRole("searchbox")]) {
    const box = await part.boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(screen.width);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(screen.height);
  }
  await apply(page).click();

  await expect(page).toHaveURL(`/fast-launch-images?account=${unit(6).id}&region=ca-central-1`);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByText("6 images · 1 of 1 region")).toBeVisible();
});

/** The scopes whose images were read since so many calls. */
async function readSince(aws: Aws, calls: number): Promise<string[]> {
  const since = (await aws.calls()).slice(calls).filter(({ operation }) => operation === "DescribeFastLaunchImages");
  return since.map(({ account, region }) => `${account} ${region}`).toSorted();
}
