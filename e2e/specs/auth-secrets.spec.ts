import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { addresses, SIGN_IN } from "@/e2e/support/addresses";
import { browserFiles } from "@/e2e/support/build";
import { serveProvider } from "@/e2e/support/openid-provider";
import { expect, signIn, test } from "@/e2e/support/sign-in";
import { SIGN_IN_ENVIRONMENT } from "@/e2e/support/sign-in-environment";
import { freePorts } from "@/lib/scripts/free-port";
import { sampleEnvironment } from "@/lib/scripts/sample-environment";

const START = join(import.meta.dirname, "../../lib/scripts/start.mjs");
const HOST = "127.0.0.1";

/** What the app is given and has to keep to itself. */
const SECRETS = {
  LEDGER_OIDC_CLIENT_SECRET: SIGN_IN_ENVIRONMENT.LEDGER_OIDC_CLIENT_SECRET,
  LEDGER_SESSION_SECRET: "what this one app seals its cookies with",
  LEDGER_EXTERNAL_ID: "external-id-of-the-roles",
  AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  AWS_SESSION_TOKEN: "IQoJb3JpZ2luX2VjEXAMPLETOKEN",
};

/** Words that stand only in what a server runs: names of secrets, and what is made of them. */
const OF_SERVERS = [
  "LEDGER_SESSION_SECRET",
  "LEDGER_OIDC_CLIENT_SECRET",
  "LEDGER_PROXY_SECRET",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "aws-sdk",
  "openid-client",
  "x-amzn-oidc-data",
  "code_verifier",
  "A256GCM",
  "node:crypto",
  "process.env",
];

test("what browsers load has nothing of a server in it, and no map to its source", async () => {
  const files = await browserFiles();
  expect(files.some(({ text }) => text.includes("No page has this name, and it is no id."))).toBe(true);

  for (const { path, text } of files) {
    expect(
      [...OF_SERVERS, ...Object.values(SECRETS)].filter((word) => text.includes(word)),
      path,
    ).toEqual([]);
    expect(path).not.toMatch(/\.map$/);
  }
});

test("neither an answer nor the log of a server tells a secret, whatever goes wrong", async ({ page, aws }) => {
  // It starts an app of its own.
  test.slow();
  const kept = await mkdtemp(join(tmpdir(), "ami-ledger-e2e-"));
  const port = await freePorts(HOST, 4950, 2);
  const url = `http://${HOST}:${port}`;
  const provider = await serveProvider(HOST, port + 1, url);
  const server = await start(port, {
    ...sampleEnvironment(addresses(SIGN_IN).awsUrl, ["us-east-1", "eu-west-1"], ["arn:aws:iam::444455556666:role/ami-ledger"]),
    ...SIGN_IN_ENVIRONMENT,
    ...SECRETS,
    LEDGER_APP_URL: url,
    LEDGER_OIDC_ISSUER: `http://${HOST}:${port + 1}`,
    LEDGER_ALLOW_WRITES: "true",
    LEDGER_DATA_DIR: kept,
  });
  const answers = answersOf(page, url);
  const { log } = server;

  await page.goto(`${url}/fast-launch-images`);
  await signIn(page, "ann");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Fast launch");
  const cookies = (await page.context().cookies(url)).filter(({ name }) => name.startsWith("ledger-")).map(({ value }) => value);
  expect(cookies).toHaveLength(1);
  await aws.fail({ kind: "deny", operation: "DescribeImages" }, { kind: "deny", operation: "AssumeRole" });
  for (const path of ["/images?region=us-east-1", "/permission-checks", "/nowhere"]) {
    await page.goto(`${url}${path}`);
    await page.waitForLoadState("networkidle");
  }
  const asked = await Promise.all(
    ["/api/scopes", "/api/organization", "/api/images?format=csv", "/api/images?region=mars-1", "/api/auth/callback?code=x&state=y"].map(
      async (path) => (await page.request.get(`${url}${path}`)).text(),
    ),
  );
  await page.request.post(`${url}/api/report-requests`, { headers: { origin: url }, data: "{" });
  await page.request.delete(`${url}/api/image-usage-reports/amiur-00b877d192f6b02d0?region=us-east-1&account=111122223333`, {
    headers: { origin: url, "content-type": "application/json" },
  });
  // The provider is gone: signing out, and in again, cannot reach it.
  await page.request.post(`${url}/api/auth/sign-out`, { headers: { origin: url } });
  provider.close();
  provider.closeAllConnections();
  await page.request.get(`${url}/api/auth/sign-in`, { maxRedirects: 0 });
  await server.end();
  await rm(kept, { recursive: true, force: true });

  const told = [...(await Promise.all(answers)), ...asked].join("\n");
  expect(told).toContain("Ann Operator");
  expect(log()).toContain("DeleteImageUsageReport");
  for (const [name, secret] of Object.entries(SECRETS)) {
    expect(told.includes(secret), `${name} in an answer`).toBe(false);
    expect(log().includes(secret), `${name} in the log`).toBe(false);
  }
  for (const cookie of cookies) expect(log().includes(cookie), "a session in the log").toBe(false);
});

/** Starts the app, and waits until it answers. */
async function start(port: number, environment: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [START], {
    env: { ...environment, HOSTNAME: HOST, PORT: String(port) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  const isUp = async () => (await fetch(`http://${HOST}:${port}/api/health`).catch(() => null))?.ok === true;
  while (!(await isUp())) {
    if (child.exitCode !== null) throw new Error(`The app ended with code ${child.exitCode}: ${said}`);
    await sleep(100);
  }
  const end = async () => {
    const ended = once(child, "exit");
    child.kill();
    await ended;
  };
  return { log: () => said, end };
}

/** What the app answers the page with from now on, headers too. */
function answersOf(page: Page, url: string): Promise<string>[] {
  const answers: Promise<string>[] = [];
  page.on("response", (response) => {
    if (!response.url().startsWith(url)) return;
    const body = response.text().catch(() => "");
    answers.push(body.then((text) => `${JSON.stringify(response.headers())}\n${text}`));
  });
  return answers;
}
