import type { Page } from "@playwright/test";
import { MANY_CELLS } from "@/e2e/support/addresses";
import { expect, test } from "@/e2e/support/aws";
import { grid, rows } from "@/e2e/support/table";

test.use({ place: MANY_CELLS });

/** From the last of the rows to a matrix that can be read: under a second on a machine that does nothing else, and three beside other tests. */
const READY_MS = 3_000;
const LISTS = ["/api/images", "/api/image-usage-reports", "/api/image-usage-report-entries"];

test("200 images by 2,000 accounts are there soon after their rows, and scrolled through without a blank", async ({ page }) => {
  await page.addInitScript(watchGrid);
  await page.goto("/usage-matrix");
  await expect(grid(page)).toHaveAttribute("aria-colcount", "2002", { timeout: 30_000 });
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "202");

  await test.step("ready", async () => {
    const waited = await page.evaluate((lists) => {
      const ends = performance
        .getEntriesByType("resource")
        .filter(({ name }) => lists.includes(new URL(name).pathname))
        .map((entry) => (entry instanceof PerformanceResourceTiming ? entry.responseEnd : 0));
      return Number(document.documentElement.dataset.gridAt) - Math.max(...ends);
    }, LISTS);
    test.info().annotations.push({ type: "ready after", description: `${Math.round(waited)} ms` });
    expect(waited).toBeGreaterThan(0);
    expect(waited).toBeLessThan(READY_MS);
  });
  await test.step("scrolled", async () => {
    const frames = await scrollThrough(page);
    expect(frames.length).toBeGreaterThan(40);
    expect(Math.min(...frames)).toBeGreaterThan(FEWEST_COLORS);
  });
  await test.step("by keys to the last cell, which says what it holds", async () => {
    await page.locator("[data-active]").focus();
    await page.keyboard.press("Control+End");
    await expect(page.locator("[data-active]:focus")).toHaveAttribute("aria-colindex", "2002");
    await expect(page.locator("[data-active]:focus")).toHaveAttribute(
      "aria-label",
      /: (?:no references counted|[\d,]+ reference.*), counted .* ago$/,
    );
    await expect(page.locator("[data-active]:focus")).toBeInViewport();
  });
});

test("where the organization may not be listed, who is in it is said to be unknown", async ({ page }) => {
  await page.goto("/images");
  await expect(page.getByText("200 images · 1 of 1 region")).toBeVisible({ timeout: 30_000 });
  await rows(page).first().getByRole("link").first().click();

  const grants = page.getByRole("region", { name: "Shared with, against who uses it" });
  await expect(grants).toContainText("Not expandable: which accounts are in this is not known.");
  await expect(grants).toContainText("AWS refuses to list the organization’s accounts");
  await expect(grants.getByRole("radio", { name: /^used, not granted/ })).toBeHidden();
  await expect(grants.getByRole("radio", { name: /^used, may be granted [\d,]+$/ })).toBeVisible();
});

/** A strip of cells has at least its lines and two shades. */
const FEWEST_COLORS = 3;

/** Notes when the whole grid is there. Runs in the page, before it. */
function watchGrid(): void {
  const look = (): void => {
    const { dataset } = document.documentElement;
    const whole = document.querySelector("[role=grid][aria-rowcount='202'][aria-colcount='2002'] [data-active]");
    if (whole !== null && dataset.gridAt === undefined) dataset.gridAt = String(performance.now());
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-colcount"] });
}

/** Scrolls far in every frame, and tells of each how many colours a strip of the cells then has on screen. */
async function scrollThrough(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const canvas = document.querySelector("canvas");
    const scroller = document.querySelector("[role=grid]")?.parentElement?.parentElement?.parentElement;
    const context = canvas?.getContext("2d");
    if (!canvas || !scroller || !context) throw new Error("There is no picture.");
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve(null)));
    const shown: number[] = [];
    for (let step = 0; step <= 48; step++) {
      scroller.scrollTo((step / 48) * scroller.scrollWidth, ((step % 12) / 12) * scroller.scrollHeight);
      // The frame in which the scroll is told, as it stands when it is handed to the screen.
      await frame();
      const middle = Math.floor(canvas.height * 0.6);
      const left = Math.floor(canvas.width * 0.4);
      const { data } = context.getImageData(left, middle, canvas.width - left - 20, 40);
      const colors = new Set<number>();
      for (let at = 0; at < data.length; at += 4) {
        if ((data[at + 3] ?? 0) > 0) colors.add(((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0));
      }
      shown.push(colors.size);
    }
    return shown;
  });
}
