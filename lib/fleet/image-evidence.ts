import type { LaunchPermission } from "@/lib/resources/image-launch-permissions";
import type { ImageReference } from "@/lib/resources/image-references";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import type { Image } from "@/lib/resources/images";
import type { Known } from "@/lib/resources/known";
import type { Scope } from "@/lib/scope";

/** What one report counted in one account, of one resource type. Null is an amount that AWS did not tell. */
export interface UsageCount {
  account: string | null;
  resourceType: string | null;
  count: number | null;
  /** ISO 8601: the creation time of the report. */
  countedAt: string | null;
}

/** Everything that was read about one image, and what could not be read. */
export interface ImageEvidence {
  scope: Scope;
  imageId: string;
  /** Null where the image is not among those that are owned (any more). */
  image: Known<Image | null>;
  /** Every report on the image, in any state. */
  reports: Known<readonly ImageUsageReport[]>;
  /** By report id: the entries of every report on the image. Known where the scope's entries were read to their end. */
  entries: Known<ReadonlyMap<string, readonly UsageCount[]>>;
  /** Of the entries that arrived although not all could be read: they are true, and not the whole. */
  arrivedEntries: ReadonlyMap<string, readonly UsageCount[]>;
  references: Known<readonly ImageReference[]>;
  arrivedReferences: readonly ImageReference[];
  launchPermissions: Known<readonly LaunchPermission[]>;
}
