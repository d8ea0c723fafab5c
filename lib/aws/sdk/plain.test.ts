import {
  type DescribeFastLaunchImagesSuccessItem,
  DescribeFastLaunchImagesSuccessItem$,
  type ImageUsageReport,
  ImageUsageReport$,
  type ImageUsageReportEntry,
  ImageUsageReportEntry$,
  type ImportImageTask,
  ImportImageTask$,
} from "@aws-sdk/client-ec2";
import { type LicenseConfiguration, LicenseConfiguration$ } from "@aws-sdk/client-license-manager";
import { describe, expect, it } from "vitest";
import { plainRow } from "./plain";

const report = plainRow<ImageUsageReport>(ImageUsageReport$);
const entry = plainRow<ImageUsageReportEntry>(ImageUsageReportEntry$);
const image = plainRow<DescribeFastLaunchImagesSuccessItem>(DescribeFastLaunchImagesSuccessItem$);
const task = plainRow<ImportImageTask>(ImportImageTask$);
const configuration = plainRow<LicenseConfiguration>(LicenseConfiguration$);

describe("a row", () => {
  it("has every member of AWS's structure, absent as null and an absent list as []", () => {
    expect(report({})).toEqual({
      imageId: null,
      reportId: null,
      resourceTypes: [],
      accountIds: [],
      state: null,
      stateReason: null,
      creationTime: null,
      expirationTime: null,
      tags: [],
    });
  });

  it("has the members of structures within lists and structures", () => {
    expect(report({ ResourceTypes: [{ ResourceType: "ec2:Instance" }], Tags: [{ Key: "Family" }] })).toMatchObject({
      resourceTypes: [{ resourceType: "ec2:Instance", resourceTypeOptions: [] }],
      tags: [{ key: "Family", value: null }],
    });
    expect(image({ SnapshotConfiguration: {}, LaunchTemplate: { Version: "1" } })).toMatchObject({
      snapshotConfiguration: { targetResourceCount: null },
      launchTemplate: { launchTemplateId: null, launchTemplateName: null, version: "1" },
    });
  });

  it("has null for a structure that is absent, not one that is empty", () => {
    expect(image({})).toMatchObject({ snapshotConfiguration: null, launchTemplate: null });
  });

  it("has times in UTC", () => {
    const CreationTime = new Date("2026-11-21T13:00:00.5+01:00");

    expect(report({ CreationTime }).creationTime).toBe("2026-11-21T12:00:00.500Z");
    expect(configuration({ AutomatedDiscoveryInformation: { LastRunTime: CreationTime } }).automatedDiscoveryInformation).toEqual({
      lastRunTime: "2026-11-21T12:00:00.500Z",
    });
  });

  it("keeps zero, false and empty texts, which are not absent", () => {
    expect(entry({ UsageCount: 0, AccountId: "" })).toMatchObject({ usageCount: 0, accountId: "" });
    expect(configuration({ LicenseCountHardLimit: false, LicenseCount: 0 })).toMatchObject({
      licenseCountHardLimit: false,
      licenseCount: 0,
    });
  });

  it("keeps the zeros of an account id, and large numbers exact", () => {
    expect(entry({ AccountId: "001100110011", UsageCount: Number.MAX_SAFE_INTEGER })).toMatchObject({
      accountId: "001100110011",
      usageCount: 9_007_199_254_740_991,
    });
  });

  it("leaves out what AWS marks as sensitive: a disk's URL", () => {
    const row = task({ SnapshotDetails: [{ Url: "https://bucket/disk.vmdk?X-Amz-Signature=secret", Format: "VMDK" }] });

    expect(row.snapshotDetails).toHaveLength(1);
    expect(JSON.stringify(row)).toContain("VMDK");
    expect(JSON.stringify(row)).not.toMatch(/url|secret/i);
  });

  it("is what it becomes on the wire", () => {
    const row = task({ SnapshotDetails: [{ DiskImageSize: 705_638_400, UserBucket: { S3Key: "disk.vmdk" } }], Tags: [{}] });

    expect(JSON.parse(JSON.stringify(row))).toEqual(row);
  });

  it("has members of its own in lists that AWS gave alike", () => {
    const accounts = ["111122223333"];
    const row = report({ AccountIds: accounts });
    accounts.push("444455556666");

    expect(row.accountIds).toEqual(["111122223333"]);
  });
});
