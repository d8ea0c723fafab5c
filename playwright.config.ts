import { defineConfig, devices } from "@playwright/test";
import { addresses, WORKERS } from "./e2e/support/addresses";
import { findChromium } from "./lib/scripts/browser";

const executablePath = findChromium();
const quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"];
/** The address bar would draw two pages of its own beside each page. The last list counts alone, so what Playwright switches off for quiet is in it. */
const OFF = [
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "AimEnabled",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "Translate",
];
const chromium = { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } };

/** Tests at the places that are shared, where the faults of one would trouble another. */
const AT_SHARED_PLACES = /\/(?:company-.+|many-.+|auth-.+|container)\.spec\.ts$/;

export default defineConfig({
  testDir: "e2e/specs",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: WORKERS,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: "list",
  use: {
    baseURL: addresses(0).appUrl,
    colorScheme: "light",
    locale: "en-US",
    timezoneId: "UTC",
    // What moves takes time to draw, and nothing that is tested depends on it.
    contextOptions: { reducedMotion: "reduce" },
    trace: "off",
    launchOptions: {
      args: ["--no-sandbox", "--disable-sync", `--disable-features=${OFF.join(",")}`, ...quiet],
      ...(executablePath !== null && { executablePath }),
    },
  },
  projects: [
    { name: "shared", testMatch: AT_SHARED_PLACES, workers: 1, use: chromium },
    { name: "chromium", testIgnore: AT_SHARED_PLACES, use: chromium },
  ],
  webServer: {
    command: "node --import tsx e2e/support/serve.ts",
    wait: { stdout: /^Served: /m },
    gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 },
    timeout: 60_000,
  },
});
