/**
 * `npm run bench`: what reading through the app costs, as ratios to the bare SDK paginating the same pages
 * of the same endpoint in the same run. Needs a production build and takes some ten minutes.
 * `npm run bench -- 200000` measures up to that many entries.
 */
import { inBrowser } from "./browser";
import { bySdk, type Conditions, callsOf, inSetting, throughRoute } from "./scenario";

const FEW = 10_000;
const SIZES = [200_000, 1_000_000];
/** What a page takes longer on its way to AWS and back. */
const LATENCY_MS = 75;
/** EC2's bucket: so many calls at once, then so many a second. */
const BURST = 100;
const PER_SECOND = 20;
const PAGE = 1_000;

const largest = Number(process.argv[2] ?? SIZES.at(-1));
const count = (entries: number): string => entries.toLocaleString("en");
const ratio = (of: number, to: number): string => (of / to).toFixed(2);
const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`;

/** Peak memory of a fresh app that reads few entries: what the others are compared with. */
const { peakBytes: fewBytes } = await inSetting({ entries: FEW, latencyMs: 0, bucket: false }, throughRoute);

/** Prints what the route took and needed, and gives R, in milliseconds. */
async function compare(conditions: Conditions): Promise<number> {
  const { entries, latencyMs, bucket } = conditions;
  const { bare, route, calls } = await inSetting(conditions, async (setting) => {
    const read = await throughRoute(setting);
    const answered = await callsOf(setting);
    // The bucket is full again.
    if (bucket) await new Promise((resolve) => setTimeout(resolve, (BURST / PER_SECOND) * 1000));
    return { route: read, calls: answered, bare: await bySdk(setting) };
  });
  if (bare.rows !== entries || route.rows !== entries) throw new Error(`Expected ${entries} rows, got ${bare.rows} and ${route.rows}.`);
  const floor = Math.max(0, (entries / PAGE - BURST) / PER_SECOND) * 1000;
  console.log(`
${count(entries)} entries, ${latencyMs} ms a page more${bucket ? ", throttled as EC2 does" : ""}: R = ${seconds(bare.wallMs)} by the bare SDK
  time to the last row        ${ratio(route.wallMs, bare.wallMs)} R (${seconds(route.wallMs)})${bucket ? `, ${ratio(route.wallMs, floor)} of what the bucket allows at best (${seconds(floor)})` : ""}
  processor time              ${ratio(route.cpuMs, bare.cpuMs)} of the SDK's (${seconds(route.cpuMs)} of ${seconds(bare.cpuMs)})
  first rows after            ${Math.round(route.firstRowsMs)} ms
  calls                       ${calls.calls}, of which ${calls.throttled} throttled (${((100 * calls.throttled) / calls.calls).toFixed(1)} %)
  peak memory of the server   ${ratio(route.peakBytes, fewBytes)} of that at ${count(FEW)} rows (${megabytes(route.peakBytes)} of ${megabytes(fewBytes)})
  on the wire, compressed     ${(route.bytes / route.rows).toFixed(1)} bytes a row`);
  return bare.wallMs;
}

async function browse(entries: number, bareMs: number): Promise<void> {
  const page = await inSetting({ entries, latencyMs: 0, bucket: false }, ({ appUrl }) => inBrowser(appUrl, entries));
  console.log(`
${count(entries)} entries in the browser
  from the click to the last row   ${ratio(page.wallMs, bareMs)} R (${seconds(page.wallMs)}), first rows drawn ${Math.round(page.firstRowMs)} ms after they arrived
  longest main-thread task         ${Math.round(page.longestTaskMs)} ms while loading
  live memory                      ${(page.bytes / entries).toFixed(0)} bytes a row`);
}

for (const entries of SIZES.filter((size) => size <= largest)) {
  const bareMs = await compare({ entries, latencyMs: 0, bucket: false });
  await browse(entries, bareMs);
  await compare({ entries, latencyMs: 0, bucket: true });
  for (const bucket of [false, true]) await compare({ entries, latencyMs: LATENCY_MS, bucket });
}
