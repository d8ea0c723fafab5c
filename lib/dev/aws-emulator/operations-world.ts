import { worldOf } from "./test-support";

/** Few rows, each there for a filter or an id that finds it and others that do not. */
export const AMI_1 = "ami-00000001";
export const AMI_2 = "ami-00000002";
const DAY_1 = new Date("2026-02-01T10:00:00.123Z");
const DAY_2 = new Date("2026-02-02T10:00:00.456Z");
export const arn = (id: string) => `arn:aws:license-manager:us-east-1:111122223333:license-configuration:lic-${id}`;

export const world = worldOf({
  imageUsageReports: [
    {
      ImageId: AMI_1,
      ReportId: "amiur-1",
      State: "available",
      CreationTime: DAY_1,
      Tags: [
        { Key: "Team", Value: "red" },
        { Key: "a*b", Value: "x" },
      ],
    },
    { ImageId: AMI_1, ReportId: "amiur-2", State: "available", CreationTime: DAY_2, Tags: [{ Key: "Team", Value: "blue" }] },
    { ImageId: AMI_2, ReportId: "amiur-3", State: "pending", CreationTime: DAY_2 },
  ],
  imageUsageReportEntries: [
    {
      ImageId: AMI_1,
      ReportId: "amiur-1",
      AccountId: "000000000001",
      ResourceType: "ec2:Instance",
      UsageCount: 1,
      ReportCreationTime: DAY_1,
    },
    {
      ImageId: AMI_1,
      ReportId: "amiur-2",
      AccountId: "000000000001",
      ResourceType: "ec2:Instance",
      UsageCount: 2,
      ReportCreationTime: DAY_2,
    },
    {
      ImageId: AMI_1,
      ReportId: "amiur-2",
      AccountId: "000000000002",
      ResourceType: "ec2:LaunchTemplate",
      UsageCount: 3,
      ReportCreationTime: DAY_2,
    },
    {
      ImageId: AMI_2,
      ReportId: "amiur-3",
      AccountId: "000000000002",
      ResourceType: "ec2:Instance",
      UsageCount: 4,
      ReportCreationTime: DAY_2,
    },
  ],
  fastLaunchImages: [
    { ImageId: AMI_1, ResourceType: "snapshot", OwnerId: "111122223333", State: "enabled" },
    { ImageId: AMI_2, ResourceType: "snapshot", State: "enabling-failed" },
  ],
  importImageTasks: [
    { ImportTaskId: "import-ami-1", Status: "active" },
    { ImportTaskId: "import-ami-2", Status: "deleted" },
  ],
  licenseConfigurations: [
    { LicenseConfigurationArn: arn("1"), LicenseCountingType: "vCPU", LicenseCount: 2, LicenseCountHardLimit: true, ConsumedLicenses: 2 },
    { LicenseConfigurationArn: arn("2"), LicenseCountingType: "Core", LicenseCount: 2, LicenseCountHardLimit: false, ConsumedLicenses: 3 },
    { LicenseConfigurationArn: arn("3"), LicenseCountingType: "vCPU", LicenseCountHardLimit: false, ConsumedLicenses: 99 },
  ],
  licenseConfigurationUsage: {
    [arn("2")]: [
      { ResourceArn: "a", ResourceType: "EC2_HOST", ResourceOwnerId: "000000000001" },
      { ResourceArn: "b", ResourceType: "EC2_INSTANCE", ResourceOwnerId: "000000000001" },
      { ResourceArn: "c", ResourceType: "EC2_INSTANCE", ResourceOwnerId: "000000000002" },
    ],
  },
});
