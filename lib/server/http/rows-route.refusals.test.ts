import { beforeEach, describe, expect, it } from "vitest";
import { GET as fastLaunchImages } from "@/app/api/fast-launch-images/route";
import { GET as imageUsageReportEntries } from "@/app/api/image-usage-report-entries/route";
import { GET as imageUsageReports } from "@/app/api/image-usage-reports/route";
import { GET as importImageTasks } from "@/app/api/import-image-tasks/route";
import { GET as licenseConfigurations } from "@/app/api/license-configurations/route";
import { GET as licenseUsage } from "@/app/api/license-usage/route";
import { ACCOUNT, type Handler, read, request, startAws, times } from "./test-support";

const aws = await startAws({ "us-east-1": {}, "eu-west-1": {} });
beforeEach(() => aws.reset());

const arn = (id: number, region = "us-east-1") =>
  `license-configuration-arn=arn:aws:license-manager:${region}:${ACCOUNT}:license-configuration:lic-${id}`;
const images = (count: number) => times(count, (index) => `image-id=ami-${index.toString(16).padStart(8, "0")}`).join("&");

const refusals: [string, Handler, string, string][] = [
  ["an unknown parameter", fastLaunchImages, "imageid=ami-00000001", "imageid"],
  ["a parameter of another route", importImageTasks, "image-id=ami-00000001", "image-id"],
  ["a member of every object", fastLaunchImages, "__proto__=1", "__proto__"],
  ["a malformed image id", fastLaunchImages, "image-id=ami-00000001&image-id=ami-1;DROP", "image-id"],
  ["a malformed report id", imageUsageReports, "report-id=amiur-x", "report-id"],
  ["a malformed task id", importImageTasks, "import-task-id=import-snap-12345678", "import-task-id"],
  ["an empty id", imageUsageReportEntries, "image-id=", "image-id"],
  ["a malformed ARN", licenseUsage, "license-configuration-arn=lic-1", "license-configuration-arn"],
  ["an ARN of a region that is not configured", licenseUsage, arn(1, "ap-south-1"), "license-configuration-arn"],
  ["an ARN of a region that is not chosen", licenseUsage, `${arn(1)}&region=eu-west-1`, "license-configuration-arn"],
  ["a region that is not configured", fastLaunchImages, "region=us-east-1&region=ap-south-1", "region"],
  ["an empty region", fastLaunchImages, "region=", "region"],
  ["an account without 12 digits", fastLaunchImages, "account=1122223333", "account"],
  ["another account", fastLaunchImages, `account=${ACCOUNT}&account=999988887777`, "account"],
  ["an unknown filter", fastLaunchImages, "filter.State=enabled", "filter.State"],
  ["a filter named like a member of every object", fastLaunchImages, "filter.constructor=x", "filter.constructor"],
  ["a tag filter without a key", imageUsageReports, "filter.tag:=x", "filter.tag:"],
  ["a tag filter where AWS has none", fastLaunchImages, "filter.tag:Team=x", "filter.tag:Team"],
  ["an empty filter value", imageUsageReports, "filter.state=", "filter.state"],
  ["a filter value of 256 characters", imageUsageReports, `filter.state=${"x".repeat(256)}`, "filter.state"],
  ["an account filter without 12 digits", imageUsageReportEntries, "filter.account-id=1100110011", "filter.account-id"],
  ["201 values of a filter", imageUsageReports, times(201, (index) => `filter.state=${index}`).join("&"), "filter.state"],
  ["51 filters", imageUsageReports, times(51, (index) => `filter.tag:${index}=x`).join("&"), "filter.tag:50"],
  ["two values of a License Manager filter", licenseUsage, "filter.resourceArn=a&filter.resourceArn=b", "filter.resourceArn"],
  [
    "a License Manager filter that is not true or false",
    licenseConfigurations,
    "filter.enforceLicenseCount=yes",
    "filter.enforceLicenseCount",
  ],
  ["a page of no rows", importImageTasks, "page-size=0", "page-size"],
  ["a page above AWS's documented maximum", fastLaunchImages, "page-size=201", "page-size"],
  ["a page size that is no number", importImageTasks, "page-size=1e3", "page-size"],
  ["a page size that AWS cannot be told", importImageTasks, "page-size=2147483648", "page-size"],
  ["two page sizes", importImageTasks, "page-size=1&page-size=2", "page-size"],
  ["a negative number of items", importImageTasks, "max-items=-1", "max-items"],
  ["a token with a space", importImageTasks, "region=us-east-1&starting-token=a%20b", "starting-token"],
  ["a huge token", importImageTasks, `region=us-east-1&starting-token=${"x".repeat(8_193)}`, "starting-token"],
  ["a token for two scopes", importImageTasks, "starting-token=abc", "starting-token"],
  ["a token for more ids than one listing takes", fastLaunchImages, `region=us-east-1&starting-token=abc&${images(201)}`, "starting-token"],
  ["a limit for more ids than one listing takes", fastLaunchImages, `max-items=5&${images(201)}`, "max-items"],
  ["a limit for all configurations", licenseUsage, "max-items=5", "max-items"],
  ["a limit for two configurations", licenseUsage, `max-items=5&${arn(1)}&${arn(2)}`, "max-items"],
  ["a token for all configurations", licenseUsage, "region=us-east-1&starting-token=abc", "starting-token"],
  ["a dry run of License Manager", licenseConfigurations, "dry-run=true", "dry-run"],
  ["a dry run that is neither true nor false", fastLaunchImages, "dry-run=1", "dry-run"],
  ["an unknown format", fastLaunchImages, "format=xml", "format"],
  ["a refusal of partial rows as NDJSON", fastLaunchImages, "partial=refuse", "partial"],
  ["an unknown way to be partial", fastLaunchImages, "format=csv&partial=yes", "partial"],
];

describe("a request that cannot be right is refused by the parameter's name, and AWS is not asked", () => {
  it.each(refusals)("%s", async (_name, GET, query, parameter) => {
    const response = await GET(request(query));

    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: { code: "InvalidParameter", parameter, message: expect.stringMatching(/.{10,}\.$/) } });
    expect(aws.dataCalls()).toEqual([]);
  });

  it("does not repeat a long value in full", async () => {
    const response = await fastLaunchImages(request(`region=${"x".repeat(5_000)}`));

    expect((await response.text()).length).toBeLessThan(400);
  });
});

describe("a request at the edge of what is right is taken", () => {
  it.each<[string, Handler, string]>([
    ["the largest page", fastLaunchImages, "page-size=200"],
    [
      "200 values of 50 filters",
      imageUsageReports,
      [...times(49, (index) => `filter.tag:${index}=x`), ...times(200, (index) => `filter.state=${index}`)].join("&"),
    ],
    ["a filter value of 255 characters", imageUsageReports, `filter.state=${"x".repeat(255)}`],
    ["an account filter with a wildcard", fastLaunchImages, "filter.owner-id=1111*"],
    ["a tag key with a colon", imageUsageReports, "filter.tag:aws:created=x"],
    ["a limit with 200 ids", fastLaunchImages, `max-items=1&${images(200)}`],
  ])("%s", async (_name, GET, query) => {
    const { end } = await read(GET, query);

    expect(end).toEqual({ type: "end", complete: true, truncated: false, rows: 0 });
  });
});

describe("a server that is not configured", () => {
  it.each([
    ["no region", "", "NoRegion"],
    ["a region that is none", "Virginia", "InvalidConfig"],
  ])("says what is missing, without a stack: %s", async (_name, regions, code) => {
    const before = process.env.LEDGER_REGIONS;
    process.env.LEDGER_REGIONS = regions;
    const response = await fastLaunchImages(request()).finally(() => Object.assign(process.env, { LEDGER_REGIONS: before }));

    const body: { error: { message: string } } = await response.json();
    expect(response.status).toBe(500);
    expect(body).toMatchObject({ error: { code, parameter: null, message: expect.stringContaining("LEDGER_REGIONS") } });
    expect(body.error.message).not.toMatch(/\n\s+at |node_modules/);
  });
});
