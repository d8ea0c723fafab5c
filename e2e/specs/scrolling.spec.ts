import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/aws";
import { otherPages } from "@/e2e/support/every-page";
import { inVirginia, OVERVIEW, RESOURCE_PAGES } from "@/e2e/support/pages";
import { documentExcess, scrollers, wheelToEnd, wheelToHeading } from "@/e2e/support/scroll";

const SCREENS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
];

for (const { path } of [OVERVIEW, ...RESOURCE_PAGES]) {
  test(`${path} is wheeled to its last row and back in one scroller, below its heading`, ({ page }) => expectScrolling(page, path));
}

test("pages about one thing, the matrix and comparisons are wheeled to their end and back", async ({ page, request }) => {
  for (const path of await otherPages(request)) await test.step(path, () => expectScrolling(page, path));
});

async function expectScrolling(page: Page, path: string): Promise<void> {
  await page.goto(inVirginia(path));
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("progressbar", { name: "Reading from AWS" })).toBeHidden();
  for (const screen of SCREENS) {
    await test.step(`${screen.width}x${screen.height}`, async () => {
      await page.setViewportSize(screen);

      await wheelToEnd(page);
      expect(await documentExcess(page)).toEqual({ down: 0, across: 0 });
      const found = await scrollers(page);
      expect(found.slice(1), `besides ${found[0]}`).toEqual([]);
      await expect(page.getByRole("heading", { level: 1 })).toBeInViewport({ ratio: 1 });
      await wheelToHeading(page);
    });
  }
}
