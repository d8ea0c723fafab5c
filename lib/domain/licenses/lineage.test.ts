import { describe, expect, it } from "vitest";
import { known } from "@/lib/core/known";
import type { Scoped } from "@/lib/core/scope";
import { entriesByReport } from "@/lib/domain/images/image-evidence";
import { imageUsage } from "@/lib/domain/images/image-usage";
import { count, evidence, NOW, report, type } from "@/lib/domain/images/test-support";
import type { ImportImageTask } from "@/lib/resources/import-image-tasks";
import type { LicenseAssociation } from "@/lib/resources/license-configuration-associations";
import { bareImport } from "@/lib/resources/test-support";
import type { Consumption } from "./by-account";
import { consumingOthers, launchers, licenseLineage, licensesOf } from "./lineage";

const ARN = "arn:aws:license-manager:us-east-1:111122223333:license-configuration:lic-1";
const OWNER = "111122223333";
const SHOP = "001122223333";

describe("the lineage of a license configuration", () => {
  it("joins the import that named it to the image that is associated with it", () => {
    const made = task({ imageId: "ami-1", licenseSpecifications: [{ licenseConfigurationArn: ARN }] });

    expect(licenseLineage(ARN, [association("arn:aws:ec2:us-east-1::image/ami-1")], [made])).toEqual({
      images: [{ imageId: "ami-1", owner: OWNER, imports: [made], association: { associationTime: null, amiAssociationScope: null } }],
      unfinished: [],
    });
  });

  it("has an associated image of which AWS lists no import any more", () => {
    const { images } = licenseLineage(ARN, [association("arn:aws-cn:ec2:cn-north-1:111122223333:image/ami-1")], []);

    expect(images).toMatchObject([{ imageId: "ami-1", imports: [] }]);
  });

  it("has an imported image that is not associated, and says so", () => {
    const { images } = licenseLineage(ARN, [], [task({ imageId: "ami-2", licenseSpecifications: [{ licenseConfigurationArn: ARN }] })]);

    expect(images).toMatchObject([{ imageId: "ami-2", owner: OWNER, association: null }]);
  });

  it("keeps an import apart that has made no image", () => {
    const failed = task({ imageId: null, licenseSpecifications: [{ licenseConfigurationArn: ARN }] });

    expect(licenseLineage(ARN, [], [failed])).toEqual({ images: [], unfinished: [failed] });
  });

  it.each([
    [
      "an import for another configuration",
      [],
      [task({ imageId: "ami-1", licenseSpecifications: [{ licenseConfigurationArn: `${ARN}2` }] })],
    ],
    ["an import for none", [], [task({ imageId: "ami-1" })]],
    ["an associated resource that is no image", [association("arn:aws:ec2:us-east-1:111122223333:instance/i-1")], []],
    ["an association without a resource", [association(null)], []],
  ])("leaves out %s", (_, associations, tasks) => {
    expect(licenseLineage(ARN, associations, tasks)).toEqual({ images: [], unfinished: [] });
  });
});

describe("an account that launches an image", () => {
  const consumption = known([line({ key: SHOP, licenses: 8 }), line({ key: OWNER, licenses: 2, withoutNumber: 1 })]);

  it("stands with its references and with what it consumes", () => {
    expect(launchers(usage({ "ec2:Instance": 3 }), consumption)).toEqual([
      { account: SHOP, instances: known(3), launchTemplates: known(0), licenses: known(8) },
    ]);
  });

  it("has no number where AWS gave none", () => {
    const [launcher] = launchers(usage({ "ec2:Instance": null }), consumption);

    expect(launcher?.instances.state).toBe("failed");
  });

  it.each<[string, ReturnType<typeof usage>, string]>([
    [
      "the report does not cover",
      usage({ "ec2:Instance": 3 }, { reports: [report({ resourceTypes: [type("ec2:Instance")] })] }),
      "not reported",
    ],
    [
      "the entries that were read leave open",
      usage({ "ec2:Instance": 3 }, { members: { entries: { state: "failed", why: "They broke." } } }),
      "failed",
    ],
  ])("has no zero of a type that %s", (_, of, state) => {
    const [launcher] = launchers(of, consumption);

    expect(launcher?.launchTemplates.state).toBe(state);
    expect(launcher?.instances).toEqual(known(3));
  });

  it.each([
    ["consumes nothing where no row names it", "444455556666", known(0)],
    ["is unknown where a resource of it has no number", OWNER, expect.objectContaining({ state: "not reported" })],
    ["is unknown where AWS did not name it", null, expect.objectContaining({ state: "not reported" })],
  ])("%s", (_, account, licenses) => expect(licensesOf(account, consumption)).toEqual(licenses));

  it("has no number while a resource may be its own that AWS named no account for", () => {
    const withNameless = known([line({ key: SHOP, licenses: 8 }), line({ key: null, licenses: 1 })]);

    expect(licensesOf("444455556666", withNameless).state).toBe("not reported");
    expect(licensesOf(SHOP, withNameless).state).toBe("not reported");
  });

  it("consumes nobody knows what where the rows are not all there", () => {
    const failed = { state: "failed", why: "They broke." } as const;

    expect(licensesOf("444455556666", failed)).toEqual(failed);
  });
});

it("accounts that consume and refer to none of the images are those that are left", () => {
  const lines = [line({ key: SHOP, licenses: 8 }), line({ key: OWNER }), line({ key: null, withoutNumber: 1 })];

  expect(consumingOthers(lines, new Set()).map(({ key }) => key)).toEqual([SHOP, null]);
  expect(consumingOthers(lines, new Set([SHOP])).map(({ key }) => key)).toEqual([null]);
});

function line(members: Partial<Consumption>): Consumption {
  return { key: SHOP, resources: 1, licenses: 0, withoutNumber: 0, sincePassed: null, ...members };
}

function usage(byType: Record<string, number | null>, given: Parameters<typeof evidence>[0] = {}) {
  const counts = Object.entries(byType).map(([resourceType, amount]) => count(SHOP, amount, resourceType));
  const entries = entriesByReport({ "amiur-1": counts });
  const members = { entries: known(entries), arrivedEntries: entries, ...given.members };
  return imageUsage(evidence({ ...given, members }), NOW);
}

function association(resourceArn: string | null): LicenseAssociation {
  return {
    licenseConfigurationArn: ARN,
    resourceArn,
    resourceType: "EC2_AMI",
    resourceOwnerId: OWNER,
    associationTime: null,
    amiAssociationScope: null,
  };
}

const task = (members: Partial<ImportImageTask>): Scoped<ImportImageTask> => ({
  scope: { account: OWNER, region: "us-east-1" },
  ...bareImport(members),
});
