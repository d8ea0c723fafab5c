import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, vi } from "vitest";
import { DELETE } from "@/app/api/image-usage-reports/[id]/route";
import { POST as change, GET as getOne } from "@/app/api/report-requests/[id]/route";
import { POST } from "@/app/api/report-requests/route";
import type { NewReportJob, ReportJobDetail } from "@/lib/domain/report-jobs/report-job";
import { imageIdOf, newJob, ownImages, REGION } from "@/lib/jobs/report-creation/test-support";
import { type LogLine, recordLog } from "@/lib/server/observe/test-support";
import { ACCOUNT, startAws, times } from "./test-support";

export const aws = await startAws({ [REGION]: { images: ownImages(100) } });
const own = aws.world.regions[REGION];
if (own === undefined) throw new Error("The world has no such region.");
export const region = own;
const dataDir = mkdtempSync(join(tmpdir(), "ami-ledger-"));
process.env.LEDGER_DATA_DIR = dataDir;
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

export const HOST = "127.0.0.1:3000";
export const OWN = { host: HOST, origin: `http://${HOST}`, "sec-fetch-site": "same-origin", "content-type": "application/json" };
export let log: LogLine[] = [];
let used = 0;

beforeEach(() => {
  aws.reset();
  aws.conditions.reportMs = 0;
  vi.stubEnv("LEDGER_ALLOW_WRITES", "true");
  log = recordLog();
});
afterEach(() => {
  vi.unstubAllEnvs();
});

export const creations = () => aws.dataCalls().filter(({ operation }) => /^(?:Create|Delete)/.test(operation));

/** Of images that no test before asked for. */
export function freshRequest(count: number): NewReportJob {
  used += count;
  return newJob(0, {
    images: times(count, (index) => ({ account: ACCOUNT, region: REGION, imageId: imageIdOf(used - count + index) })),
  });
}

export const audited = (action: string): LogLine[] => log.filter((line) => line.action === action);

export function sent(
  method: string,
  headers: Record<string, string>,
  { body, path = "" }: { body?: unknown; path?: string } = {},
): Request {
  const own = Object.entries({ ...OWN, ...headers }).filter(([, value]) => value !== "");
  const request = new Request(`http://127.0.0.1/${path}`, {
    method,
    headers: own,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  // A text has a type of its own where none is given.
  if (headers["content-type"] === "") request.headers.delete("content-type");
  return request;
}

export const ofId = (id: string) => ({ params: Promise.resolve({ id }) });
export const post = (body: unknown, headers = {}) => POST(sent("POST", headers, { body }));
export const act = (id: string, body: unknown, headers = {}) => change(sent("POST", headers, { body }), ofId(id));
export const asked = (): Request => new Request(`http://${HOST}/`, { headers: { host: HOST } });
export const one = (id: string) => getOne(asked(), ofId(id));
export const remove = (id: string, headers = {}, query = `account=${ACCOUNT}&region=${REGION}`) =>
  DELETE(sent("DELETE", headers, { path: `?${query}` }), ofId(id));

export const everyWrite = (headers: Record<string, string>): Promise<Response[]> =>
  Promise.all([
    post(freshRequest(1), headers),
    act(crypto.randomUUID(), { action: "retry" }, headers),
    remove("amiur-00b877d192f6b02d0", headers),
  ]);

export async function finished(id: string): Promise<ReportJobDetail> {
  return vi.waitFor(
    async () => {
      const request: ReportJobDetail = await (await one(id)).json();
      if (!request.finished) throw new Error(JSON.stringify(request.counts));
      return request;
    },
    { timeout: 20_000 },
  );
}
