import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DELETE } from "@/app/api/image-usage-reports/[id]/route";
import { POST as change, GET as getOne } from "@/app/api/report-requests/[id]/route";
import { GET as list, POST } from "@/app/api/report-requests/route";
import { GET as scopes } from "@/app/api/scopes/route";
import type { NewReportJob, ReportJobDetail, ReportJobSummary } from "@/lib/domain/report-jobs/report-job";
import { imageIdOf, newJob, ownImages, REGION } from "@/lib/jobs/report-creation/test-support";
import { type LogLine, recordLog } from "@/lib/server/observe/test-support";
import { ACCOUNT, startAws, times } from "./test-support";

const aws = await startAws({ [REGION]: { images: ownImages(100) } });
const region = aws.world.regions[REGION];
if (region === undefined) throw new Error("The world has no such region.");
const dataDir = mkdtempSync(join(tmpdir(), "ami-ledger-"));
process.env.LEDGER_DATA_DIR = dataDir;
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const HOST = "127.0.0.1:3000";
const OWN = { host: HOST, origin: `http://${HOST}`, "sec-fetch-site": "same-origin", "content-type": "application/json" };
let log: LogLine[] = [];
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

const creations = () => aws.dataCalls().filter(({ operation }) => /^(?:Create|Delete)/.test(operation));

describe("every route that changes something", () => {
  it.each([
    ["from another site", { "sec-fetch-site": "cross-site" }, 403, "CrossSite"],
    ["from another subdomain", { "sec-fetch-site": "same-site" }, 403, "CrossSite"],
    ["typed into the address bar", { "sec-fetch-site": "none" }, 403, "CrossSite"],
    ["from another origin, whatever it says of the site", { origin: "https://evil.test" }, 403, "CrossSite"],
    ["from another port", { origin: "http://127.0.0.1:8443" }, 403, "CrossSite"],
    ["from an origin that begins like ours", { origin: "http://127.0.0.1.evil.test:3000" }, 403, "CrossSite"],
    ["from a sandboxed frame", { origin: "null" }, 403, "CrossSite"],
    ["from an origin that is none", { origin: HOST }, 403, "CrossSite"],
    ["that only says to come from the same site", { origin: "" }, 403, "CrossSite"],
    ["from our port of another name", { origin: "http://localhost.evil.test:3000" }, 403, "CrossSite"],
    ["from no port at all", { origin: "http://127.0.0.1" }, 403, "CrossSite"],
    ["from two origins", { origin: `${OWN.origin}, https://evil.test` }, 403, "CrossSite"],
    ["from an origin with a name in it", { origin: `http://${HOST}@evil.test` }, 403, "CrossSite"],
    ["that says in another spelling to come from here", { "sec-fetch-site": "Same-Origin, cross-site" }, 403, "CrossSite"],
    ["of which nobody knows where it comes from", { origin: "", "sec-fetch-site": "" }, 403, "CrossSite"],
    ["in the form that a foreign page can send", { "content-type": "text/plain" }, 415, "UnsupportedMediaType"],
    ["as a form", { "content-type": "application/x-www-form-urlencoded" }, 415, "UnsupportedMediaType"],
    ["as a form with files", { "content-type": "multipart/form-data; boundary=x" }, 415, "UnsupportedMediaType"],
    ["as a form that mentions JSON", { "content-type": "text/plain; application/json" }, 415, "UnsupportedMediaType"],
    ["in something like JSON", { "content-type": "application/jsonp" }, 415, "UnsupportedMediaType"],
    ["in nothing", { "content-type": "" }, 415, "UnsupportedMediaType"],
  ])("refuses a request %s, and AWS is not asked", async (_, headers, status, code) => {
    for (const answer of await everyWrite(headers)) {
      expect(answer.status).toBe(status);
      expect(await answer.json()).toMatchObject({ error: { code } });
    }
    expect(creations()).toEqual([]);
    expect(log.filter(({ audit }) => audit)).toEqual([]);
  });

  it("refuses while writes are off, in a sentence that says how to allow them", async () => {
    vi.stubEnv("LEDGER_ALLOW_WRITES", "");
    for (const answer of await everyWrite({})) {
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({
        error: { code: "WritesOff", message: expect.stringContaining("LEDGER_ALLOW_WRITES=true") },
      });
    }
    expect(creations()).toEqual([]);
    expect(await (await scopes(asked())).json()).toMatchObject({ writes: "off" });
  });

  it("is told to be allowed where it is", async () => {
    expect(await (await scopes(asked())).json()).toMatchObject({ writes: "allowed" });
  });

  it.each([
    ["no word on the site, as over plain HTTP", { "sec-fetch-site": "" }],
    ["a charset", { "content-type": "application/json; charset=utf-8" }],
  ])("lets a page of ours through with %s", async (_, headers) => {
    expect((await post(freshRequest(1), headers)).status).toBe(202);
  });

  it("is not reached by another method that names it", async () => {
    const id = crypto.randomUUID();
    for (const name of ["x-http-method-override", "x-http-method", "x-method-override"]) {
      for (const method of ["POST", "DELETE"]) {
        const headers = { ...OWN, [name]: method };
        const query = `?_method=${method}`;
        expect((await list(new Request(`http://${HOST}/${query}`, { headers }))).status).toBe(200);
        expect((await getOne(new Request(`http://${HOST}/${query}`, { headers }), ofId(id))).status).toBe(404);
      }
    }
    expect(creations()).toEqual([]);
    expect(log.filter(({ audit }) => audit)).toEqual([]);
  });

  it.each([
    ["report-requests", () => import("@/app/api/report-requests/route"), "GET, HEAD, POST, OPTIONS"],
    ["report-requests/[id]", () => import("@/app/api/report-requests/[id]/route"), "GET, HEAD, POST, OPTIONS"],
    ["image-usage-reports/[id]", () => import("@/app/api/image-usage-reports/[id]/route"), "DELETE, OPTIONS"],
  ])("answers no method beside its own, and says which these are: %s", async (_, load, allow) => {
    const { PUT, OPTIONS } = await load();

    const refused = await PUT(sent("PUT", {}), ofId("x"));
    expect(refused.status).toBe(405);
    expect(refused.headers.get("allow")).toBe(allow);
    expect(await refused.json()).toMatchObject({ error: { code: "MethodNotAllowed", parameter: null } });
    expect((await OPTIONS(sent("OPTIONS", {}), ofId("x"))).headers.get("allow")).toBe(allow);
  });
});

describe("POST /api/report-requests", () => {
  it("is answered with the request, which is then found with the state of each image", async () => {
    const wanted = freshRequest(3);
    const answer = await post(wanted);

    expect(answer.status).toBe(202);
    expect(answer.headers.get("location")).toBe(`/api/report-requests/${wanted.requestId}`);
    expect(await answer.json()).toMatchObject({ id: wanted.requestId, total: 3, counts: { queued: 3 }, finished: false });
    const found = await finished(wanted.requestId);
    expect(found.images.map(({ imageId, state }) => [imageId, state])).toEqual(wanted.images.map(({ imageId }) => [imageId, "available"]));
    const { requests }: { requests: ReportJobSummary[] } = await (await list(asked())).json();
    expect(requests[0]).toMatchObject({ id: wanted.requestId, counts: { available: 3 } });
  });

  it("sent twice is one request, and one line in the log", async () => {
    const wanted = freshRequest(2);
    const answers = await Promise.all([post(wanted), post(wanted)]);
    await vi.waitFor(() =>
      expect(audited("CreateImageUsageReport").filter(({ requestId }) => requestId === wanted.requestId)).toHaveLength(2),
    );
    await post(wanted);

    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(region.imageUsageReports.filter(({ ImageId }) => wanted.images.some(({ imageId }) => imageId === ImageId))).toHaveLength(2);
    expect(audited("RequestReports").filter(({ requestId }) => requestId === wanted.requestId)).toHaveLength(1);
  });

  it("with the id of another request is refused", async () => {
    const wanted = freshRequest(1);
    await post(wanted);
    const answer = await post({ ...wanted, versionDepth: 5 });

    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ error: { code: "RequestIdReused" } });
  });

  it("is refused by the name of what is wrong", async () => {
    const answer = await post({ ...freshRequest(1), versionDepth: 0 });

    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({
      error: { code: "InvalidParameter", parameter: "versionDepth", message: "versionDepth must be a whole number from 1 to 10000." },
    });
  });

  it.each([
    ["an account", { account: "999999999999", region: REGION }],
    ["a region", { account: ACCOUNT, region: "eu-west-3" }],
  ])("is refused for %s that is not configured", async (_, scope) => {
    const answer = await post(newJob(0, { images: [{ ...scope, imageId: imageIdOf(0) }] }));

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { parameter: "images[0]" } });
  });

  it("is refused where it is no JSON, and where it is too much", async () => {
    expect((await POST(new Request(`http://${HOST}/`, { method: "POST", headers: OWN, body: "{" }))).status).toBe(400);
    expect((await POST(new Request(`http://${HOST}/`, { method: "POST", headers: OWN, body: " ".repeat(5 * 2 ** 20) }))).status).toBe(413);
  });

  it("leaves a line in the log for itself and for each report, with who, what and when", async () => {
    const wanted = freshRequest(1);
    await post(wanted);
    await vi.waitFor(() => expect(audited("CreateImageUsageReport").some(({ requestId }) => requestId === wanted.requestId)).toBe(true));

    const by = "anybody";
    const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(audited("RequestReports")).toEqual([expect.objectContaining({ audit: true, at, by, requestId: wanted.requestId, images: 1 })]);
    expect(audited("CreateImageUsageReport").filter(({ requestId }) => requestId === wanted.requestId)).toEqual([
      expect.objectContaining({
        at,
        by,
        account: ACCOUNT,
        region: REGION,
        imageId: wanted.images[0]?.imageId,
        reportId: expect.stringMatching(/^amiur-/),
        error: null,
      }),
    ]);
  });
});

describe("POST /api/report-requests/<id>", () => {
  it("tries again what failed", async () => {
    aws.faults.push({ kind: "deny", operation: "CreateImageUsageReport", times: 1 });
    const wanted = freshRequest(1);
    await post(wanted);
    expect(await finished(wanted.requestId)).toMatchObject({ counts: { error: 1 } });

    expect((await act(wanted.requestId, { action: "retry" })).status).toBe(202);
    expect(await finished(wanted.requestId)).toMatchObject({ counts: { available: 1 } });
    expect(audited("RetryReportRequest")).toHaveLength(1);
  });

  it("knows two actions and the requests that there are", async () => {
    expect((await act(crypto.randomUUID(), { action: "delete" })).status).toBe(400);
    expect((await act(crypto.randomUUID(), { action: "stop" })).status).toBe(404);
    expect((await one("../secrets")).status).toBe(404);
  });
});

describe("DELETE /api/image-usage-reports/<id>", () => {
  const id = "amiur-00b877d192f6b02d0";
  const report = () => ({ ReportId: id, ImageId: imageIdOf(0), State: "available" });

  it("deletes the report at AWS, and leaves a line in the log", async () => {
    region.imageUsageReports = [report(), { ...report(), ReportId: "amiur-00b877d192f6b02d1" }];
    const answer = await remove(id);

    expect(answer.status).toBe(200);
    expect(region.imageUsageReports.map(({ ReportId }) => ReportId)).toEqual(["amiur-00b877d192f6b02d1"]);
    expect(audited("DeleteImageUsageReport")).toEqual([
      expect.objectContaining({ reportId: id, account: ACCOUNT, region: REGION, error: null }),
    ]);
  });

  it("says in AWS's words that there is no such report", async () => {
    const answer = await remove(id);

    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { code: "InvalidImageUsageReportId.NotFound" } });
  });

  it("says in AWS's words that it is not permitted, and logs that it was tried", async () => {
    region.imageUsageReports = [report()];
    aws.faults.push({ kind: "deny", operation: "DeleteImageUsageReport" });
    const answer = await remove(id);

    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ error: { code: "UnauthorizedOperation" } });
    expect(audited("DeleteImageUsageReport")).toEqual([expect.objectContaining({ error: "UnauthorizedOperation" })]);
    expect(region.imageUsageReports).toHaveLength(1);
  });

  it.each([
    ["report-id", "amiur-x", `account=${ACCOUNT}&region=${REGION}`],
    ["report-id", "../license-usage", `account=${ACCOUNT}&region=${REGION}`],
    ["region", id, `account=${ACCOUNT}`],
    ["region", id, `account=${ACCOUNT}&region=eu-west-3`],
    ["account", id, `region=${REGION}`],
    ["account", id, `account=999999999999&region=${REGION}`],
  ])("is refused by the name of what is wrong: %s of %s?%s", async (parameter, report, query) => {
    const answer = await remove(report, {}, query);

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { parameter } });
    expect(creations()).toEqual([]);
  });
});

/** Of images that no test before asked for. */
function freshRequest(count: number): NewReportJob {
  used += count;
  return newJob(0, {
    images: times(count, (index) => ({ account: ACCOUNT, region: REGION, imageId: imageIdOf(used - count + index) })),
  });
}

const audited = (action: string): LogLine[] => log.filter((line) => line.action === action);

function sent(method: string, headers: Record<string, string>, { body, path = "" }: { body?: unknown; path?: string } = {}): Request {
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

const ofId = (id: string) => ({ params: Promise.resolve({ id }) });
const post = (body: unknown, headers = {}) => POST(sent("POST", headers, { body }));
const act = (id: string, body: unknown, headers = {}) => change(sent("POST", headers, { body }), ofId(id));
const asked = (): Request => new Request(`http://${HOST}/`, { headers: { host: HOST } });
const one = (id: string) => getOne(asked(), ofId(id));
const remove = (id: string, headers = {}, query = `account=${ACCOUNT}&region=${REGION}`) =>
  DELETE(sent("DELETE", headers, { path: `?${query}` }), ofId(id));

const everyWrite = (headers: Record<string, string>): Promise<Response[]> =>
  Promise.all([
    post(freshRequest(1), headers),
    act(crypto.randomUUID(), { action: "retry" }, headers),
    remove("amiur-00b877d192f6b02d0", headers),
  ]);

async function finished(id: string): Promise<ReportJobDetail> {
  return vi.waitFor(
    async () => {
      const request: ReportJobDetail = await (await one(id)).json();
      if (!request.finished) throw new Error(JSON.stringify(request.counts));
      return request;
    },
    { timeout: 20_000 },
  );
}
