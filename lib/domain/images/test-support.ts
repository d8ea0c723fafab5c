import { known } from "@/lib/core/known";
import type { Scope } from "@/lib/core/scope";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import type { Image } from "@/lib/resources/images";
import { entriesByReport, type ImageEvidence, type UsageCount } from "./image-evidence";
import type { Moment } from "./missing-evidence";

export const ohio: Scope = { account: "111122223333", region: "us-east-2" };
export const paris: Scope = { account: "111122223333", region: "eu-west-3" };

/** Noon of the day that these tests play on. */
export const NOW = Date.parse("2026-11-20T12:00:00.000Z");

/** The same, with the default age that a list may have. */
export const MOMENT: Moment = { now: NOW, maxReadingMs: 86_400_000 };

/** So many days before now, ISO 8601. */
export const daysAgo = (days: number): string => new Date(NOW - days * 86_400_000).toISOString();

export const type = (resourceType: string | null, depth?: string): ImageUsageReport["resourceTypes"][number] => ({
  resourceType,
  resourceTypeOptions: depth === undefined ? [] : [{ optionName: "version-depth", optionValues: [depth] }],
});

/** A complete report of yesterday, but for what a test is about. */
export const report = (members: Partial<ImageUsageReport> = {}): ImageUsageReport => ({
  imageId: "ami-1",
  reportId: "amiur-1",
  resourceTypes: [type("ec2:Instance"), type("ec2:LaunchTemplate")],
  accountIds: [],
  state: "available",
  stateReason: null,
  creationTime: daysAgo(1),
  expirationTime: daysAgo(-28),
  tags: [],
  ...members,
});

export const count = (account: string | null, amount: number | null, resourceType: string | null = "ec2:Instance"): UsageCount => ({
  account,
  resourceType,
  count: amount,
  countedAt: daysAgo(1),
});

/** An image of which AWS said no more than what a test is about. */
export const image = (members: Partial<Image> = {}): Image => ({
  platformDetails: null,
  usageOperation: null,
  blockDeviceMappings: [],
  description: null,
  enaSupport: null,
  hypervisor: null,
  imageOwnerAlias: null,
  name: "golden-1",
  rootDeviceName: null,
  rootDeviceType: null,
  sriovNetSupport: null,
  stateReason: null,
  tags: [],
  virtualizationType: null,
  bootMode: null,
  tpmSupport: null,
  deprecationTime: null,
  imdsSupport: null,
  sourceInstanceId: null,
  deregistrationProtection: null,
  lastLaunchedTime: null,
  imageAllowed: null,
  sourceImageId: null,
  sourceImageRegion: null,
  freeTierEligible: null,
  publicSsmParameterName: null,
  imageWatermarks: [],
  scanResults: null,
  instanceTypeSpecification: null,
  imageId: "ami-1",
  imageLocation: null,
  state: "available",
  ownerId: "111122223333",
  creationDate: daysAgo(400),
  public: false,
  productCodes: [],
  architecture: null,
  imageType: null,
  kernelId: null,
  ramdiskId: null,
  platform: null,
  ...members,
});

interface Given {
  reports?: readonly ImageUsageReport[];
  /** By report id. */
  entries?: Readonly<Record<string, readonly UsageCount[]>>;
  members?: Partial<ImageEvidence>;
}

/** Everything was read, and nobody uses it, but for what a test is about. */
export function evidence({ reports = [report()], entries = {}, members = {} }: Given = {}): ImageEvidence {
  return {
    scope: ohio,
    imageId: "ami-1",
    image: known(image()),
    reports: known(reports),
    arrivedReports: reports,
    entries: known(entriesByReport(entries)),
    arrivedEntries: entriesByReport(entries),
    references: known([]),
    arrivedReferences: [],
    launchPermissions: known([]),
    provenReports: new Set(reports.flatMap(({ reportId }) => reportId ?? [])),
    readAt: { images: daysAgo(0), entries: daysAgo(0), references: daysAgo(0) },
    ...members,
  };
}
