import { scopeColumns, type Tag, tagText } from "./common-columns";
import { imageConsoleUrl } from "./console-url";
import { ec2Filter, imageId } from "./parameters";
import type { Resource } from "./resource";

/** An AMI of the account that it was read from, as DescribeImages returns it. AWS gives its times as ISO 8601 text. */
export interface Image {
  platformDetails: string | null;
  usageOperation: string | null;
  blockDeviceMappings: {
    ebs: {
      deleteOnTermination: boolean | null;
      iops: number | null;
      snapshotId: string | null;
      /** GiB, as allocated. */
      volumeSize: number | null;
      volumeType: string | null;
      kmsKeyId: string | null;
      throughput: number | null;
      outpostArn: string | null;
      availabilityZone: string | null;
      encrypted: boolean | null;
      volumeInitializationRate: number | null;
      availabilityZoneId: string | null;
      ebsCardIndex: number | null;
    } | null;
    noDevice: string | null;
    deviceName: string | null;
    virtualName: string | null;
  }[];
  description: string | null;
  enaSupport: boolean | null;
  hypervisor: string | null;
  imageOwnerAlias: string | null;
  name: string | null;
  rootDeviceName: string | null;
  rootDeviceType: string | null;
  sriovNetSupport: string | null;
  stateReason: { code: string | null; message: string | null } | null;
  tags: Tag[];
  virtualizationType: string | null;
  bootMode: string | null;
  tpmSupport: string | null;
  deprecationTime: string | null;
  imdsSupport: string | null;
  sourceInstanceId: string | null;
  /** `enabled-with-cooldown`, `enabled-without-cooldown`, `disabled`. */
  deregistrationProtection: string | null;
  /** Launches by the owner and others, a day late. Null: none since April 2017, or AWS did not say. */
  lastLaunchedTime: string | null;
  imageAllowed: boolean | null;
  sourceImageId: string | null;
  sourceImageRegion: string | null;
  freeTierEligible: boolean | null;
  publicSsmParameterName: string | null;
  imageWatermarks: {
    watermarkKey: string | null;
    sourceImageRegion: string | null;
    sourceImageId: string | null;
    sourceImageCreationTime: string | null;
    watermarkCreationTime: string | null;
  }[];
  scanResults: {
    highestFindingSeverityLabel: string | null;
    findingScanDate: string | null;
    informationalFixAvailableSince: string | null;
    lowFixAvailableSince: string | null;
    mediumFixAvailableSince: string | null;
    highFixAvailableSince: string | null;
    criticalFixAvailableSince: string | null;
  } | null;
  instanceTypeSpecification: {
    supportedInstanceTypes: { instanceType: string | null }[];
    unsupportedInstanceTypes: { instanceType: string | null }[];
  } | null;
  imageId: string | null;
  imageLocation: string | null;
  /** `pending`, `available`, `invalid`, `deregistered`, `transient`, `failed`, `error`, `disabled`. */
  state: string | null;
  ownerId: string | null;
  creationDate: string | null;
  public: boolean | null;
  productCodes: { productCodeId: string | null; productCodeType: string | null }[];
  architecture: string | null;
  imageType: string | null;
  kernelId: string | null;
  ramdiskId: string | null;
  /** `windows` in any case, or null. */
  platform: string | null;
}

/** `Windows` or what the platform's details say; AWS leaves `platform` out for all others. */
export function platformOf({ platform, platformDetails }: Pick<Image, "platform" | "platformDetails">): string | null {
  return platform?.toLowerCase() === "windows" ? "Windows" : (platformDetails ?? platform);
}

/** A version, a date or a build number at the end of a name, with what separates it. */
const VERSION = /[-_ .]+(?:v?\d[\d.]*[a-z]?|\d{4}[-.]?\d{2}[-.]?\d{2}T?[\d-]*Z?)$/i;

/**
 * The name that all versions of an image share: the tag `Family`, or the image's name without versions and
 * dates. Null where AWS gave neither.
 */
export function imageFamily({ name, tags }: Pick<Image, "name" | "tags">): string | null {
  const tagged = tags.find(({ key }) => key?.toLowerCase() === "family")?.value;
  if (tagged) return tagged;
  if (name === null) return null;
  let family = name;
  while (VERSION.test(family)) family = family.replace(VERSION, "");
  return family === "" ? name : family;
}

/** `deprecated`, `deprecation planned`, or null, at a time in milliseconds. */
export function deprecationOf({ deprecationTime }: Pick<Image, "deprecationTime">, now: number): string | null {
  if (deprecationTime === null) return null;
  const time = Date.parse(deprecationTime);
  if (Number.isNaN(time)) return "deprecation planned";
  return time <= now ? "deprecated" : "deprecation planned";
}

export const images = {
  path: "/images",
  title: "Images",
  noun: ["image", "images"],
  summary: "Every image that these accounts own, deprecated and disabled ones among them.",
  service: "ec2",
  actions: ["ec2:DescribeImages"],
  identity: (image) => `${image.imageId}`,
  columns: {
    name: { label: "Name", kind: "text", value: (image) => image.name, absent: "The image has no name" },
    imageId: { label: "Image", kind: "id", value: (image) => image.imageId },
    family: {
      label: "Family",
      kind: "word",
      value: imageFamily,
      absent: "Neither a Family tag nor a name",
      facet: true,
      hint: "The tag Family, or the name without its version",
    },
    state: {
      label: "State",
      kind: "state",
      value: (image) => image.state,
      tones: {
        available: "good",
        pending: "busy",
        failed: "bad",
        error: "bad",
        invalid: "bad",
        disabled: "neutral",
        deregistered: "neutral",
      },
      facet: true,
    },
    platform: { label: "Platform", kind: "word", value: platformOf, absent: "AWS did not say", facet: true },
    creationDate: { label: "Created", kind: "time", value: (image) => image.creationDate },
    deprecationTime: {
      label: "Deprecation",
      kind: "time",
      value: (image) => image.deprecationTime,
      absent: "No deprecation is planned",
    },
    deregistrationProtection: {
      label: "Protection",
      kind: "word",
      value: (image) => image.deregistrationProtection,
      absent: "AWS did not say whether it is protected from being deregistered",
      facet: true,
    },
    lastLaunchedTime: {
      label: "Last launched",
      kind: "time",
      value: (image) => image.lastLaunchedTime,
      absent: "AWS tells no launch: none since April 2017, or none within its day of delay",
      hint: "Told to the owner only, up to 24 hours late",
    },
    public: { label: "Public", kind: "boolean", value: (image) => image.public },
    architecture: { label: "Architecture", kind: "word", value: (image) => image.architecture, facet: true, optional: true },
    tags: { label: "Tags", kind: "text", value: (image) => tagText(image.tags), absent: "No tags", optional: true },
    region: scopeColumns.region,
    account: scopeColumns.account,
  },
  defaultSort: "creationDate.desc",
  ids: { "image-id": imageId },
  filters: {
    name: ec2Filter("Name", "golden-*"),
    state: ec2Filter("State", "available", ["available", "pending", "failed"]),
    platform: ec2Filter("Platform", "windows", ["windows"]),
    "is-public": ec2Filter("Public", "true", ["true", "false"]),
    "creation-date": ec2Filter("Created", "2026-11-*"),
    "source-image-id": ec2Filter("Source image", "ami-0abcdef1234567890"),
    "source-instance-id": ec2Filter("Source instance", "i-0abcdef1234567890"),
    "image-allowed": ec2Filter("Allowed", "true", ["true", "false"]),
    "owner-id": ec2Filter("Owner", "111122223333"),
    "image-id": ec2Filter("Image", "ami-0abc*"),
    architecture: ec2Filter("Architecture", "x86_64"),
    "block-device-mapping.snapshot-id": ec2Filter("Snapshot", "snap-0abcdef1234567890"),
    "tag:<key>": ec2Filter("Tag", "golden-win2022"),
    "tag-key": ec2Filter("Tag key", "Family"),
  },
  maxPageSize: null,
  empty: "These accounts own no image in these regions.",
  consoleUrl: (image) => imageConsoleUrl(image.scope.region, image.imageId),
} satisfies Resource<Image>;
