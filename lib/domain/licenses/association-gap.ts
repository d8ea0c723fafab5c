import type { LicenseAssociation } from "@/lib/resources/license-configuration-associations";
import type { LicenseUse } from "@/lib/resources/license-usage";

/** Associations of a configuration against its usage rows: both name resources, and mostly the same. */
export interface AssociationGap {
  /** Associated, and among the usage rows. */
  both: number;
  /** Associated, and in no usage row: images, which consume nothing themselves, and what does not consume now. */
  associatedOnly: LicenseAssociation[];
  /** Usage rows of resources that the associations lack. */
  usedOnly: number;
}

/** Compares by the resource's ARN. A resource that AWS did not name is in neither of the other's list. */
export function associationGap(
  uses: readonly Pick<LicenseUse, "resourceArn">[],
  associations: readonly LicenseAssociation[],
): AssociationGap {
  const used = new Set(uses.flatMap(({ resourceArn }) => resourceArn ?? []));
  const associated = new Set(associations.flatMap(({ resourceArn }) => resourceArn ?? []));
  const associatedOnly = associations.filter(({ resourceArn }) => resourceArn === null || !used.has(resourceArn));
  return {
    both: associations.length - associatedOnly.length,
    associatedOnly,
    usedOnly: uses.filter(({ resourceArn }) => resourceArn === null || !associated.has(resourceArn)).length,
  };
}
