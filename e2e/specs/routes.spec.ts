import { randomUUID } from "node:crypto";
import { expect, test } from "@/e2e/support/aws";

const IMAGE = { account: "111122223333", region: "us-east-1", imageId: "ami-0123456789abcdef0" };

test("HEAD asks AWS for nothing, and keeps nobody from reading, however often it comes", async ({ request, aws }) => {
  const answers = await Promise.all(Array.from({ length: 100 }, () => request.head("/api/image-usage-report-entries")));

  expect(new Set(answers.map((answer) => answer.status()))).toEqual(new Set([200]));
  expect((await aws.calls()).filter(({ service }) => service !== "sts")).toEqual([]);
  expect((await request.get("/api/fast-launch-images?region=us-east-1")).status()).toBe(200);
});

for (const [method, path, status, allow] of [
  ["GET", "/api", 404, undefined],
  ["GET", "/api/nowhere/at/all", 404, undefined],
  ["POST", "/api/nowhere", 404, undefined],
  ["GET", "/api/images/%ff", 404, undefined],
  ["POST", "/api/images", 405, "GET, HEAD, OPTIONS"],
  ["DELETE", "/api/health", 405, "GET, HEAD, OPTIONS"],
  ["GET", "/api/image-usage-reports/amiur-00b877d192f6b02d0", 405, "DELETE, OPTIONS"],
  ["PROPFIND", "/api/images", 405, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"],
] as const) {
  test(`${method} ${path} is refused as JSON`, async ({ request }) => {
    const answer = await request.fetch(path, { method });

    expect(answer.status()).toBe(status);
    expect(answer.headers().allow).toBe(allow);
    expect(await answer.json()).toMatchObject({ error: { code: status === 404 ? "NotFound" : "MethodNotAllowed", parameter: null } });
  });
}

test("a request id that was used for something else is a conflict, which every bundle of the server recognises", async ({
  request,
  baseURL,
}) => {
  const requestId = randomUUID();
  const send = (resourceTypes: string[]) =>
    request.post("/api/report-requests", { headers: { origin: baseURL ?? "" }, data: { requestId, images: [IMAGE], resourceTypes } });

  expect((await send(["ec2:Instance"])).status()).toBe(202);
  const answer = await send(["ec2:LaunchTemplate"]);

  expect(answer.status()).toBe(409);
  expect(await answer.json()).toMatchObject({ error: { code: "RequestIdReused" } });
});
