import { type Count, type Known, known } from "@/lib/core/known";
import type { Scoped } from "@/lib/core/scope";
import { countOf } from "@/lib/domain/images/image-accounts";
import type { ImageUsage } from "@/lib/domain/images/image-usage";
import type { ImportImageTask } from "@/lib/resources/import-image-tasks";
import type { LicenseAssociation } from "@/lib/resources/license-configuration-associations";
import type { Consumption } from "./by-account";

/** An image that a license configuration is attached to, as far as the imports and the associations tell. */
export interface LineageImage {
  imageId: string;
  /** 12 digits: who owns it. Null where AWS did not say. */
  owner: string | null;
  /** Imports that made it and named the configuration. Empty where AWS lists none: it lists them for 7 days. */
  imports: Scoped<ImportImageTask>[];
  /** Null where the associations that were read do not have it. */
  association: Pick<LicenseAssociation, "associationTime" | "amiAssociationScope"> | null;
}

/** Lineage of a license: the imports that named the configuration and the images it is attached to. */
export interface LicenseLineage {
  images: LineageImage[];
  /** Imports that named the configuration and have made no image, or not yet. */
  unfinished: Scoped<ImportImageTask>[];
}

const IMAGE_ARN = /:image\/(ami-[0-9a-f]+)$/;

/** Images of a configuration: those that imports made for it, and those that it is associated with. */
export function licenseLineage(
  arn: string,
  associations: readonly LicenseAssociation[],
  tasks: readonly Scoped<ImportImageTask>[],
): LicenseLineage {
  const images = new Map<string, LineageImage>();
  for (const { resourceArn, resourceOwnerId, associationTime, amiAssociationScope } of associations) {
    const imageId = IMAGE_ARN.exec(resourceArn ?? "")?.[1];
    if (imageId === undefined) continue;
    images.set(imageId, { imageId, owner: resourceOwnerId, imports: [], association: { associationTime, amiAssociationScope } });
  }
  const named = tasks.filter(({ licenseSpecifications }) => licenseSpecifications.some((one) => one.licenseConfigurationArn === arn));
  for (const task of named) {
    if (task.imageId === null) continue;
    const image = images.get(task.imageId) ?? { imageId: task.imageId, owner: task.scope.account, imports: [], association: null };
    images.set(task.imageId, { ...image, owner: image.owner ?? task.scope.account, imports: [...image.imports, task] });
  }
  return { images: [...images.values()], unfinished: named.filter(({ imageId }) => imageId === null) };
}

/** An account that refers to an image, and what it consumes of the configuration, with that image or with any other. */
export interface Launcher {
  account: string | null;
  /** From the image's usage report. */
  instances: Count;
  launchTemplates: Count;
  licenses: Count;
}

type Usage = Pick<ImageUsage, "cells" | "accounts">;

/** Accounts that use an image by its report, with the licenses that each consumes of the configuration. */
export function launchers({ cells, accounts }: Usage, consumption: Known<readonly Consumption[]>): Launcher[] {
  return accounts.map((references) => ({
    account: references.account,
    instances: countOf(references, "ec2:Instance", cells),
    launchTemplates: countOf(references, "ec2:LaunchTemplate", cells),
    licenses: licensesOf(references.account, consumption),
  }));
}

/** Licenses of the configuration that an account consumes: zero only where all rows are there and each names its account. */
export function licensesOf(account: string | null, consumption: Known<readonly Consumption[]>): Count {
  if (consumption.state !== "known") return consumption;
  if (account === null) return { state: "not reported", why: "AWS did not say which account it is." };
  const line = consumption.value.find(({ key }) => key === account);
  if (line !== undefined && line.withoutNumber > 0) {
    return { state: "not reported", why: "AWS gave no number of licenses for some resources of the account." };
  }
  if (consumption.value.some(({ key }) => key === null)) {
    return { state: "not reported", why: "AWS did not say which account some of the resources belong to." };
  }
  return known(line?.licenses ?? 0);
}

/** Accounts that consume licenses and refer to none of the images, by what was read of them. */
export const consumingOthers = (consumption: readonly Consumption[], seen: ReadonlySet<string | null>): Consumption[] =>
  consumption.filter(({ key, licenses, withoutNumber }) => !seen.has(key) && (licenses > 0 || withoutNumber > 0));
