import { defineConfig, devices } from "@playwright/test";
import { addresses, WORKERS } from "./e2e/addresses";
import { findChromium } from "./lib/scripts/browser";

const executablePath = findChromium();
const quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"];

export default defineConfig({
  testDir: "e2e",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: WORKERS,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    baseURL: addresses(0).appUrl,
    colorScheme: "light",
    locale: "en-US",
    timezoneId: "UTC",
    trace: "off",
    launchOptions: {
      args: ["--no-sandbox", "--disable-sync", ...quiet],
      ...(executablePath !== null && { executablePath }),
    },
  },
  projects: [{ name: "chromium", use: { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } } }],
  // Asking for the scopes makes the app learn whose credentials it has, before a test makes AWS refuse to tell.
  webServer: Array.from({ length: WORKERS }, (_, worker) => ({
    command: `node --import tsx e2e/serve.ts ${worker}`,
    url: `${addresses(worker).appUrl}/api/scopes`,
    reuseExistingServer: !process.env.CI,
    gracefulShutdown: { signal: "SIGTERM" as const, timeout: 5_000 },
    timeout: 60_000,
  })),
});
