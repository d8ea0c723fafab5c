/** Sees to it that there is a Chromium to test with, on a machine that has none too. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { findChromium } from "./browser";

const APT = "/usr/bin/apt-get";
const playwright = createRequire(import.meta.url).resolve("@playwright/test/cli");

const attempts = [
  () => process.getuid?.() === 0 && existsSync(APT) && run(APT, "update") && ["chromium-headless-shell", "chromium"].some(aptInstall),
  () => run(process.execPath, playwright, "install", "chromium"),
];

const aptInstall = (browser: string): boolean => run(APT, "install", "-y", "--no-install-recommends", browser, "fonts-liberation");

function run(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } }).status === 0;
}

const found = findChromium() !== null || attempts.some((attempt) => attempt() && findChromium() !== null);
if (!found) {
  console.error("There is no Chromium to test with. Install one, or name it: CHROMIUM_PATH=/path/to/chromium.");
  process.exitCode = 1;
}
