import { defineConfig, devices } from "@playwright/test";
import { addresses, COMPANY, MANY_CELLS, MANY_ROWS, SIGN_IN, WORKERS } from "./e2e/addresses";
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
  testDir: "e2e",
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
  webServer: [
    ...Array.from({ length: WORKERS }, (_, worker) => server(`e2e/serve.ts ${worker}`, worker)),
    server("e2e/serve-company.ts", COMPANY),
    server("e2e/serve-many-rows.ts", MANY_ROWS),
    server("e2e/serve-many-cells.ts", MANY_CELLS),
    server("e2e/serve-sign-in.ts", SIGN_IN),
  ],
});

/** Asking for the scopes makes the app learn whose credentials it has, before a test makes AWS refuse to tell. */
function server(script: string, place: number) {
  return {
    command: `node --import tsx ${script}`,
    url: `${addresses(place).appUrl}/api/scopes`,
    reuseExistingServer: !process.env.CI,
    gracefulShutdown: { signal: "SIGTERM" as const, timeout: 5_000 },
    timeout: 60_000,
  };
}
