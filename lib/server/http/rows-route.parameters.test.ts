import { beforeEach, describe, expect, it } from "vitest";
import { GET as fastLaunchImages } from "@/app/api/fast-launch-images/route";
import { GET as imageUsageReportEntries } from "@/app/api/image-usage-report-entries/route";
import { GET as imageUsageReports } from "@/app/api/image-usage-reports/route";
import { GET as importImageTasks } from "@/app/api/import-image-tasks/route";
import { GET as licenseConfigurations } from "@/app/api/license-configurations/route";
import { GET as licenseUsage } from "@/app/api/license-usage/route";
import { type Handler, read, startAws, times } from "./test-support";

const imageId = (index: number) => `ami-${index.toString(16).padStart(8, "0")}`;
const reportId = (index: number) => `amiur-${index.toString(16).padStart(8, "0")}`;
const arn = (id: string) => `arn:aws:license-manager:us-east-1:001122223333:license-configuration:lic-${id}`;

const aws = await startAws({
  "us-east-1": {
    fastLaunchImages: times(450, (index) => ({ ImageId: imageId(index), State: index % 2 === 0 ? "enabled" : "enabling" })),
    imageUsageReports: times(401, (index) => ({ ImageId: imageId(index % 3), ReportId: reportId(index), State: "available" })),
    imageUsageReportEntries: times(401, (index) => ({ ImageId: imageId(index % 250), ReportId: reportId(index), UsageCount: index })),
    importImageTasks: times(3, (index) => ({ ImportTaskId: `import-ami-000${index}`, Status: "active" })),
    licenseConfigurations: [{ LicenseConfigurationArn: arn("1") }, { LicenseConfigurationArn: arn("2") }],
    licenseConfigurationUsage: { [arn("1")]: [{ ResourceArn: "i-1" }], [arn("2")]: [{ ResourceArn: "i-2" }] },
  },
});
beforeEach(() => aws.reset());

describe("what was asked for reaches AWS as it was asked for", () => {
  it.each<[string, Handler, string, object]>([
    [
      "ids and several filters",
      imageUsageReports,
      `image-id=${imageId(1)}&image-id=${imageId(2)}&report-id=${reportId(1)}&filter.state=available&filter.state=pend*&filter.tag:A%20%2B%20B=x%26y&filter.tag-key=k&filter.creation-time=2026-*`,
      {
        ImageIds: [imageId(1), imageId(2)],
        ReportIds: [reportId(1)],
        Filters: [
          { Name: "state", Values: ["available", "pend*"] },
          { Name: "tag:A + B", Values: ["x&y"] },
          { Name: "tag-key", Values: ["k"] },
          { Name: "creation-time", Values: ["2026-*"] },
        ],
        MaxResults: 1_000,
      },
    ],
    [
      "an account with leading zeros",
      imageUsageReportEntries,
      "filter.account-id=000000000001&filter.resource-type=ec2:Instance",
      {
        Filters: [
          { Name: "account-id", Values: ["000000000001"] },
          { Name: "resource-type", Values: ["ec2:Instance"] },
        ],
        MaxResults: 1_000,
      },
    ],
    [
      "a page size",
      importImageTasks,
      "page-size=7&filter.task-state=active",
      { MaxResults: 7, Filters: [{ Name: "task-state", Values: ["active"] }] },
    ],
    ["AWS's largest page, where it documents one", fastLaunchImages, `image-id=${imageId(7)}`, { ImageIds: [imageId(7)], MaxResults: 200 }],
    [
      "License Manager's filters and ARNs",
      licenseConfigurations,
      `license-configuration-arn=${arn("1")}&filter.usagelimitExceeded=true&filter.licenseCountingType=vCPU&page-size=3`,
      {
        LicenseConfigurationArns: [arn("1")],
        Filters: [
          { Name: "usagelimitExceeded", Values: ["true"] },
          { Name: "licenseCountingType", Values: ["vCPU"] },
        ],
        MaxResults: 3,
      },
    ],
    [
      "a configuration and filters of its usage",
      licenseUsage,
      `license-configuration-arn=${arn("2")}&filter.resourceAccount=001100110011`,
      { LicenseConfigurationArn: arn("2"), Filters: [{ Name: "resourceAccount", Values: ["001100110011"] }], MaxResults: 1_000 },
    ],
  ])("%s", async (_name, GET, query, input) => {
    await read(GET, query);

    expect(aws.dataCalls().map((call) => call.input)).toEqual([input]);
  });

  it("filters usage, not the configurations whose usage it is", async () => {
    const { rows } = await read(licenseUsage, "filter.resourceArn=i-2&page-size=5");

    expect(rows).toMatchObject([{ licenseConfigurationArn: arn("2"), resourceArn: "i-2" }]);
    const Filters = [{ Name: "resourceArn", Values: ["i-2"] }];
    expect(aws.dataCalls().map((call) => call.input)).toEqual([
      { MaxResults: 1_000 },
      { LicenseConfigurationArn: arn("1"), Filters, MaxResults: 5 },
      { LicenseConfigurationArn: arn("2"), Filters, MaxResults: 5 },
    ]);
  });
});

describe("more than 200 ids", () => {
  it("are split over calls, and every row arrives exactly once", async () => {
    const ids = times(450, imageId);

    const { rows, done, end } = await read(fastLaunchImages, [...ids, imageId(3)].map((id) => `image-id=${id}`).join("&"));

    expect(rows.map((row) => row.imageId)).toEqual(ids);
    expect(aws.dataCalls().map((call) => call.input.ImageIds)).toEqual([ids.slice(0, 200), ids.slice(200, 400), ids.slice(400)]);
    expect(done).toMatchObject([{ rows: 450, nextToken: null }]);
    expect(end).toMatchObject({ complete: true, rows: 450 });
  });

  it("of two kinds are combined, so that every row is in one answer", async () => {
    const images = times(250, imageId).map((id) => `image-id=${id}`);
    const reports = times(401, reportId).map((id) => `report-id=${id}`);

    const { rows } = await read(imageUsageReportEntries, [...images, ...reports].join("&"));

    expect(rows.map((row) => row.usageCount).sort((a, b) => Number(a) - Number(b))).toEqual(times(401, Number));
    // Six lists before the entries are read, and twice six afterwards.
    expect(aws.dataCalls().filter(({ operation }) => operation === "DescribeImageUsageReports")).toHaveLength(18);
  });

  it("go with a filter in every call", async () => {
    const query = times(201, imageId).map((id) => `image-id=${id}`);

    const { rows } = await read(fastLaunchImages, [...query, "filter.state=enabled"].join("&"));

    expect(rows.map((row) => row.imageId)).toEqual(times(101, (index) => imageId(index * 2)));
    expect(aws.dataCalls().map((call) => call.input.Filters)).toEqual(times(2, () => [{ Name: "state", Values: ["enabled"] }]));
  });
});
