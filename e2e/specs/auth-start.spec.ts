import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "@/e2e/support/sign-in";
import { freePorts } from "@/lib/scripts/free-port";
import { sampleEnvironment } from "@/lib/scripts/sample-environment";

const START = join(import.meta.dirname, "../../lib/scripts/start.mjs");

test.describe.configure({ mode: "serial" });

for (const [what, environment, sentences] of [
  [
    "without a sign-in, listening everywhere,",
    { HOSTNAME: "0.0.0.0" },
    [/^LEDGER_AUTH: expected oidc or proxy to listen at 0\.0\.0\.0\. .*LEDGER_SERVE_ANYWHERE="yes, without sign-in"$/],
  ],
  [
    "with several values wrong",
    { LEDGER_AUTH: "oidc", LEDGER_SESSION_SECRET: "short", LEDGER_REGIONS: "moon", LEDGER_ALLOWED_DOMAINS: "*" },
    [/^LEDGER_REGIONS: /, /^LEDGER_OIDC_ISSUER: /, /^LEDGER_OIDC_CLIENT_ID: /, /^LEDGER_APP_URL: /, /^LEDGER_SESSION_SECRET: /],
  ],
  ["with a misspelt variable", { LEDGER_REGION: "us-east-1" }, [/^LEDGER_REGION: no such variable\. Did you mean LEDGER_REGIONS\?$/]],
] as const) {
  test(`the app does not start ${what} and says why`, async () => {
    const { code, said } = await start(environment);

    expect(code).toBe(78);
    const faults = said.split("\n").filter((line) => line.startsWith("LEDGER_"));
    expect(faults).toHaveLength(sentences.length);
    for (const [index, sentence] of sentences.entries()) expect(faults[index]).toMatch(sentence);
  });
}

test("without a sign-in and listening everywhere it starts where the operator said so in so many words", async () => {
  const { code, said } = await start({ HOSTNAME: "0.0.0.0", LEDGER_SERVE_ANYWHERE: "yes, without sign-in" }, async (url) => {
    const answer = await fetch(`${url}/api/health`).catch(() => null);
    return answer?.ok === true;
  });

  expect(said).not.toContain("LEDGER_");
  expect(code).not.toBe(78);
});

/** Starts the app, and ends it once it does what was waited for. */
async function start(environment: Record<string, string>, until: (url: string) => Promise<boolean> = async () => false) {
  const port = await freePorts("127.0.0.1", 4900, 1);
  const child = spawn(process.execPath, [START], {
    env: { ...sampleEnvironment("http://127.0.0.1:1", ["us-east-1"]), PORT: String(port), HOSTNAME: "127.0.0.1", ...environment },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = once(child, "exit");
  while (child.exitCode === null && !(await until(`http://127.0.0.1:${port}`))) await new Promise((resolve) => setTimeout(resolve, 100));
  child.kill();
  const [code] = await ended;
  return { code, said };
}
