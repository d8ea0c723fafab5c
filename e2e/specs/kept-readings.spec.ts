import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { sampleWorld } from "@/lib/dev/aws-emulator/company/sample-world";
import { type Emulator, startEmulator } from "@/lib/dev/aws-emulator/server";
import { freePorts } from "@/lib/scripts/free-port";
import { sampleEnvironment } from "@/lib/scripts/sample-environment";

const START = join(import.meta.dirname, "../../lib/scripts/start.mjs");
const HOST = "127.0.0.1";
const SECRET = "a secret of at least thirty-two characters";

test.describe.configure({ mode: "serial" });

let aws: Emulator;
let folder: string;
test.beforeAll(async () => {
  aws = await startEmulator({ world: sampleWorld(new Date()) });
  folder = await mkdtemp(join(tmpdir(), "ledger-kept-"));
});
test.afterAll(async () => {
  await aws.close();
  await rm(folder, { recursive: true, force: true });
});

test("after a restart, pages show what was last read, first and without a call to AWS", async ({ page }) => {
  const before = await start();
  const { runs } = await collect(before.url);
  expect(runs.every(({ outcome }) => outcome === "complete" || outcome === "skipped")).toBe(true);
  await before.stop();
  const after = await start();
  aws.calls.splice(0);

  await page.goto(`${after.url}/fast-launch-images`);

  await expect(page.getByRole("row", { name: /ami-/ }).first()).toBeVisible();
  expect(aws.calls.filter(({ service }) => service === "ec2")).toEqual([]);
  await after.stop();
});

test("where AWS refuses, the rows stay, with their age and the reason", async ({ page }) => {
  const app = await start();
  aws.faults.push({ kind: "deny", service: "ec2" });

  await page.goto(`${app.url}/fast-launch-images`);
  await expect(page.getByRole("row", { name: /ami-/ }).first()).toBeVisible();
  await page.getByRole("button", { name: /^Refresh/ }).click();

  await expect(page.getByText("UnauthorizedOperation").first()).toBeVisible();
  await expect(page.getByRole("row", { name: /ami-/ }).first()).toBeVisible();
  aws.faults.splice(0);
  await app.stop();
});

/** The build with a database of its own, which the next start finds again. */
async function start() {
  const port = await freePorts(HOST, 5050, 1);
  const child = spawn(process.execPath, [START], {
    env: {
      ...sampleEnvironment(aws.url, ["us-east-1"]),
      PORT: String(port),
      HOSTNAME: HOST,
      LEDGER_DATA_DIR: folder,
      LEDGER_COLLECT_SECRET: SECRET,
    },
    stdio: "ignore",
  });
  const ended = once(child, "exit");
  const url = `http://${HOST}:${port}`;
  await expect.poll(async () => (await fetch(`${url}/api/health`).catch(() => null))?.ok, { timeout: 30_000 }).toBe(true);
  return {
    url,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function collect(url: string): Promise<{ runs: { outcome: string }[] }> {
  const answer = await fetch(`${url}/api/collect?resource=fast-launch-images`, {
    method: "POST",
    headers: { authorization: `Bearer ${SECRET}` },
  });
  return answer.json();
}
