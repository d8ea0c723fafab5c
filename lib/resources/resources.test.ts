import {
  type ImageUsageReportEntry as AwsEntry,
  type DescribeFastLaunchImagesSuccessItem as AwsFastLaunchImage,
  type Image as AwsImage,
  type ImageReference as AwsReference,
  type ImageUsageReport as AwsReport,
  type ImportImageTask as AwsTask,
  DescribeFastLaunchImagesSuccessItem$,
  Image$,
  type ImageAttribute,
  ImageAttribute$,
  ImageReference$,
  ImageUsageReport$,
  ImageUsageReportEntry$,
  ImportImageTask$,
} from "@aws-sdk/client-ec2";
import {
  type LicenseConfigurationAssociation as AwsAssociation,
  type LicenseConfiguration as AwsConfiguration,
  type LicenseOperationFailure as AwsFailure,
  LicenseConfiguration$,
  LicenseConfigurationAssociation$,
  type LicenseConfigurationUsage,
  LicenseConfigurationUsage$,
  LicenseOperationFailure$,
} from "@aws-sdk/client-license-manager";
import { describe, expect, it } from "vitest";
import { AWS_OPERATIONS } from "@/lib/aws/operations/aws-operations";
import { plainRow } from "@/lib/aws/sdk/plain";
import { AWS_RESOURCES, type AwsPath } from "./aws-resources";
import { fastLaunchImages } from "./fast-launch-images";
import { imageLaunchPermissions } from "./image-launch-permissions";
import { imageReferences } from "./image-references";
import { imageUsageReportEntries } from "./image-usage-report-entries";
import { imageUsageReports } from "./image-usage-reports";
import { deprecationOf, imageFamily, images, platformOf } from "./images";
import { importImageTasks } from "./import-image-tasks";
import { licenseConfigurationAssociations } from "./license-configuration-associations";
import { licenseConfigurationFailures } from "./license-configuration-failures";
import { licenseConfigurations } from "./license-configurations";
import { licenseUsage } from "./license-usage";
import { ONE_CONFIGURATION } from "./parameters";
import { type CellValue, type Resource, rowKey } from "./resource";

const scope = { account: "111122223333", region: "us-east-1" };
/** What follows from AWS's silence: no limit cannot be exceeded, and launch permissions are a list of nobody. */
const KNOWN: Partial<Record<AwsPath, Record<string, CellValue>>> = {
  "/license-configurations": { limitStatus: "no limit" },
  "/image-launch-permissions": { accounts: 0 },
};
const toReport = plainRow<AwsReport>(ImageUsageReport$);
const toEntry = plainRow<AwsEntry>(ImageUsageReportEntry$);
const toFastLaunchImage = plainRow<AwsFastLaunchImage>(DescribeFastLaunchImagesSuccessItem$);
const toTask = plainRow<AwsTask>(ImportImageTask$);
const toConfiguration = plainRow<AwsConfiguration>(LicenseConfiguration$);
const toImage = plainRow<AwsImage>(Image$);
const toPermissions = plainRow<ImageAttribute>(ImageAttribute$);
const toReference = plainRow<AwsReference>(ImageReference$);
const toAssociation = (association: AwsAssociation) => ({
  licenseConfigurationArn: "arn:1",
  ...plainRow<AwsAssociation>(LicenseConfigurationAssociation$)(association),
});
const toFailure = (failure: AwsFailure) => ({
  licenseConfigurationArn: "arn:1",
  ...plainRow<AwsFailure>(LicenseOperationFailure$)(failure),
});
const toUse = (use: LicenseConfigurationUsage) => ({
  licenseConfigurationArn: "arn:1",
  ...plainRow<LicenseConfigurationUsage>(LicenseConfigurationUsage$)(use),
});

describe.each(AWS_RESOURCES.map((resource) => [resource.path, resource] as const))(
  "a row of %s of which AWS said nothing",
  (path, resource) => {
    const ofConfiguration = resource.oneListing === ONE_CONFIGURATION ? { licenseConfigurationArn: "arn:1" } : {};
    const row = { ...ofConfiguration, ...plainRow(AWS_OPERATIONS[path].item)({}) } as never;

    it("has no value in any column but what is known", () => {
      const known = { region: "us-east-1", account: "111122223333", ...ofConfiguration, ...KNOWN[path] };

      expect(Object.fromEntries(Object.entries(cells(resource, row)).filter(([, value]) => value !== null))).toEqual(known);
    });

    it("has no page in the console but its configuration's", () => {
      const url = resource.consoleUrl(Object.assign({ scope }, row) as never);

      expect(url === null).toBe(resource.oneListing !== ONE_CONFIGURATION);
    });

    it("is sorted by columns that there are", () => {
      const names = resource.defaultSort.split(",").map((key) => key.replace(/\.(?:asc|desc)$/, ""));

      expect(names.filter((name) => !(name in resource.columns))).toEqual([]);
    });
  },
);

describe("the cells of a row", () => {
  it("say what a report covers, with the options it was asked with", () => {
    const ResourceTypes = [
      { ResourceType: "ec2:Instance" },
      { ResourceType: "ec2:LaunchTemplate", ResourceTypeOptions: [{ OptionName: "version-depth", OptionValues: ["50"] }] },
      {},
    ];

    expect(cells(imageUsageReports, toReport({ ResourceTypes })).resourceTypes).toBe(
      "ec2:Instance; ec2:LaunchTemplate (version-depth 50); unnamed type",
    );
  });

  it.each([
    ["all disks of an import together", [{ DiskImageSize: 5 }, {}, { DiskImageSize: 3 }], 8],
    ["no size where AWS gave that of no disk", [{}, {}], null],
    ["a real zero", [{ DiskImageSize: 0 }], 0],
  ])("hold %s", (_, SnapshotDetails, bytes) => expect(cells(importImageTasks, toTask({ SnapshotDetails })).diskBytes).toBe(bytes));

  it.each([
    ["by its name", { LaunchTemplateName: "golden", LaunchTemplateId: "lt-1" }, "golden"],
    ["by its id where it has no name", { LaunchTemplateId: "lt-1" }, "lt-1"],
  ])("name a launch template %s", (_, LaunchTemplate, text) =>
    expect(cells(fastLaunchImages, toFastLaunchImage({ LaunchTemplate })).launchTemplate).toBe(text),
  );

  it("say with whom an image is shared, and with how many accounts by name", () => {
    const LaunchPermissions = [
      { UserId: "000000000001" },
      { Group: "all" as const },
      { OrganizationArn: "arn:o" },
      { OrganizationalUnitArn: "arn:ou" },
    ];

    expect(cells(imageLaunchPermissions, toPermissions({ LaunchPermissions }))).toMatchObject({
      accounts: 1,
      grants: "000000000001; all; arn:o; arn:ou",
    });
  });

  it("hold what License Manager says beside a failure", () => {
    const MetadataList = [{ Name: "ProductName", Value: "SQL" }, {}];

    expect(cells(licenseConfigurationFailures, toFailure({ MetadataList })).metadata).toBe("ProductName=SQL; =");
  });

  it("keep the zeros that a report's target and an account begin with", () => {
    const image = toFastLaunchImage({ SnapshotConfiguration: { TargetResourceCount: 0 }, OwnerId: "001100110011" });

    expect(cells(fastLaunchImages, image)).toMatchObject({ targetResourceCount: 0, ownerId: "001100110011" });
  });
});

describe("the identity of a row", () => {
  it.each([
    ["is the report's id", imageUsageReports.identity(toReport({ ReportId: "amiur-1", ImageId: "ami-1" })), "amiur-1"],
    [
      "is image and time where a report has no id",
      imageUsageReports.identity(toReport({ ImageId: "ami-1", CreationTime: new Date(0) })),
      "ami-1@1970-01-01T00:00:00.000Z",
    ],
    [
      "is report, image, account and type of an entry",
      imageUsageReportEntries.identity(
        toEntry({ ReportId: "amiur-1", ImageId: "ami-1", AccountId: "000000000001", ResourceType: "ec2:Instance" }),
      ),
      "amiur-1/ami-1/000000000001/ec2:Instance",
    ],
    ["is the image of fast launch", fastLaunchImages.identity(toFastLaunchImage({ ImageId: "ami-1" })), "ami-1"],
    ["is the task of an import", importImageTasks.identity(toTask({ ImportTaskId: "import-ami-1" })), "import-ami-1"],
    ["is the ARN of a configuration", licenseConfigurations.identity(toConfiguration({ LicenseConfigurationArn: "arn:1" })), "arn:1"],
    ["is the image", images.identity(toImage({ ImageId: "ami-1" })), "ami-1"],
    ["is the image of launch permissions", imageLaunchPermissions.identity(toPermissions({ ImageId: "ami-1" })), "ami-1"],
    ["is image and resource of a reference", imageReferences.identity(toReference({ ImageId: "ami-1", Arn: "arn:2" })), "ami-1 arn:2"],
    [
      "is configuration and resource of an association",
      licenseConfigurationAssociations.identity(toAssociation({ ResourceArn: "arn:2" })),
      "arn:1 arn:2",
    ],
    [
      "is all that tells one failure from another",
      licenseConfigurationFailures.identity(
        toFailure({ ResourceArn: "arn:2", OperationName: "Associate", FailureTime: new Date(0), ErrorMessage: "no" }),
      ),
      "arn:1 arn:2 Associate 1970-01-01T00:00:00.000Z no",
    ],
    ["is configuration and resource of a license use", licenseUsage.identity(toUse({ ResourceArn: "arn:2" })), "arn:1 arn:2"],
  ])("%s", (_, identity, expected) => expect(identity).toBe(expected));

  it("holds the scope where rows of several are together", () => {
    const image = toFastLaunchImage({ ImageId: "ami-1" });

    expect(rowKey(fastLaunchImages, { ...image, scope })).toBe("111122223333/us-east-1/ami-1");
    expect(rowKey(fastLaunchImages, { ...image, scope: { account: null, region: "eu-west-3" } })).toBe("unknown/eu-west-3/ami-1");
  });
});

describe("an image", () => {
  it.each([
    ["the tag Family", { Name: "golden-2026-02-03", Tags: [{ Key: "family", Value: "gold" }] }, "gold"],
    ["its name without a date", { Name: "golden-win2022-2026-02-03" }, "golden-win2022"],
    ["its name without versions", { Name: "golden-v1.2.3-20260203" }, "golden"],
    ["its whole name where that is a version", { Name: "2026" }, "2026"],
    ["nothing where it has no name", {}, null],
  ])("is of a family by %s", (_, of, family) => expect(imageFamily(toImage(of))).toBe(family));

  it.each([
    ["Windows, in whatever letters", { platform: "windows", platformDetails: "Windows BYOL" }, "Windows"],
    ["what its details say", { platform: null, platformDetails: "Red Hat Enterprise Linux" }, "Red Hat Enterprise Linux"],
    ["not known", { platform: null, platformDetails: null }, null],
  ])("is for %s", (_, of, platform) => expect(platformOf(of)).toBe(platform));

  it.each([
    ["deprecated at its time", "2026-02-03T00:00:00.000Z", "deprecated"],
    ["to be deprecated a moment before", "2026-02-03T00:00:00.001Z", "deprecation planned"],
    ["to be deprecated at a time that cannot be read", "soon", "deprecation planned"],
    ["not deprecated without a time", undefined, null],
  ])("is %s", (_, DeprecationTime, word) =>
    expect(deprecationOf(toImage(DeprecationTime === undefined ? {} : { DeprecationTime }), Date.parse("2026-02-03"))).toBe(word),
  );
});

function cells<Row>(resource: Resource<Row>, row: Row): Record<string, CellValue> {
  return Object.fromEntries(Object.entries(resource.columns).map(([name, { value }]) => [name, value({ ...row, scope })]));
}
