import { beforeEach, describe, expect, it } from "vitest";
import { GET as fastLaunchImages } from "@/app/api/fast-launch-images/route";
import { GET as importImageTasks } from "@/app/api/import-image-tasks/route";
import { GET as licenseConfigurations } from "@/app/api/license-configurations/route";
import { ACCOUNT, type Handler, read, request, startAws, times } from "./test-support";

const image = (ImageId: string) => ({ ImageId });

const aws = await startAws({
  "us-east-1": {
    fastLaunchImages: times(5, (index) => image(`ami-us-${index}`)),
    licenseConfigurations: times(5, (index) => ({ LicenseConfigurationArn: `arn-${index}` })),
    importImageTasks: times(2_001, (index) => ({ ImportTaskId: `import-ami-${index}` })),
  },
  "eu-west-1": { fastLaunchImages: [image("ami-eu-0")] },
  "eu-north-1": {},
});
beforeEach(() => aws.reset());

const US = { account: ACCOUNT, region: "us-east-1" };
const IRELAND = { account: ACCOUNT, region: "eu-west-1" };
const STOCKHOLM = { account: ACCOUNT, region: "eu-north-1" };

describe("the lines of a read", () => {
  it("start with the scopes and the server's time, and end with the counts", async () => {
    const before = new Date().toISOString();

    const { lines } = await read(fastLaunchImages);

    expect(lines[0]).toEqual({ type: "start", at: expect.stringMatching(/^\d{4}-.+\.\d{3}Z$/), scopes: [US, IRELAND, STOCKHOLM] });
    expect(lines[0]).toSatisfy(({ at }) => before <= at && at <= new Date().toISOString());
    expect(lines.at(-1)).toEqual({ type: "end", complete: true, truncated: false, rows: 6 });
    expect(lines.slice(1, -1).map((line) => line.type)).not.toContain("end");
  });

  it("say of each scope what its pages and rows were, zero and one included", async () => {
    const { done, rowsIn, failures } = await read(fastLaunchImages, "page-size=2");

    expect(done).toHaveLength(3);
    expect(done).toContainEqual({ type: "done", scope: US, pages: 3, rows: 5, nextToken: null, readAt: expect.any(String), source: "aws" });
    expect(done).toContainEqual({
      type: "done",
      scope: IRELAND,
      pages: 1,
      rows: 1,
      nextToken: null,
      readAt: expect.any(String),
      source: "aws",
    });
    expect(done).toContainEqual({
      type: "done",
      scope: STOCKHOLM,
      pages: 1,
      rows: 0,
      nextToken: null,
      readAt: expect.any(String),
      source: "aws",
    });
    expect(rowsIn("us-east-1").map((row) => row.imageId)).toEqual(times(5, (index) => `ami-us-${index}`));
    expect(failures).toEqual([]);
  });

  it("give one rows line a page of AWS, with its scope, before the scope is done", async () => {
    const { lines } = await read(fastLaunchImages, "page-size=2&region=us-east-1");

    expect(lines.slice(1).map((line) => [line.type, "rows" in line && line.type === "rows" ? line.rows.length : null])).toEqual([
      ["rows", 2],
      ["rows", 2],
      ["rows", 1],
      ["done", null],
      ["end", null],
    ]);
    expect(lines.slice(1, 5)).toSatisfy((inner: object[]) => inner.every((line) => "scope" in line && same(line.scope, US)));
  });

  it("come from a quick scope without waiting for a slow one", async () => {
    aws.faults.push({ kind: "slow", ms: 300, region: "us-east-1", operation: "DescribeFastLaunchImages", times: 1 });

    const { lines } = await read(fastLaunchImages);

    const done = lines.filter((line) => line.type === "done").map((line) => line.scope.region);
    expect(done.at(-1)).toBe("us-east-1");
  });

  it("are compressible JSON that nobody stores", async () => {
    const { headers, status } = await fastLaunchImages(request());

    expect(status).toBe(200);
    expect(headers.get("content-type")).toMatch(/^application\/[^;]+\+json; charset=utf-8$/);
    expect(headers.get("cache-control")).toContain("no-store");
  });
});

describe("the pages of a listing", () => {
  it.each<[string, Handler]>([
    ["EC2", fastLaunchImages],
    ["License Manager", licenseConfigurations],
  ])("are all read, empty ones with a token too: %s", async (_service, GET) => {
    aws.faults.push({ kind: "empty-page", region: "us-east-1", times: 1 }, { kind: "empty-page", region: "us-east-1", after: 1, times: 2 });

    const { rows, done, end } = await read(GET, "region=us-east-1&page-size=2");

    expect(rows).toHaveLength(5);
    expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(5);
    expect(done).toMatchObject([{ pages: 6, rows: 5 }]);
    expect(end).toEqual({ type: "end", complete: true, truncated: false, rows: 5 });
  });

  it("are large where nothing else is asked for, and lose and repeat no row", async () => {
    const { rows, done } = await read(importImageTasks, "region=us-east-1");

    expect(rows.map((row) => row.importTaskId)).toEqual(times(2_001, (index) => `import-ami-${index}`));
    expect(done).toMatchObject([{ pages: 3 }]);
    expect(aws.dataCalls().map((call) => call.input.MaxResults)).toEqual([1_000, 1_000, 1_000]);
  });
});

describe("the scopes of a read", () => {
  it("are those that were chosen, each asked once", async () => {
    const { lines } = await read(fastLaunchImages, `region=eu-north-1&region=eu-west-1&region=eu-west-1&account=${ACCOUNT}`);

    expect(lines[0]).toMatchObject({ scopes: [IRELAND, STOCKHOLM] });
    expect(
      aws
        .dataCalls()
        .map((call) => call.region)
        .sort(),
    ).toEqual(["eu-north-1", "eu-west-1"]);
  });
});

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
