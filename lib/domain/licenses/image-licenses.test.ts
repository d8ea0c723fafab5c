import { describe, expect, it } from "vitest";
import type { LicenseAssociation } from "@/lib/resources/license-configuration-associations";
import type { LicenseUse } from "@/lib/resources/license-usage";
import { imageLicenses, type LicenseLists } from "./image-licenses";

const scope = { account: "001100110011", region: "us-east-1" };
const windows = "arn:aws:license-manager:us-east-1:001100110011:license-configuration:lic-1";
const sql = "arn:aws:license-manager:us-east-1:001100110011:license-configuration:lic-2";
const image = "arn:aws:ec2:us-east-1::image/ami-1";

describe("the license configurations on an image", () => {
  it("are each listed once, with every list that names the image and the time that one of them tells", () => {
    const licenses = of({
      associations: [association(windows, image)],
      uses: [use(windows, image)],
      tasks: [{ imageId: "ami-1", licenseSpecifications: [{ licenseConfigurationArn: windows }, { licenseConfigurationArn: sql }] }],
    });

    expect(
      licenses.map(({ licenseConfigurationArn, sources, associationTime }) => [licenseConfigurationArn, sources, associationTime]),
    ).toEqual([
      [windows, ["association", "usage", "import task"], "2026-11-20T10:00:00.000Z"],
      [sql, ["import task"], null],
    ]);
  });

  it.each([
    ["another image", "arn:aws:ec2:us-east-1::image/ami-12"],
    ["an image whose id ends alike", "arn:aws:ec2:us-east-1::image/xami-1"],
    ["an instance", "arn:aws:ec2:us-east-1:001100110011:instance/ami-1"],
    ["a resource without an ARN", null],
  ])("are not those of %s", (_, arn) => {
    expect(of({ associations: [association(windows, arn)], uses: [use(windows, arn)] })).toEqual([]);
  });

  it("are not those of an import that made another image", () => {
    expect(of({ tasks: [{ imageId: "ami-2", licenseSpecifications: [{ licenseConfigurationArn: windows }] }] })).toEqual([]);
  });
});

const of = (lists: Partial<LicenseLists>) =>
  imageLicenses("ami-1", scope, { associations: [], uses: [], tasks: [], configurations: [], ...lists });

const association = (licenseConfigurationArn: string, resourceArn: string | null): LicenseAssociation => ({
  licenseConfigurationArn,
  resourceArn,
  resourceType: "EC2_AMI",
  resourceOwnerId: null,
  associationTime: "2026-11-20T10:00:00.000Z",
  amiAssociationScope: null,
});

const use = (licenseConfigurationArn: string, resourceArn: string | null): LicenseUse => ({
  licenseConfigurationArn,
  resourceArn,
  resourceType: "EC2_AMI",
  resourceStatus: null,
  resourceOwnerId: null,
  associationTime: null,
  consumedLicenses: 0,
});
