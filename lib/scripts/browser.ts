import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

/** The shell without a window first: it draws pages alone, which leaves more of a small machine to the tests. */
const SYSTEM = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The Chromium to test with: the one that `CHROMIUM_PATH` names, Playwright's own, or the system's. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  return [chromium.executablePath(), ...SYSTEM].find((path) => existsSync(path)) ?? null;
}
