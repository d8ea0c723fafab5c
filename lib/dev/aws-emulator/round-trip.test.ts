import {
  DescribeFastLaunchImagesCommand,
  type DescribeFastLaunchImagesSuccessItem,
  DescribeImageUsageReportEntriesCommand,
  DescribeImageUsageReportsCommand,
  DescribeImportImageTasksCommand,
  type ImageUsageReport,
  type ImageUsageReportEntry,
  type ImportImageTask,
} from "@aws-sdk/client-ec2";
import {
  type LicenseConfiguration,
  type LicenseConfigurationUsage,
  ListLicenseConfigurationsCommand,
  ListUsageForLicenseConfigurationCommand,
} from "@aws-sdk/client-license-manager";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { expect, it } from "vitest";
import { setup, worldOf } from "./test-support";

const AT = new Date("2026-02-03T04:05:06.789Z");
const ARN = "arn:aws:license-manager:us-east-1:001100110011:license-configuration:lic-1";
const HOSTILE = "=1+1\n\t\r <b>&amp;</b> \"'`😀 ";

it("brings usage reports across, full and bare", async () => {
  const full: Required<ImageUsageReport> = {
    ImageId: "ami-0abcdef1234567890",
    ReportId: "amiur-1111111111111111",
    ResourceTypes: [
      { ResourceType: "ec2:Instance" },
      {
        ResourceType: "ec2:LaunchTemplate",
        ResourceTypeOptions: [{ OptionName: "version-depth", OptionValues: ["50"] }],
      },
    ],
    AccountIds: ["000000000001", "123412341234"],
    State: "error",
    StateReason: HOSTILE,
    CreationTime: AT,
    ExpirationTime: AT,
    Tags: [{ Key: "__proto__", Value: HOSTILE }, { Key: "empty", Value: "" }, { Key: "constructor" }],
  };
  const { ec2 } = await setup(worldOf({ imageUsageReports: [full, { Tags: [] }, {}] }));

  const output = await ec2.send(new DescribeImageUsageReportsCommand({}));

  expect(output.ImageUsageReports).toEqual([full, { Tags: [] }, {}]);
});

it("brings usage report entries across, full and bare", async () => {
  const full: Required<ImageUsageReportEntry> = {
    ResourceType: "ec2:Instance",
    ReportId: "amiur-1",
    UsageCount: Number.MAX_SAFE_INTEGER,
    AccountId: "001100110011",
    ImageId: "ami-12345678",
    ReportCreationTime: AT,
  };
  const entries = [full, { ...full, UsageCount: 0 }, {}];
  const { ec2 } = await setup(worldOf({ imageUsageReportEntries: entries }));

  const output = await ec2.send(new DescribeImageUsageReportEntriesCommand({}));

  expect(output.ImageUsageReportEntries).toEqual(entries);
});

it("brings fast-launch images across, full and bare", async () => {
  const full: Required<DescribeFastLaunchImagesSuccessItem> = {
    ImageId: "ami-01234567890abcedf",
    ResourceType: "snapshot",
    SnapshotConfiguration: { TargetResourceCount: 10 },
    LaunchTemplate: { LaunchTemplateId: "lt-1", LaunchTemplateName: HOSTILE, Version: "1" },
    MaxParallelLaunches: 6,
    OwnerId: "0123456789123",
    State: "enabled-failed",
    StateTransitionReason: "Client.UserInitiated",
    StateTransitionTime: AT,
  };
  const images = [full, { SnapshotConfiguration: {}, LaunchTemplate: {} }, {}];
  const { ec2 } = await setup(worldOf({ fastLaunchImages: images }));

  const output = await ec2.send(new DescribeFastLaunchImagesCommand({}));

  expect(output.FastLaunchImages).toEqual(images);
});

it("brings import tasks across, full and bare", async () => {
  const full: Required<ImportImageTask> = {
    Architecture: "x86_64",
    Description: HOSTILE,
    Encrypted: false,
    Hypervisor: "xen",
    ImageId: "ami-1234567890abcdef0",
    ImportTaskId: "import-ami-ffo2siec",
    KmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/1",
    LicenseType: "BYOL",
    Platform: "Windows",
    Progress: "39",
    SnapshotDetails: [
      {
        Description: "disk",
        DeviceName: "/dev/sda1",
        DiskImageSize: 4_676_563_456,
        Format: "VMDK",
        Progress: "12",
        SnapshotId: "snap-1",
        Status: "completed",
        StatusMessage: "converting",
        Url: "https://example.com/disk?X-Amz-Signature=1&a=b",
        UserBucket: { S3Bucket: "bucket", S3Key: "a b/c&d.ova" },
      },
      {},
    ],
    Status: "active",
    StatusMessage: "converting",
    Tags: [{ Key: "k", Value: "v" }],
    LicenseSpecifications: [{ LicenseConfigurationArn: ARN }],
    UsageOperation: "RunInstances:0002",
    BootMode: "uefi-preferred",
  };
  const { ec2 } = await setup(worldOf({ importImageTasks: [full, {}] }));

  const output = await ec2.send(new DescribeImportImageTasksCommand({}));

  expect(output.ImportImageTasks).toEqual([full, {}]);
});

it("brings license configurations across, full and bare", async () => {
  const full: Required<LicenseConfiguration> = {
    LicenseConfigurationId: "lic-1",
    LicenseConfigurationArn: ARN,
    Name: "Käse & Brot",
    Description: HOSTILE,
    LicenseCountingType: "vCPU",
    LicenseRules: ["#honorVcpuOptimization=True"],
    LicenseCount: 9_007_199_254_740_991,
    LicenseCountHardLimit: false,
    DisassociateWhenNotFound: true,
    ConsumedLicenses: 0,
    Status: "AVAILABLE",
    OwnerAccountId: "001100110011",
    ConsumedLicenseSummaryList: [{ ResourceType: "EC2_HOST", ConsumedLicenses: 0 }],
    ManagedResourceSummaryList: [{ ResourceType: "EC2_AMI", AssociationCount: 2 }],
    ProductInformationList: [
      {
        ResourceType: "RDS",
        ProductInformationFilterList: [
          {
            ProductInformationFilterName: "Engine Edition",
            ProductInformationFilterValue: ["oracle-ee"],
            ProductInformationFilterComparator: "EQUALS",
          },
        ],
      },
    ],
    AutomatedDiscoveryInformation: { LastRunTime: AT },
    LicenseExpiry: 1_900_000_000,
  };
  const { licenseManager } = await setup(worldOf({ licenseConfigurations: [full, {}] }));

  const output = await licenseManager.send(new ListLicenseConfigurationsCommand({}));

  expect(output.LicenseConfigurations).toEqual([full, {}]);
});

it("brings license usage across, full and bare", async () => {
  const full: Required<LicenseConfigurationUsage> = {
    ResourceArn: "arn:aws:ec2:us-east-1:001100110011:instance/i-1",
    ResourceType: "EC2_INSTANCE",
    ResourceStatus: "running",
    ResourceOwnerId: "001100110011",
    AssociationTime: AT,
    ConsumedLicenses: 2,
  };
  const { licenseManager } = await setup(
    worldOf({
      licenseConfigurations: [{ LicenseConfigurationArn: ARN }],
      licenseConfigurationUsage: { [ARN]: [full, {}] },
    }),
  );

  const output = await licenseManager.send(new ListUsageForLicenseConfigurationCommand({ LicenseConfigurationArn: ARN }));

  expect(output.LicenseConfigurationUsageList).toEqual([full, {}]);
});

it("tells the caller who it is", async () => {
  const { sts } = await setup(worldOf({}));

  const output = await sts.send(new GetCallerIdentityCommand({}));

  expect(output).toMatchObject({
    Account: "111122223333",
    Arn: "arn:aws:sts::111122223333:assumed-role/reader/session",
    UserId: expect.stringMatching(/:session$/),
  });
});
