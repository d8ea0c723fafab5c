import type { LicenseConfiguration, LicenseConfigurationUsage } from "@aws-sdk/client-license-manager";
import { beforeEach, describe, expect, it } from "vitest";
import { GET as licenseConfigurations } from "@/app/api/license-configurations/route";
import { GET as licenseUsage } from "@/app/api/license-usage/route";
import { read, startAws } from "./test-support";

const AT = new Date("2026-02-03T04:05:06.789Z");
const arn = (id: string, region = "us-east-1") => `arn:aws:license-manager:${region}:001122223333:license-configuration:lic-${id}`;
const FULL = arn("full");
const BARE = arn("bare");
const UNUSED = arn("unused");
const PARIS = arn("paris", "eu-west-3");

const configuration: Required<LicenseConfiguration> = {
  LicenseConfigurationId: "lic-full",
  LicenseConfigurationArn: FULL,
  Name: "Käse & Brot 😀",
  Description: "=1+1",
  LicenseCountingType: "vCPU",
  LicenseRules: ["#honorVcpuOptimization=True"],
  LicenseCount: Number.MAX_SAFE_INTEGER,
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
        { ProductInformationFilterName: "Edition", ProductInformationFilterValue: ["ee"], ProductInformationFilterComparator: "EQUALS" },
      ],
    },
  ],
  AutomatedDiscoveryInformation: { LastRunTime: AT },
  LicenseExpiry: 1_900_000_000,
};

const use: Required<LicenseConfigurationUsage> = {
  ResourceArn: "arn:aws:ec2:us-east-1:001100110011:instance/i-1",
  ResourceType: "EC2_INSTANCE",
  ResourceStatus: "running",
  ResourceOwnerId: "001100110011",
  AssociationTime: AT,
  ConsumedLicenses: 0,
};

const aws = await startAws({
  "us-east-1": {
    licenseConfigurations: [configuration, { LicenseConfigurationArn: BARE }, { LicenseConfigurationArn: UNUSED }],
    licenseConfigurationUsage: { [FULL]: [use, { ResourceArn: "i-2" }], [BARE]: [{}] },
  },
  "eu-west-3": {
    licenseConfigurations: [{ LicenseConfigurationArn: PARIS }],
    licenseConfigurationUsage: { [PARIS]: [{ ResourceArn: "i-3" }] },
  },
});
beforeEach(() => aws.reset());

const fullUse = {
  licenseConfigurationArn: FULL,
  resourceArn: "arn:aws:ec2:us-east-1:001100110011:instance/i-1",
  resourceType: "EC2_INSTANCE",
  resourceStatus: "running",
  resourceOwnerId: "001100110011",
  associationTime: "2026-02-03T04:05:06.789Z",
  consumedLicenses: 0,
};
const bareUse = {
  licenseConfigurationArn: BARE,
  resourceArn: null,
  resourceType: null,
  resourceStatus: null,
  resourceOwnerId: null,
  associationTime: null,
  consumedLicenses: null,
};

describe("a license configuration", () => {
  it("has every member that AWS gave, and null or [] where AWS said nothing", async () => {
    const { rows } = await read(licenseConfigurations, "region=us-east-1");

    expect(rows.slice(0, 2)).toEqual([
      {
        licenseConfigurationId: "lic-full",
        licenseConfigurationArn: FULL,
        name: "Käse & Brot 😀",
        description: "=1+1",
        licenseCountingType: "vCPU",
        licenseRules: ["#honorVcpuOptimization=True"],
        licenseCount: 9_007_199_254_740_991,
        licenseCountHardLimit: false,
        disassociateWhenNotFound: true,
        consumedLicenses: 0,
        status: "AVAILABLE",
        ownerAccountId: "001100110011",
        consumedLicenseSummaryList: [{ resourceType: "EC2_HOST", consumedLicenses: 0 }],
        managedResourceSummaryList: [{ resourceType: "EC2_AMI", associationCount: 2 }],
        productInformationList: [
          {
            resourceType: "RDS",
            productInformationFilterList: [
              {
                productInformationFilterName: "Edition",
                productInformationFilterValue: ["ee"],
                productInformationFilterComparator: "EQUALS",
              },
            ],
          },
        ],
        automatedDiscoveryInformation: { lastRunTime: "2026-02-03T04:05:06.789Z" },
        licenseExpiry: 1_900_000_000,
      },
      {
        licenseConfigurationId: null,
        licenseConfigurationArn: BARE,
        name: null,
        description: null,
        licenseCountingType: null,
        licenseRules: [],
        licenseCount: null,
        licenseCountHardLimit: null,
        disassociateWhenNotFound: null,
        consumedLicenses: null,
        status: null,
        ownerAccountId: null,
        consumedLicenseSummaryList: [],
        managedResourceSummaryList: [],
        productInformationList: [],
        automatedDiscoveryInformation: null,
        licenseExpiry: null,
      },
    ]);
  });
});

describe("license usage", () => {
  it("says of which configuration it is, and what AWS gave or did not", async () => {
    const { rows } = await read(licenseUsage, `license-configuration-arn=${FULL}&license-configuration-arn=${BARE}`);

    expect(rows).toEqual([fullUse, { ...bareUse, licenseConfigurationArn: FULL, resourceArn: "i-2" }, bareUse]);
  });

  it("is that of every configuration of every scope where none is chosen", async () => {
    const { rowsIn, end } = await read(licenseUsage);

    expect(rowsIn("us-east-1")).toEqual([fullUse, { ...bareUse, licenseConfigurationArn: FULL, resourceArn: "i-2" }, bareUse]);
    expect(rowsIn("eu-west-3")).toEqual([{ ...bareUse, licenseConfigurationArn: PARIS, resourceArn: "i-3" }]);
    expect(end).toEqual({ type: "end", complete: true, truncated: false, rows: 4 });
    expect(aws.dataCalls("us-east-1").map((call) => call.input.LicenseConfigurationArn)).toEqual([undefined, FULL, BARE, UNUSED]);
  });

  it("asks each chosen configuration in its own region only, and lists no others", async () => {
    const { lines } = await read(licenseUsage, `license-configuration-arn=${PARIS}&license-configuration-arn=${BARE}`);

    expect(lines[0]).toMatchObject({ scopes: [{ region: "us-east-1" }, { region: "eu-west-3" }] });
    expect(aws.dataCalls("us-east-1").map((call) => call.input.LicenseConfigurationArn)).toEqual([BARE]);
    expect(aws.dataCalls("eu-west-3").map((call) => call.input.LicenseConfigurationArn)).toEqual([PARIS]);
  });

  it("keeps the rows of the configurations around one that AWS refuses, and fails", async () => {
    const foreign = arn("foreign");

    const { rows, failures, end } = await read(
      licenseUsage,
      [BARE, foreign, FULL].map((chosen) => `license-configuration-arn=${chosen}`).join("&"),
    );

    expect(rows.map((row) => row.licenseConfigurationArn)).toEqual([BARE, FULL, FULL]);
    expect(failures).toMatchObject([{ error: { kind: "invalid", code: "InvalidParameterValueException" } }]);
    expect(end).toMatchObject({ complete: false, rows: 3 });
  });
});
