import { expect, it } from "vitest";
import type { LicenseAssociation } from "@/lib/resources/license-configuration-associations";
import { associationGap } from "./association-gap";

it.each([
  ["the same resources", ["i-1", "i-2"], ["i-1", "i-2"], { both: 2, only: [], usedOnly: 0 }],
  ["an image that consumes nothing", ["i-1"], ["i-1", "ami-1"], { both: 1, only: ["ami-1"], usedOnly: 0 }],
  ["a use that no association names", ["i-1", "i-2"], ["i-1"], { both: 1, only: [], usedOnly: 1 }],
  ["resources that AWS did not name", [null], [null], { both: 0, only: [null], usedOnly: 1 }],
  ["nothing at all", [], [], { both: 0, only: [], usedOnly: 0 }],
])("associations and uses are compared with %s", (_, used, associated, { both, only, usedOnly }) => {
  const gap = associationGap(
    used.map((resourceArn) => ({ resourceArn })),
    associated.map(association),
  );

  expect({ ...gap, associatedOnly: gap.associatedOnly.map(({ resourceArn }) => resourceArn) }).toEqual({
    both,
    associatedOnly: only,
    usedOnly,
  });
});

function association(resourceArn: string | null): LicenseAssociation {
  return {
    licenseConfigurationArn: "arn:1",
    resourceArn,
    resourceType: null,
    resourceOwnerId: null,
    associationTime: null,
    amiAssociationScope: null,
  };
}
