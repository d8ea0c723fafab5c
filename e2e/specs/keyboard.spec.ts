import { expect, test } from "@/e2e/support/aws";
import { inVirginia } from "@/e2e/support/pages";
import { cells, rows } from "@/e2e/support/table";

test("Ctrl+K goes to a page by its name", async ({ page }) => {
  await page.goto(inVirginia("/import-image-tasks"));
  await expect(rows(page)).toHaveCount(7);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog").getByRole("option")).toHaveCount(12);
  await page.keyboard.type("fast");
  await page.keyboard.press("Enter");

  await expect(page).toHaveURL("/fast-launch-images?region=us-east-1");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(rows(page)).toHaveCount(9);
});

test("Ctrl+K leads from a pasted image id to who uses it", async ({ page }) => {
  await page.goto(inVirginia("/fast-launch-images"));
  const [image = ""] = await cellsOf(page);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill(` ${image} `);
  await expect(page.getByRole("option")).toContainText([`May ${image} be removed?`, `Who uses ${image}?`]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Usage by account");
  await expect(page.getByRole("link", { name: `Remove image-id ${image}` })).toBeVisible();
  await expect.poll(async () => new Set(await cells(page, "Image"))).toEqual(new Set([image]));
});

test("the palette says when a text is neither a page nor an id, and Esc closes it", async ({ page }) => {
  await page.goto(inVirginia("/fast-launch-images"));
  await page.getByRole("button", { name: "Go to…" }).click();
  await page.getByRole("combobox").fill("zzzz");
  await expect(page.getByText("No page has this name, and it is no id.")).toBeVisible();
  await page.keyboard.press("Escape");

  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Fast launch");
});

test("/ goes to the search from anywhere on the page, and is a letter in it", async ({ page }) => {
  await page.goto(inVirginia("/fast-launch-images"));
  await expect(rows(page)).toHaveCount(9);
  await rows(page).first().focus();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search these rows" })).toBeFocused();
  await expect(page.getByRole("searchbox")).toHaveValue("");

  await page.keyboard.type("a/b");
  await expect(page.getByRole("searchbox")).toHaveValue("a/b");
});

test("the first Tab offers to skip to the page", async ({ page }) => {
  await page.goto(inVirginia("/fast-launch-images"));
  await expect(rows(page)).toHaveCount(9);
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the page" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Enter");

  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Refresh" })).toBeFocused();
});

async function cellsOf(page: Parameters<typeof cells>[0]): Promise<string[]> {
  await expect(rows(page)).toHaveCount(9);
  return cells(page, "Image");
}
