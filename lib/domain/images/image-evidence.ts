import { type Known, knownValue } from "@/lib/core/known";
import { type Scope, scopeKey } from "@/lib/core/scope";
import type { LaunchPermission } from "@/lib/resources/image-launch-permissions";
import type { ImageReference } from "@/lib/resources/image-references";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import type { Image } from "@/lib/resources/images";

/** What one report counted in one account, of one resource type. Null is what AWS did not say. */
export interface UsageCount {
  account: string | null;
  resourceType: string | null;
  count: number | null;
  /** ISO 8601: the creation time of the report. */
  countedAt: string | null;
}

/** The entries of the reports on one image. Those of one report are made on demand: there may be a million in all. */
export interface EntriesByReport {
  /** Reports that have entries. */
  reportIds: readonly string[];
  of: (reportId: string) => readonly UsageCount[];
}

/** Everything that was read about one image, and what could not be read. */
export interface ImageEvidence {
  scope: Scope;
  imageId: string;
  /** Null where the image is not among those that are owned. */
  image: Known<Image | null>;
  /** Every report on the image, in any state, as listed after the entries were read. */
  reports: Known<readonly ImageUsageReport[]>;
  /** Reports that arrived, whether or not they are all. */
  arrivedReports: readonly ImageUsageReport[];
  /** Known where the scope's entries were read to their end. */
  entries: Known<EntriesByReport>;
  /** Entries that arrived, whether or not they are all: they are true. */
  arrivedEntries: EntriesByReport;
  /** Ids of reports that were listed as available both before and after the entries were read: only of these is no entry no use. */
  provenReports: ReadonlySet<string>;
  references: Known<readonly ImageReference[]>;
  /** References that arrived, whether or not they are all. */
  arrivedReferences: readonly ImageReference[];
  launchPermissions: Known<readonly LaunchPermission[]>;
  readAt: EvidenceTimes;
}

/** When AWS began to be asked for each list, ISO 8601. Null where it was not asked. Reports are listed together with the entries. */
export interface EvidenceTimes {
  images: string | null;
  entries: string | null;
  references: string | null;
}

/** The account that owns an image. Null where neither the scope nor the image names it. */
export const ownerOf = ({ scope, image }: Pick<ImageEvidence, "scope" | "image">): string | null =>
  scope.account ?? knownValue(image)?.ownerId ?? null;

/** The key of an image among all scopes: the same id is in many regions. */
export const imageKey = ({ scope, imageId }: Pick<ImageEvidence, "scope" | "imageId">): string => `${scopeKey(scope)}/${imageId}`;

/** Entries that are in memory anyway, by report id. */
export function entriesByReport(entries: Readonly<Record<string, readonly UsageCount[]>>): EntriesByReport {
  return {
    reportIds: Object.keys(entries),
    of: (reportId) => (Object.hasOwn(entries, reportId) ? (entries[reportId] ?? []) : []),
  };
}
