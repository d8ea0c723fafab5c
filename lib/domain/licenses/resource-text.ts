import type { LicenseUse } from "@/lib/resources/license-usage";

const ARN = /^arn:[^:]+:[^:]+:([^:]*):([^:]*):(.+)$/;

/**
 * `instance/i-0123` of an ARN whose account and region stand beside it anyway; any other as it is. Null
 * where AWS named no resource.
 */
export function resourceText(
  { resourceArn, resourceOwnerId }: Pick<LicenseUse, "resourceArn" | "resourceOwnerId">,
  region: string,
): string | null {
  const [, ofRegion, ofAccount, resource] = ARN.exec(resourceArn ?? "") ?? [];
  return ofRegion === region && ofAccount === resourceOwnerId && resource !== undefined ? resource : resourceArn;
}
