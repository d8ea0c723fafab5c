import { type CDPSession, chromium, type Page } from "@playwright/test";
import { findChromium } from "@/lib/scripts/browser";

/** What a person at the page sees of a long listing. Times in milliseconds. */
export interface PageReading {
  /** From the click on the page's link to the last row. */
  wallMs: number;
  /** From the first bytes of the answer to the first row on the screen. */
  firstRowMs: number;
  longestTaskMs: number;
  /** What the rows take in memory, after garbage has been collected. */
  bytes: number;
}

const ROUTE = "/image-usage-report-entries";
const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"];

/** Opens a page without rows, goes on to the entries as a person does, and waits for all of them. */
export async function inBrowser(appUrl: string, rows: number): Promise<PageReading> {
  const executablePath = findChromium();
  const browser = await chromium.launch({ args: ARGS, ...(executablePath !== null && { executablePath }) });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const devtools = await page.context().newCDPSession(page);
    await page.goto(`${appUrl}/fast-launch-images`);
    await page.getByText("0 of 0").first().waitFor();
    const before = await liveBytes(devtools);
    await page.evaluate(watchTasks);
    const start = performance.now();
    await page.getByRole("link", { name: "Usage by account" }).first().click();
    const firstRow = await firstRowDrawn(page);
    await page
      .getByText(`${rows.toLocaleString("en")} of ${rows.toLocaleString("en")}`)
      .first()
      .waitFor({ timeout: 300_000 });
    await page.getByRole("progressbar", { name: "Reading from AWS" }).waitFor({ state: "detached", timeout: 300_000 });
    const wallMs = performance.now() - start;
    const { longestTaskMs, answeredAt } = await page.evaluate(observed, ROUTE);
    return { wallMs, firstRowMs: firstRow - answeredAt, longestTaskMs, bytes: (await liveBytes(devtools)) - before };
  } finally {
    await browser.close();
  }
}

/** When the first row stood in the page, in milliseconds since its start. */
async function firstRowDrawn(page: Page): Promise<number> {
  const drawn = await page.waitForFunction(() => document.querySelector("[data-row]") !== null && performance.now(), null, {
    polling: "raf",
  });
  return Number(await drawn.jsonValue());
}

function watchTasks(): void {
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) performance.mark("long-task", { detail: duration });
  }).observe({ type: "longtask" });
}

function observed(route: string): { longestTaskMs: number; answeredAt: number } {
  const tasks = performance.getEntriesByName("long-task").map((mark) => (mark instanceof PerformanceMark ? Number(mark.detail) : 0));
  const answer = performance
    .getEntriesByType("resource")
    .find((entry) => entry instanceof PerformanceResourceTiming && new URL(entry.name).pathname === `/api${route}`);
  return { longestTaskMs: Math.max(0, ...tasks), answeredAt: answer instanceof PerformanceResourceTiming ? answer.responseStart : 0 };
}

/** Objects of the page and the buffers behind them. */
async function liveBytes(devtools: CDPSession): Promise<number> {
  await devtools.send("HeapProfiler.enable");
  await devtools.send("HeapProfiler.collectGarbage");
  const usage: { usedSize: number; backingStorageSize?: number } = await devtools.send("Runtime.getHeapUsage");
  return usage.usedSize + (usage.backingStorageSize ?? 0);
}
