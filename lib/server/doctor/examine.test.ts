import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, it } from "vitest";
import { sampleWorld } from "@/lib/dev/aws-emulator/company/sample-world";
import { startWorld } from "@/lib/server/http/test-support";
import { openDatabase } from "@/lib/store/database";
import { examine } from "./examine";
import type { Line } from "./report";

const world = sampleWorld(new Date());
const aws = await startWorld(world);
const folder = await mkdtemp(join(tmpdir(), "ledger-doctor-"));
process.env.LEDGER_DATA_DIR = folder;
process.env.LEDGER_REGIONS = "us-east-1";

afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => aws.reset());

async function report(): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of examine(new AbortController().signal)) lines.push(line);
  return lines;
}
const lineOf = (lines: readonly Line[], start: string) => lines.find(({ text }) => text.trimStart().startsWith(start));
const wrongOf = (lines: readonly Line[]) => lines.flatMap(({ text, isWrong }) => (isWrong ? text.trim() : []));

it("where nothing is wrong, each operation was reached and permitted, by one small read, and the report names nobody", async () => {
  const lines = await report();

  expect(wrongOf(lines)).toEqual([]);
  expect(lineOf(lines, "images:")?.text).toMatch(/reached and permitted, 1 row of a page of 1, 1 call, SDK's reader/);
  expect(lineOf(lines, "image-usage-report-entries:")?.text).toMatch(/reached and permitted, .*fast reader/);
  expect(lineOf(lines, "clock:")?.text).toMatch(/right/);
  expect(lineOf(lines, "database:")?.text).toBe("database: embedded, not made yet: the server makes it");
  const all = lines.map(({ text }) => text).join("\n");
  expect(all).not.toMatch(/\d{12}|arn:|ami-[0-9a-f]{8}|amiur-|lic-[0-9a-f]/);
});

it("what is not permitted, not reached or not readable is wrong, each in a line of its own", async () => {
  aws.faults.push({ kind: "deny", operation: "DescribeFastLaunchImages" }, { kind: "malformed", operation: "DescribeImportImageTasks" });

  // In each of the accounts.
  const wrong = [...new Set(wrongOf(await report()))];

  expect(wrong).toEqual([
    expect.stringMatching(/^fast-launch-images: not permitted \(UnauthorizedOperation\), 1 call$/),
    expect.stringMatching(/^import-image-tasks: failed \(UnreadableAnswer\), .*AWS gave an answer that could not be read/),
  ]);
});

it("a database that another process has open is none of the faults, and tells its version where it is free", async () => {
  const database = await openDatabase({ folder: join(folder, "database") }, () => undefined);
  const open = await report();
  await database.destroy();
  const free = await report();

  expect(lineOf(open, "database:")?.text).toBe("database: embedded, open in another process, such as the server");
  expect(lineOf(free, "database:")?.text).toMatch(/^database: embedded \d+\.\d+, reached, \d+ migrations done$/);
  expect(wrongOf([...open, ...free])).toEqual([]);
});

it("a database that does not answer is wrong, and neither its host nor its user is named", async () => {
  process.env.LEDGER_DATABASE_URL = "postgres://ann:secret@127.0.0.1:1/ledger";
  const lines = await report();
  Reflect.deleteProperty(process.env, "LEDGER_DATABASE_URL");

  expect(wrongOf(lines)).toEqual(["database: PostgreSQL, cannot be opened (ECONNREFUSED)"]);
});

it("throttled calls are counted, and are no fault where AWS answers in the end", async () => {
  aws.faults.push({ kind: "throttle", operation: "DescribeImageUsageReports", times: 1 });
  const lines = await report();

  expect(lines.filter(({ text }) => / 1 throttled/.test(text))).toHaveLength(1);
  expect(wrongOf(lines)).toEqual([]);
});

it("without a region it says so, and no more", async () => {
  process.env.LEDGER_REGIONS = "";
  const lines = await report();
  process.env.LEDGER_REGIONS = "us-east-1";

  expect(wrongOf(lines)).toEqual(["scopes: cannot be found out (NoRegion)"]);
});
