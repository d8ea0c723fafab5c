/** `npm test`: everything that must hold, one step after the other, up to the first that does not. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runNode } from "./child";
import { freePorts } from "./free-port";
import { interruption } from "./interruption";
import { playwrightTotals, type Totals, vitestTotals } from "./test-totals";

interface Step {
  /** What it looks at, and the script of package.json that does. */
  title: string;
  script: string;
  args?: string[];
  env?: Record<string, string>;
  /** Reads the totals out of the step's report, where its business is to run tests. */
  totals?: () => Promise<Totals>;
}

const signal = interruption();
const reports = await mkdtemp(join(tmpdir(), "ami-ledger-"));
const unitReport = join(reports, "unit.json");
const browserReport = join(reports, "browser.json");

/** An app's and an endpoint's at each of the places of `e2e/addresses.ts`. */
const PORTS = 16;

const steps: Step[] = [
  { title: "types", script: "typecheck" },
  { title: "lint and format", script: "lint" },
  { title: "unused code", script: "knip" },
  {
    title: "unit tests",
    script: "test:unit",
    args: ["--reporter=default", "--reporter=json", `--outputFile.json=${unitReport}`],
    totals: async () => vitestTotals(await readJson(unitReport)),
  },
  { title: "production build", script: "build", env: { NODE_ENV: "production" } },
  {
    title: "browser tests",
    script: "test:e2e",
    args: ["--reporter=list,json"],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport, E2E_PORT: String(await freePorts("127.0.0.1", 4300, PORTS)) },
    totals: async () => playwrightTotals(await readJson(browserReport)),
  },
];

const sum: Totals = { passed: 0, failed: 0 };
for (const step of steps) {
  if (!(await succeeds(step))) break;
}
await rm(reports, { recursive: true, force: true });
process.exitCode = sum.failed === 0 ? 0 : 1;
console.log(`${sum.passed} passed, ${sum.failed} failed`);

/** Runs a step and adds to the sum. A step that fails without a failed test is one failure itself. */
async function succeeds({ title, script, args = [], env = {}, totals }: Step): Promise<boolean> {
  const start = performance.now();
  const { code, output } = await npmRun(script, args, env);
  const { passed, failed } = (await totals?.().catch(() => null)) ?? { passed: 0, failed: 0 };
  const succeeded = code === 0 && failed === 0 && (totals === undefined || passed > 0);
  sum.passed += passed;
  sum.failed += succeeded ? 0 : Math.max(failed, 1);
  if (!succeeded) console.log(output);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `${succeeded ? "ok  " : "FAIL"} ${title.padEnd(17)} ${seconds.padStart(6)} s${totals === undefined ? "" : `  ${passed} passed, ${failed} failed`}`,
  );
  return succeeded;
}

async function npmRun(script: string, args: readonly string[], env: Record<string, string>) {
  const npm = process.env.npm_execpath;
  if (npm === undefined) return { code: 1, output: "Run it as `npm test`." };
  return runNode([npm, "run", "--silent", script, "--", ...args], {
    env: { ...process.env, CI: "1", NO_COLOR: "1", NEXT_TELEMETRY_DISABLED: "1", ...env },
    signal,
  });
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, "utf8"));
}
