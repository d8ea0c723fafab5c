import type {
  DescribeFastLaunchImagesSuccessItem,
  ImageUsageReport,
  ImageUsageReportEntry,
  ImportImageTask,
  SnapshotDetail,
} from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { GET as fastLaunchImages } from "@/app/api/fast-launch-images/route";
import { GET as imageUsageReportEntries } from "@/app/api/image-usage-report-entries/route";
import { GET as imageUsageReports } from "@/app/api/image-usage-reports/route";
import { GET as importImageTasks } from "@/app/api/import-image-tasks/route";
import { type Handler, type Row, read, request, startAws } from "./test-support";

const AT = new Date("2026-02-03T04:05:06.789Z");
const HOSTILE = "=1+1\n\t <b>&amp;</b> \"'`😀 ";
const SECRET_URL = "https://example.com/disk.vmdk?X-Amz-Signature=do-not-tell";

const report: Required<ImageUsageReport> = {
  ImageId: "ami-0abcdef1234567890",
  ReportId: "amiur-00b877d192f6b02d0",
  ResourceTypes: [{ ResourceType: "ec2:LaunchTemplate", ResourceTypeOptions: [{ OptionName: "version-depth", OptionValues: ["50"] }] }, {}],
  AccountIds: ["000000000001", "123412341234"],
  State: "a-state-of-tomorrow",
  StateReason: HOSTILE,
  CreationTime: AT,
  ExpirationTime: AT,
  Tags: [{ Key: "__proto__", Value: "\n" }, { Key: "empty", Value: "" }, {}],
};

const entry: Required<ImageUsageReportEntry> = {
  ResourceType: "ec2:Instance",
  ReportId: "amiur-1111111111111111",
  UsageCount: Number.MAX_SAFE_INTEGER,
  AccountId: "001100110011",
  ImageId: "ami-0abcdef1234567890",
  ReportCreationTime: AT,
};

const image: Required<DescribeFastLaunchImagesSuccessItem> = {
  ImageId: "ami-0abcdef1234567890",
  ResourceType: "snapshot",
  SnapshotConfiguration: { TargetResourceCount: 0 },
  LaunchTemplate: { LaunchTemplateId: "lt-1", LaunchTemplateName: HOSTILE, Version: "$Latest" },
  MaxParallelLaunches: 6,
  OwnerId: "0123456789123",
  State: "enabled-failed",
  StateTransitionReason: "Client.UserInitiated",
  StateTransitionTime: AT,
};

const disk: Required<SnapshotDetail> = {
  Description: "disk",
  DeviceName: "/dev/sda1",
  DiskImageSize: 4_676_563_456,
  Format: "VMDK",
  Progress: "12",
  SnapshotId: "snap-1",
  Status: "completed",
  StatusMessage: "converting",
  Url: SECRET_URL,
  UserBucket: { S3Bucket: "bucket", S3Key: "a b/c&d.ova" },
};

const task: Required<ImportImageTask> = {
  Architecture: "x86_64",
  Description: HOSTILE,
  Encrypted: false,
  Hypervisor: "xen",
  ImageId: "ami-0abcdef1234567890",
  ImportTaskId: "import-ami-ffo2siec",
  KmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/1",
  LicenseType: "BYOL",
  Platform: "Windows",
  Progress: "39",
  SnapshotDetails: [disk, {}],
  Status: "active",
  StatusMessage: "converting",
  Tags: [{ Key: "Team", Value: "red" }],
  LicenseSpecifications: [{ LicenseConfigurationArn: "arn:lic-1" }, {}],
  UsageOperation: "RunInstances:0002",
  BootMode: "uefi-preferred",
};

await startAws({
  "us-east-1": { imageUsageReports: [report], imageUsageReportEntries: [entry], fastLaunchImages: [image], importImageTasks: [task] },
  "eu-west-1": { imageUsageReports: [{}], fastLaunchImages: [{}], importImageTasks: [{}] },
  "eu-west-2": { imageUsageReportEntries: [{}] },
  "eu-west-3": { fastLaunchImages: [{ LaunchTemplate: {} }, { LaunchTemplate: { Version: "" } }] },
});

const { SnapshotConfiguration: _, LaunchTemplate: __, ...flatImage } = image;
const { Url: ___, UserBucket: ____, ...flatDisk } = disk;

describe("a row of EC2", () => {
  it.each<[string, Handler, Row]>([
    [
      "usage report",
      imageUsageReports,
      {
        ...lowered(report),
        resourceTypes: [
          { resourceType: "ec2:LaunchTemplate", resourceTypeOptions: [{ optionName: "version-depth", optionValues: ["50"] }] },
          { resourceType: null, resourceTypeOptions: [] },
        ],
        tags: [
          { key: "__proto__", value: "\n" },
          { key: "empty", value: "" },
          { key: null, value: null },
        ],
      },
    ],
    ["usage report entry", imageUsageReportEntries, lowered(entry)],
    [
      "fast-launch image",
      fastLaunchImages,
      {
        ...lowered(flatImage),
        snapshotConfiguration: { targetResourceCount: 0 },
        launchTemplate: { launchTemplateId: "lt-1", launchTemplateName: HOSTILE, version: "$Latest" },
      },
    ],
    [
      "import task",
      importImageTasks,
      {
        ...lowered(task),
        snapshotDetails: [{ ...lowered(flatDisk), userBucket: { s3Bucket: "bucket", s3Key: "a b/c&d.ova" } }, absent(disk, "Url")],
        tags: [{ key: "Team", value: "red" }],
        licenseSpecifications: [{ licenseConfigurationArn: "arn:lic-1" }, { licenseConfigurationArn: null }],
      },
    ],
  ])("has every member that AWS gave: %s", async (_name, GET, expected) => {
    const { rows } = await read(GET, "region=us-east-1");

    expect(rows).toEqual([expected]);
  });

  it.each<[string, Handler, Row]>([
    ["usage report", imageUsageReports, { ...absent(report), resourceTypes: [], accountIds: [], tags: [] }],
    ["usage report entry", imageUsageReportEntries, absent(entry)],
    ["fast-launch image", fastLaunchImages, absent(image)],
    ["import task", importImageTasks, { ...absent(task), snapshotDetails: [], tags: [], licenseSpecifications: [] }],
  ])("says null or [] where AWS said nothing: %s", async (_name, GET, expected) => {
    const { rows } = await read(GET, "region=eu-west-1&region=eu-west-2");

    expect(rows).toEqual([expected]);
  });

  it.each(["ndjson", "json", "csv"])("never tells the sensitive URL of an imported disk: %s", async (format) => {
    const response = await importImageTasks(request(`format=${format}`));

    const text = await response.text();
    expect(text).toContain("import-ami-ffo2siec");
    expect(text).not.toContain("do-not-tell");
  });

  it("tells an empty structure from none, and an empty text from null", async () => {
    const { rows } = await read(fastLaunchImages, "region=eu-west-3");

    const empty = { launchTemplateId: null, launchTemplateName: null };
    expect(rows.map((row) => row.launchTemplate)).toEqual([
      { ...empty, version: null },
      { ...empty, version: "" },
    ]);
  });
});

/** The members of a structure that hold no other structure, as a row has them. */
function lowered(structure: object): Row {
  return Object.fromEntries(
    Object.entries(structure).map(([name, value]) => [rowName(name), value instanceof Date ? "2026-02-03T04:05:06.789Z" : value]),
  );
}

/** A row of nothing. */
function absent(structure: object, dropped?: string): Row {
  const names = Object.keys(structure).filter((name) => name !== dropped);
  return Object.fromEntries(names.map((name) => [rowName(name), null]));
}

function rowName(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
