import { afterEach, describe, expect, it } from "vitest";
import { GET as fastLaunchImages } from "@/app/api/fast-launch-images/route";
import { GET as imageUsageReportEntries } from "@/app/api/image-usage-report-entries/route";
import { COLUMNAR_TYPE, fromColumnar } from "@/lib/core/columnar";
import type { SentEvent } from "@/lib/core/row-events";
import { ACCOUNT, linesOf, type Row, request, startAws } from "./test-support";

const AT = new Date("2026-02-03T04:05:06.789Z");

const aws = await startAws({
  "us-east-1": {
    fastLaunchImages: [
      {
        ImageId: "ami-1",
        State: "enabled",
        OwnerId: "000000000001",
        SnapshotConfiguration: { TargetResourceCount: 0 },
        StateTransitionTime: AT,
      },
      { ImageId: "ami-2", State: "disabling", StateTransitionReason: '=HYPERLINK("https://example.com")\nsecond, line' },
    ],
    imageUsageReportEntries: [{ AccountId: "001100110011", UsageCount: 9_007_199_254_740_991 }],
  },
  "eu-west-1": { fastLaunchImages: [{ ImageId: "ami-3" }] },
});
afterEach(() => aws.reset());

const IRELAND = { account: ACCOUNT, region: "eu-west-1" };
const denied = {
  scope: IRELAND,
  error: { kind: "denied", code: "UnauthorizedOperation", requestId: expect.stringMatching(/^[\da-f-]{36}$/), httpStatus: 403 },
};
const denyIreland = () => aws.faults.push({ kind: "deny", region: "eu-west-1", operation: "DescribeFastLaunchImages" });

describe("format=json", () => {
  it("is one document of rows that carry their scope", async () => {
    const response = await fastLaunchImages(request("format=json&page-size=1"));

    const body = await response.json();
    expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(body).toMatchObject({ complete: true, failures: [] });
    expect(body.rows).toHaveLength(3);
    expect(body.rows).toContainEqual(expect.objectContaining({ scope: IRELAND, imageId: "ami-3", ownerId: null, launchTemplate: null }));
  });

  it("is a document of no rows where there are none", async () => {
    const response = await fastLaunchImages(request("format=json&filter.state=enabling"));

    expect(await response.json()).toEqual({
      at: expect.any(String),
      rows: [],
      complete: true,
      truncated: false,
      nextTokens: [],
      readings: expect.arrayContaining([{ scope: IRELAND, readAt: expect.any(String), source: "aws" }]),
      failures: [],
    });
  });

  it("says where the rest is where rows were cut, as does a file", async () => {
    const body = await (await fastLaunchImages(request("format=json&region=us-east-1&max-items=1"))).json();
    const file = await fastLaunchImages(request("format=csv&region=us-east-1&max-items=1"));

    expect(body).toMatchObject({ complete: true, truncated: true, nextTokens: [{ nextToken: expect.any(String) }] });
    expect(file.headers.get("content-disposition")).toMatch(/_truncated\.csv"$/);
  });

  it("is refused with the failures where partial rows are", async () => {
    denyIreland();

    const response = await fastLaunchImages(request("format=json&partial=refuse"));

    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ failures: [denied] });
  });

  it("keeps the rows of healthy scopes, and names the one that failed", async () => {
    denyIreland();

    const body = await (await fastLaunchImages(request("format=json"))).json();

    expect(body).toMatchObject({ complete: false, failures: [denied] });
    expect(body.rows).toMatchObject([{ imageId: "ami-1" }, { imageId: "ami-2" }]);
  });
});

describe("rows as columns", () => {
  it("are the rows of each line for who accepts them, and the same rows", async () => {
    const http = request("page-size=1");
    const response = await fastLaunchImages(new Request(http, { headers: { Accept: `${COLUMNAR_TYPE}, */*;q=0.1` } }));
    const columns = linesOf(await response.text());
    const rows = linesOf(await (await fastLaunchImages(http)).text());

    expect(response.headers.get("content-type")).toBe(`${COLUMNAR_TYPE}; charset=utf-8`);
    expect(columns.map(asRows).filter(isRows)).toHaveLength(3);
    expect(columns.map(asRows).filter(isRows)).toEqual(expect.arrayContaining(rows.filter(isRows)));
    expect(columns.at(-1)).toEqual(rows.at(-1));
  });

  it("are for no one who does not ask for them", async () => {
    const response = await fastLaunchImages(new Request(request("region=us-east-1"), { headers: { Accept: "application/json, */*" } }));

    expect(response.headers.get("content-type")).toBe("application/vnd.ami-ledger.rows+json; charset=utf-8");
    expect(linesOf(await response.text())).toContainEqual(expect.objectContaining({ type: "rows", rows: expect.any(Array) }));
  });
});

describe("format=csv", () => {
  it("is a file of lines as RFC 4180 has them, with zeros kept, nulls empty and formulas defused", async () => {
    const response = await fastLaunchImages(request("format=csv&region=us-east-1"));

    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(response.headers.get("content-disposition")).toMatch(
      /^attachment; filename="fast-launch-images_001122223333-us-east-1_\d{8}T\d{6}Z\.csv"$/,
    );
    expect(await response.text()).toBe(
      [
        "state,imageId,targetResourceCount,maxParallelLaunches,stateTransitionReason,stateTransitionTime,launchTemplate,ownerId,resourceType,region,account",
        "enabled,ami-1,0,,,2026-02-03T04:05:06.789Z,,000000000001,,us-east-1,001122223333",
        `disabling,ami-2,,,"'=HYPERLINK(""https://example.com"")\nsecond, line",,,,,us-east-1,001122223333`,
        "",
      ].join("\r\n"),
    );
  });

  it("keeps whole numbers exact and accounts intact", async () => {
    const text = await (await imageUsageReportEntries(request("format=csv&region=us-east-1"))).text();

    expect(text.split("\r\n")[1]).toBe("001100110011,,,9007199254740991,,,us-east-1,001122223333");
  });

  it("is a file of the header alone where there are no rows", async () => {
    const text = await (await fastLaunchImages(request("format=csv&filter.state=enabling"))).text();

    expect(text).toMatch(/^state,imageId,[^\n]+\r\n$/);
  });

  it("is refused with 502 and the failures where a scope failed", async () => {
    denyIreland();

    const response = await fastLaunchImages(request("format=csv"));

    expect(response.status).toBe(502);
    expect(response.headers.get("content-disposition")).toBeNull();
    expect(await response.json()).toMatchObject({ failures: [denied] });
  });

  it("is given in part where that is allowed, and is named so", async () => {
    denyIreland();

    const response = await fastLaunchImages(request("format=csv&partial=allow"));

    expect(response.status).toBe(200);
    expect(response.headers.get("content-disposition")).toMatch(/"fast-launch-images_\S+Z_partial\.csv"$/);
    expect((await response.text()).split("\r\n")).toHaveLength(4);
  });

  it("is not named partial where it is whole", async () => {
    const response = await fastLaunchImages(request("format=csv&partial=allow"));

    expect(response.headers.get("content-disposition")).toMatch(/"fast-launch-images_\S+Z\.csv"$/);
    expect((await response.text()).split("\r\n")).toHaveLength(5);
  });
});

describe("dry-run=true", () => {
  it("says of each scope whether it may be read, and reads nothing", async () => {
    denyIreland();

    const response = await fastLaunchImages(request("dry-run=true&filter.state=enabled"));

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      checks: [
        { scope: { account: ACCOUNT, region: "us-east-1" }, operation: "DescribeFastLaunchImages", allowed: true, code: "DryRunOperation" },
        {
          scope: IRELAND,
          operation: "DescribeFastLaunchImages",
          allowed: false,
          code: "UnauthorizedOperation",
          error: { ...denied.error, message: expect.stringContaining("ec2:DescribeFastLaunchImages") },
        },
      ],
    });
    const Filters = [{ Name: "state", Values: ["enabled"] }];
    expect(aws.dataCalls().map((call) => call.input)).toEqual([
      { DryRun: true, Filters },
      { DryRun: true, Filters },
    ]);
  });

  it("does not take a failure of another kind for a permission", async () => {
    aws.faults.push({ kind: "expired-credentials", region: "eu-west-1", operation: "DescribeFastLaunchImages" });

    const { checks } = await (await fastLaunchImages(request("dry-run=true&region=eu-west-1"))).json();

    expect(checks).toMatchObject([{ allowed: false, code: "RequestExpired", error: { kind: "expired" } }]);
  });

  it("reads as usual where it is false", async () => {
    const text = await (await fastLaunchImages(request("dry-run=false&format=csv"))).text();

    expect(text).toContain("ami-3");
  });
});

const isRows = ({ type }: SentEvent<Row>): boolean => type === "rows";

const asRows = (event: SentEvent<Row>): SentEvent<Row> =>
  "columnar" in event ? { type: "rows", scope: event.scope, rows: fromColumnar(event.columnar) } : event;
