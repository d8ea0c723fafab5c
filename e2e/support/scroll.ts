import { expect, type Page } from "@playwright/test";

/** Farther than any page of the sample company is long, in pixels. */
const FAR = 1_000_000;
/** The space that a page may leave below its last words, in pixels. */
const PADDING = 80;

/** Turns the wheel over the middle of the page until it is seen to its end, and says so if it never is. */
export async function wheelToEnd(page: Page): Promise<void> {
  await expect
    .poll(() => wheel(page, FAR).then(() => whatIsLeft(page)), { message: `the end of ${page.url()}`, intervals: [100, 300, 700] })
    .toEqual([]);
}

/** The same back, to the page's heading. */
export async function wheelToHeading(page: Page): Promise<void> {
  const heading = page.getByRole("heading", { level: 1 });
  await expect
    .poll(() => wheel(page, -FAR).then(() => heading.evaluate(isOnScreen)), {
      message: `the heading of ${page.url()}`,
      intervals: [100, 300, 700],
    })
    .toBe(true);
}

/** What scrolls beside the rows, or lies over them, for itself. */
const RAILS = "aside[aria-label='Narrow down'], [role=dialog]";
/** Lists and texts within a page about one thing, of which each scrolls in its own section. */
const PARTS = "main section *, main details *";

/** What can be scrolled down between the document and the rows. */
export const scrollers = (page: Page): Promise<string[]> =>
  page.evaluate(
    ([rails, parts]) =>
      [...document.querySelectorAll("html, body, body *")]
        .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1)
        .filter((element) => element === document.documentElement || /auto|scroll/.test(getComputedStyle(element).overflowY))
        .filter((element) => element.closest("main") !== null || element.querySelector("main") !== null)
        .filter((element) => element.closest(rails) === null && !element.matches(parts))
        .map(
          ({ tagName, className, scrollHeight, clientHeight }) => `${tagName} ${className} holds ${scrollHeight} in ${clientHeight} pixels`,
        ),
    [RAILS, PARTS] as const,
  );

/** How far the document itself is longer and wider than the screen, in pixels. */
export const documentExcess = (page: Page): Promise<{ down: number; across: number }> =>
  page.evaluate(() => {
    const { scrollHeight, scrollWidth } = document.documentElement;
    return { down: Math.max(0, scrollHeight - innerHeight), across: Math.max(0, scrollWidth - innerWidth) };
  });

async function wheel(page: Page, by: number): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  await page.mouse.move(width / 2, height / 2 + 20);
  await page.mouse.wheel(0, by);
}

const isOnScreen = (element: Element): boolean => {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
};

/** What keeps the page from being at its end: rows or words that are below the screen, or emptiness that is on it. */
const whatIsLeft = (page: Page): Promise<string[]> =>
  page.evaluate(
    ([padding, rails, parts]) => {
      const main = document.querySelector("main");
      const scrolls = (element: Element): boolean =>
        element.scrollHeight > element.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(element).overflowY);
      const scroller = [...(main?.querySelectorAll("*") ?? [])].find(
        (element) => scrolls(element) && element.closest(rails) === null && !element.matches(parts),
      );
      const grids = [...document.querySelectorAll("main [role=grid]")];
      const cut = grids.flatMap((grid) => {
        const last = grid.querySelector(`[aria-rowindex="${grid.getAttribute("aria-rowcount")}"]`);
        // A list within a page has rows of its own to be wheeled over.
        if (grids.length > 1 || grid.closest("section") !== null) return [];
        const { bottom = Number.POSITIVE_INFINITY } = last?.getBoundingClientRect() ?? {};
        return bottom <= innerHeight + 1 ? [] : [`the last row ends at ${bottom} of ${innerHeight}`];
      });
      if (scroller === undefined) return cut;
      const left = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
      if (left > 1) return [...cut, `${left} pixels are left`];
      const words = [...scroller.querySelectorAll("*")]
        // A table runs to the edge of the screen, however few its rows.
        .filter((element) => element.childElementCount === 0 || element.querySelector(":scope > [role=grid]") !== null)
        .map((element) => element.getBoundingClientRect())
        // Words for screen readers take a pixel.
        .filter(({ width, height }) => width > 1 && height > 1)
        .map(({ bottom }) => bottom);
      const empty = scroller.getBoundingClientRect().bottom - Math.max(...words);
      return empty > padding ? [...cut, `${empty} pixels are empty below the last words`] : cut;
    },
    [PADDING, RAILS, PARTS] as const,
  );

/** What is wider than the room it has. Tables, the matrix, policies in their own lines, filters and legends are wheeled sideways in themselves. */
export const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("*")]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .filter((element) => element === document.documentElement || /auto|scroll/.test(getComputedStyle(element).overflowX))
      .filter((element) => element.querySelector(":scope > table, :scope > pre, :scope > div > div > [role=grid]") === null)
      .filter((element) => !element.matches(".filter-bar, dl"))
      .map(({ tagName, scrollWidth, clientWidth }) => `${tagName} holds ${scrollWidth} in ${clientWidth} pixels`),
  );
