import { describe, expect, it } from "vitest";
import type { RowEvent } from "@/lib/core/row-events";
import type { Scope } from "@/lib/core/scope";
import { done, end, failed, rows, source, whole } from "@/lib/dataset/test-support";
import { configuration, PARIS, task, VIRGINIA } from "@/lib/domain/findings/test-support";
import { importImageTasks } from "@/lib/resources/import-image-tasks";
import { type LicenseAssociation, licenseConfigurationAssociations } from "@/lib/resources/license-configuration-associations";
import { licenseConfigurationFailures } from "@/lib/resources/license-configuration-failures";
import { type LicenseConfiguration, licenseConfigurations } from "@/lib/resources/license-configurations";
import { type LicenseUse, licenseUsage } from "@/lib/resources/license-usage";
import { attachmentEvidence, consumptionEvidence, listingOf } from "./license-evidence";

const ARN = "arn:aws:license-manager:us-east-1:111122223333:license-configuration:lic-1";
const OTHER: Scope = { account: "999988887777", region: "us-east-1" };
const OWNER = "111122223333";

describe("the listing that evidence is asked by", () => {
  it("is the owner's, however late it comes", () => {
    expect(listingOf(listings([OTHER, VIRGINIA]), ARN, OWNER)?.scope).toEqual(VIRGINIA);
  });

  it("is nobody's while the owner's may still come", () => {
    expect(listingOf({ ...listings([OTHER], []), isFetching: true }, ARN, OWNER)).toBeNull();
  });

  it("is another account's once the owner's does not come", () => {
    expect(listingOf(listings([OTHER]), ARN, OWNER)?.scope).toEqual(OTHER);
  });
});

describe("what a configuration consumes", () => {
  const over = configuration({ licenseConfigurationArn: ARN, licenseCount: 4, consumedLicenses: 6 });

  it("says since when it is over where every usage row is there", () => {
    const usage = whole(licenseUsage, VIRGINIA, [use("i-2", "2026-11-02T00:00:00.000Z", 3), use("i-1", "2026-11-01T00:00:00.000Z", 3)]);

    expect(consumptionEvidence(over, usage)).toMatchObject({
      unknown: null,
      passed: "2026-11-02T00:00:00.000Z",
      reconciliation: { agrees: true },
      totals: [{ total: 3 }, { total: 6 }],
      accounts: [{ key: "000000000009", licenses: 6, sincePassed: 3 }],
    });
  });

  it("does not say since when where rows are missing, although those that arrived add up", () => {
    const events: RowEvent<LicenseUse>[] = [rows(VIRGINIA, [use("i-1", "2026-11-01T00:00:00.000Z", 6)]), failed(VIRGINIA), end(1, false)];

    expect(consumptionEvidence(over, source(licenseUsage, events, { scopes: [VIRGINIA] }))).toMatchObject({
      unknown: { state: "failed" },
      passed: null,
      reconciliation: { agrees: false },
    });
  });

  it("leaves out the rows of other scopes", () => {
    const events: RowEvent<LicenseUse>[] = [rows(PARIS, [use("i-1", null, 3)]), done(PARIS), done(VIRGINIA), end(1)];

    expect(consumptionEvidence(over, source(licenseUsage, events, { scopes: [VIRGINIA, PARIS] })).uses).toEqual([]);
  });
});

describe("what a configuration is attached to", () => {
  const failures = whole(licenseConfigurationFailures, VIRGINIA, []);
  const associations = whole<LicenseAssociation>(licenseConfigurationAssociations, VIRGINIA, [image("ami-1")]);

  it("joins the images of imports and associations", () => {
    const { scope, ...imported } = task({ imageId: "ami-2", licenseSpecifications: [{ licenseConfigurationArn: ARN }] });
    const imports = whole(importImageTasks, scope, [imported]);

    const { lineage } = attachmentEvidence(ARN, VIRGINIA, [], { associations, failures, imports });

    expect(lineage.images.map(({ imageId }) => imageId)).toEqual(["ami-1", "ami-2"]);
  });

  it("says that imports are missing where any scope's were not read", () => {
    const imports = source(importImageTasks, [failed(PARIS), done(VIRGINIA), end(0, false)], { scopes: [VIRGINIA, PARIS] });

    const evidence = attachmentEvidence(ARN, VIRGINIA, [], { associations, failures, imports });

    expect(evidence).toMatchObject({ importsUnknown: { state: "failed" }, associations: { unknown: null, gap: { both: 0 } } });
  });
});

function listings(by: readonly Scope[], read = by) {
  const { scope: _, ...row } = configuration({ licenseConfigurationArn: ARN });
  const events: RowEvent<LicenseConfiguration>[] = by.map((scope) => rows(scope, [row]));
  const ends: RowEvent<LicenseConfiguration>[] = read.length === 0 ? [] : [...read.map((scope) => done(scope)), end(by.length)];
  return source(licenseConfigurations, [...events, ...ends], { scopes: [OTHER, VIRGINIA] });
}

const use = (id: string, associationTime: string | null, consumedLicenses: number): LicenseUse => ({
  licenseConfigurationArn: ARN,
  resourceArn: `arn:aws:ec2:us-east-1:000000000009:instance/${id}`,
  resourceType: "EC2_INSTANCE",
  resourceStatus: null,
  resourceOwnerId: "000000000009",
  associationTime,
  consumedLicenses,
});

function image(imageId: string): LicenseAssociation {
  return {
    licenseConfigurationArn: ARN,
    resourceArn: `arn:aws:ec2:us-east-1::image/${imageId}`,
    resourceType: "EC2_AMI",
    resourceOwnerId: OWNER,
    associationTime: null,
    amiAssociationScope: null,
  };
}
