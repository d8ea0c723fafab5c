import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GET, HEAD } from "@/app/api/fast-launch-images/route";
import { COLUMNAR_TYPE } from "@/lib/core/columnar";
import { isAnswering } from "@/lib/server/lifecycle/stopping";
import { recordLog } from "@/lib/server/observe/test-support";
import { request, startAws, times } from "./test-support";

const aws = await startAws({ "us-east-1": { fastLaunchImages: times(5, (index) => ({ ImageId: `ami-${index}` })) } });
let log = recordLog();

beforeEach(() => {
  aws.reset();
  log = recordLog();
});
afterEach(() => expect(isAnswering()).toBe(false));

describe("HEAD", () => {
  it("is answered without a question to AWS, however often it comes", async () => {
    const answers = await Promise.all(times(100, () => HEAD(headRequest("region=us-east-1"))));

    expect(answers.map(({ status, body }) => [status, body])).toEqual(times(100, () => [200, null]));
    expect(aws.dataCalls()).toEqual([]);
    expect(requestsInLog()).toHaveLength(100);
  });

  it.each([
    ["of lines", ""],
    ["of columns", "", COLUMNAR_TYPE],
    ["of a document", "format=json"],
    ["of a file", "format=csv"],
    ["of a dry run", "dry-run=true"],
  ])("has the headers that a GET has: %s", async (_, query, accept = "*/*") => {
    const head = await HEAD(headRequest(query, accept));
    const got = await GET(new Request(request(query), { headers: { accept } }));
    await got.text();

    for (const name of ["content-type", "cache-control", "x-accel-buffering"]) expect(head.headers.get(name)).toBe(got.headers.get(name));
  });

  it("is refused where a GET is", async () => {
    expect((await HEAD(headRequest("region=nowhere"))).status).toBe(400);
    expect((await HEAD(headRequest("format=xml"))).status).toBe(400);
  });
});

describe("an answer that nobody takes", () => {
  it.each(["format=ndjson", "format=json"])("ends with its client, before AWS is asked: %s", async (query) => {
    const leaving = new AbortController();
    await GET(request(query, leaving.signal));
    expect(isAnswering()).toBe(true);

    leaving.abort();

    expect(isAnswering()).toBe(false);
    expect(requestsInLog()).toHaveLength(1);
    expect(aws.dataCalls()).toEqual([]);
  });

  it("ends a reading that had begun, wherever it is", async () => {
    const { nextTokens } = await (await GET(request("max-items=1&format=json"))).json();
    aws.reset();
    aws.faults.push({ kind: "stall", after: 2, operation: "DescribeFastLaunchImages" });
    const leaving = new AbortController();
    const query = new URLSearchParams({ "page-size": "1", "starting-token": nextTokens[0].nextToken });
    await GET(request(`${query}`, leaving.signal));
    await expect.poll(() => aws.dataCalls()).toHaveLength(3);

    leaving.abort();

    await expect.poll(() => aws.dataCalls()[2]?.aborted).toBe(true);
    expect(isAnswering()).toBe(false);
  });

  it("leaves nothing behind where the client had gone before it was known who asks", async () => {
    const leaving = new AbortController();
    const answer = GET(request("", leaving.signal));
    leaving.abort();
    await answer;

    expect(isAnswering()).toBe(false);
    expect(requestsInLog()).toHaveLength(1);
  });
});

const headRequest = (query: string, accept = "*/*"): Request => new Request(request(query), { method: "HEAD", headers: { accept } });

const requestsInLog = () => log.filter(({ msg }) => msg === "request");
