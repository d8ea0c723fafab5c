/**
 * `npm run load`: fifty viewers at the production build for a minute, each of whom opens the overview of the
 * sample company anew every 15 seconds. Fails where a request does, where rows that the server has at hand take
 * longer than they may, or where its memory grows.
 */
import { setTimeout as delay } from "node:timers/promises";
import { SAMPLE_REGIONS, sampleEnvironment } from "@/lib/scripts/sample-environment";
import { usageOf } from "./measured-process";
import { readRoute } from "./read-route";
import { type Setting, withApp } from "./scenario";

const VIEWERS = 50;
const SECONDS = 60;
/** From one look at the overview to the next. A person's browser would keep its lists for minutes. */
const LOOK_MS = 15_000;
/** Until everything is compiled and everybody has looked once. */
const WARM_SECONDS = 20;
/** Memory at the start and at the end is the most in so many seconds. */
const PART_SECONDS = 15;
const SLOWEST_MS = 300;
const MOST_GROWTH = 1.2;

/** What the overview asks for at once. */
const LISTS = [
  "images",
  "image-usage-reports",
  "image-usage-report-entries",
  "image-references",
  "image-launch-permissions",
  "fast-launch-images",
  "import-image-tasks",
  "license-configurations",
];

/** What was seen since measuring began. */
interface Seen {
  firstRowsMs: number[];
  reads: number;
  errors: string[];
}

const environment = (endpoint: string) => ({ ...sampleEnvironment(endpoint, SAMPLE_REGIONS), LEDGER_CACHE_SECONDS: "3600" });

async function load({ appUrl, app }: Setting): Promise<number> {
  const seen: Seen = { firstRowsMs: [], reads: 0, errors: [] };
  const end = performance.now() + (WARM_SECONDS + SECONDS) * 1000;
  const viewers = Promise.all(Array.from({ length: VIEWERS }, (_, viewer) => look(appUrl, viewer, end, seen)));
  await delay(WARM_SECONDS * 1000);
  Object.assign(seen, { firstRowsMs: [], reads: 0, errors: [] } satisfies Seen);
  const peakOf = async (seconds: number): Promise<number> => {
    await usageOf(app, "reset");
    await delay(seconds * 1000);
    return (await usageOf(app)).peakBytes;
  };
  const atStart = await peakOf(PART_SECONDS);
  await delay((SECONDS - 2 * PART_SECONDS) * 1000);
  const atEnd = await peakOf(PART_SECONDS);
  await viewers;
  return verdict(seen, atStart, atEnd);
}

/** One viewer, who looks until the end. Not all look at the same moment. */
async function look(appUrl: string, viewer: number, end: number, seen: Seen): Promise<void> {
  await delay((viewer / VIEWERS) * LOOK_MS);
  while (performance.now() < end) {
    const next = delay(LOOK_MS);
    await Promise.all(LISTS.map((list) => readOne(`${appUrl}/api/${list}`, seen)));
    await next;
  }
}

async function readOne(url: string, seen: Seen): Promise<void> {
  try {
    const { rows, firstRowsMs } = await readRoute(url);
    seen.reads += 1;
    if (rows > 0) seen.firstRowsMs.push(firstRowsMs);
  } catch (error) {
    seen.errors.push(`${url}: ${error instanceof Error ? error.message : error}`);
  }
}

/** Prints the figures, and gives the exit code. */
function verdict({ firstRowsMs, reads, errors }: Seen, atStart: number, atEnd: number): number {
  const sorted = firstRowsMs.toSorted((a, b) => a - b);
  const quantile = (share: number): number => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  const growth = atEnd / atStart;
  const faults = [
    ...errors.slice(0, 5),
    ...(reads === 0 ? ["Nothing was read."] : []),
    ...(quantile(0.95) > SLOWEST_MS ? [`The first rows took longer than ${SLOWEST_MS} ms.`] : []),
    ...(growth > MOST_GROWTH ? [`Memory grew by more than ${Math.round((MOST_GROWTH - 1) * 100)} %.`] : []),
  ];
  console.log(`${VIEWERS} viewers for ${SECONDS} s, ${reads.toLocaleString("en")} lists read
  time to the first row   p50 ${quantile(0.5)} ms, p95 ${quantile(0.95)} ms
  errors                  ${errors.length}
  memory of the server    ${megabytes(atStart)} at the start, ${megabytes(atEnd)} at the end`);
  for (const fault of faults) console.error(fault);
  return faults.length === 0 ? 0 : 1;
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`;

process.exitCode = await withApp([], environment, load);
