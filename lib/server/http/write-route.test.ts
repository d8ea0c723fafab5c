import { describe, expect, it, vi } from "vitest";
import { GET as list, POST } from "@/app/api/report-requests/route";
import type { ReportJobSummary } from "@/lib/domain/report-jobs/report-job";
import { imageIdOf, newJob, REGION } from "@/lib/jobs/report-creation/test-support";
import { ACCOUNT } from "./test-support";
import {
  act,
  asked,
  audited,
  aws,
  creations,
  finished,
  freshRequest,
  HOST,
  OWN,
  one,
  post,
  region,
  remove,
} from "./write-route.test-support";

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
