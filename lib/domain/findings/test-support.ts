import { known } from "@/lib/core/known";
import type { Scope, Scoped } from "@/lib/core/scope";
import type { GrantSummary } from "@/lib/domain/images/grants";
import { image, NOW } from "@/lib/domain/images/test-support";
import type { FastLaunchImage } from "@/lib/resources/fast-launch-images";
import type { ImageUse, ImageVerdict, MissingCode } from "@/lib/resources/image-verdicts";
import type { Image } from "@/lib/resources/images";
import type { ImportImageTask } from "@/lib/resources/import-image-tasks";
import type { LicenseConfiguration } from "@/lib/resources/license-configurations";
import { bareConfiguration, bareImport } from "@/lib/resources/test-support";
import { type ImageFacts, imageFacts } from "./image-facts";

export const VIRGINIA: Scope = { account: "111122223333", region: "us-east-1" };
export const PARIS: Scope = { account: "111122223333", region: "eu-west-3" };

/** 200 cores, of which 1 is consumed. */
export const configuration = (members: Partial<LicenseConfiguration>): Scoped<LicenseConfiguration> => ({
  scope: VIRGINIA,
  ...bareConfiguration({}),
  licenseConfigurationArn: "arn:aws:1",
  name: "SQL Server",
  licenseCountingType: "Core",
  licenseCount: 200,
  licenseCountHardLimit: false,
  consumedLicenses: 1,
  ...members,
});

/** An import that ended as failed and cancelled ones do. */
export const task = (members: Partial<ImportImageTask>, scope = VIRGINIA): Scoped<ImportImageTask> => ({
  scope,
  ...bareImport({ status: "deleted", ...members }),
});

/** An image whose fast launch could not be enabled. */
export const fastLaunchImage = (members: Partial<FastLaunchImage>, scope = VIRGINIA): Scoped<FastLaunchImage> => ({
  scope,
  imageId: "ami-1",
  resourceType: "snapshot",
  snapshotConfiguration: null,
  launchTemplate: null,
  maxParallelLaunches: null,
  ownerId: null,
  state: "enabling-failed",
  stateTransitionReason: null,
  stateTransitionTime: null,
  ...members,
});

/** What is known of an image, but for what a test is about. */
interface KnownImage {
  id?: string;
  scope?: Scope;
  row?: Partial<Image>;
  verdict?: Partial<ImageVerdict>;
  reports?: ImageFacts["condition"]["reports"];
  grants?: Partial<GrantSummary>;
}

/** An image in use that is granted to all who use it. */
export function facts({ id = "ami-1", scope = VIRGINIA, row, verdict, reports = known([]), grants }: KnownImage = {}): ImageFacts {
  const name = id.replace("ami-", "golden-");
  const summary: GrantSummary = {
    scope,
    imageId: id,
    isPublic: known(false),
    entities: known(1),
    unused: known(0),
    notGranted: known(0),
    mayBeGranted: known(0),
    left: known(999),
    ...grants,
  };
  return imageFacts(
    { scope, ...bareVerdict, imageId: id, name, ...verdict },
    image({ imageId: id, name, ...row }),
    { reports, grants: summary },
    NOW,
  );
}

const bareVerdict: ImageVerdict = {
  imageId: "ami-1",
  name: null,
  verdict: "in-use",
  asOf: "2026-11-19T12:00:00.000Z",
  accounts: 1,
  instances: 1,
  launchTemplates: 0,
  atLeast: false,
  ownReferences: 0,
  reportId: "amiur-1",
  uses: [],
  missing: [],
};

/** Instances of another account, by a report. */
export const use = (accountId: string): ImageUse => ({
  accountId,
  resourceType: "ec2:Instance",
  count: 1,
  countedAt: "2026-11-19T12:00:00.000Z",
  reportId: "amiur-1",
});

/** A verdict that nobody can reach for want of these. */
export const unknown = (...codes: readonly MissingCode[]): Partial<ImageVerdict> => ({
  verdict: "unknown",
  asOf: null,
  accounts: null,
  missing: codes.map((code) => ({ code, message: "", remedy: "wait" })),
});
