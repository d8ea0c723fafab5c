import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, it, onTestFinished, vi } from "vitest";
import type { NewReportJob } from "@/lib/domain/report-jobs/report-job";
import { ROOT } from "@/lib/scripts/child";
import { startAws } from "@/lib/server/http/test-support";
import { newDirectory, newJob, ownImages, REGION } from "./test-support";

const IMAGES = 2_000;
/** AWS's bucket holds 50 and gets 5 a second, which would take six and a half minutes. This one is refilled faster, and paced to alike. */
const PER_SECOND = 400;
/** What arrives at once after the endpoint, on a busy machine, stood still for half a second. */
const SLACK = PER_SECOND / 2;

const aws = await startAws({ [REGION]: { images: ownImages(IMAGES) } });
aws.conditions.mutatingBucket = { capacity: 50 + SLACK, refillPerSecond: PER_SECOND };
// Long enough for calls to be under way when the process ends.
aws.conditions.latencyMs = 15;
aws.conditions.reportMs = 1_000;

const reports = () => aws.world.regions[REGION]?.imageUsageReports ?? [];

it("asks for 2,000 reports, for none of them twice, without a throttle surfacing, though the process is killed in the middle", {
  timeout: 110_000,
}, async () => {
  const dataDir = await newDirectory();
  const first = queueProcess(dataDir, newJob(IMAGES));
  await vi.waitFor(() => expect(reports().length).toBeGreaterThan(600), { timeout: 60_000, interval: 5 });
  first.kill("SIGKILL");
  await once(first, "exit");
  const before = reports().length;
  expect(before).toBeLessThan(IMAGES);

  const second = queueProcess(dataDir, null);
  const output = await text(second.stdout);

  expect(outcome(output)).toMatchObject({ finished: [{ total: IMAGES, counts: { available: IMAGES } }] });
  expect(reports()).toHaveLength(IMAGES);
  expect(new Set(reports().map(({ ImageId }) => ImageId)).size).toBe(IMAGES);
  const throttled = aws.calls.filter((call) => call.throttled);
  // A new process does not know what its predecessor left in the bucket: those at once may meet it empty.
  expect(throttled.length).toBeLessThanOrEqual(8);
});

function queueProcess(dataDir: string, wanted: NewReportJob | null): ChildProcessByStdio<Writable, Readable, null> {
  const script = join(import.meta.dirname, "queue-process.test-support.ts");
  const child = spawn(process.execPath, ["--import", "tsx", "--conditions=react-server", script], {
    cwd: ROOT,
    env: { ...process.env, LEDGER_DATA_DIR: dataDir, PER_SECOND: String(PER_SECOND) },
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(JSON.stringify(wanted));
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** Among the lines of the log, which may come after it. */
const outcome = (output: string): unknown => JSON.parse(output.split("\n").find((line) => line.startsWith('{"finished"')) ?? "");
