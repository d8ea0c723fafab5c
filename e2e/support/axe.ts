import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./aws";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Axe finds nothing to object to, on the page or in a part of it. In the dark it looks at what is other there: the colours. */
export async function expectAccessible(page: Page, colorScheme: "light" | "dark", part = "html"): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  const axe = new AxeBuilder({ page })
    // No page has frames, whose findings would be gathered in a further page.
    .setLegacyMode(true)
    .options({ resultTypes: ["violations"] })
    .include(part);
  const { violations } = await (colorScheme === "light" ? axe.withTags(WCAG) : axe.withRules("color-contrast")).analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
  expect(found, `in ${colorScheme}`).toEqual([]);
}
