import { type Image, images } from "@/lib/resources/images";
import type { Column } from "@/lib/resources/resource";

const { columns } = images;

/** What AWS tells of an image, in the order in which somebody asks who decides about it. */
export const IMAGE_FACTS = {
  family: columns.family,
  state: columns.state,
  stateReason: {
    label: "State reason",
    kind: "text",
    value: ({ stateReason }) => stateReason?.message ?? stateReason?.code ?? null,
    absent: "AWS gave no reason",
  },
  creationDate: columns.creationDate,
  deprecationTime: columns.deprecationTime,
  deregistrationProtection: columns.deregistrationProtection,
  lastLaunchedTime: columns.lastLaunchedTime,
  ownerId: { label: "Owner", kind: "account", value: (image) => image.ownerId },
  public: columns.public,
  platform: columns.platform,
  architecture: columns.architecture,
  description: { label: "Description", kind: "text", value: (image) => image.description, absent: "No description given" },
  sourceImageId: {
    label: "Made from image",
    kind: "id",
    value: (image) => image.sourceImageId,
    absent: "AWS names no image that this one is a copy of",
    hint: "A copy has its own id: who uses the copy does not use this image",
  },
  sourceImageRegion: { label: "In region", kind: "word", value: (image) => image.sourceImageRegion, absent: "AWS names no source" },
  sourceInstanceId: {
    label: "Made from instance",
    kind: "id",
    value: (image) => image.sourceInstanceId,
    absent: "AWS names no instance that this image was made from",
  },
  usageOperation: { label: "Usage operation", kind: "text", value: (image) => image.usageOperation },
  rootDeviceType: { label: "Root device", kind: "text", value: (image) => image.rootDeviceType },
  virtualizationType: { label: "Virtualization", kind: "text", value: (image) => image.virtualizationType },
  bootMode: { label: "Boot mode", kind: "text", value: (image) => image.bootMode, absent: "The default of the instance type" },
  imdsSupport: { label: "Instance metadata", kind: "text", value: (image) => image.imdsSupport, absent: "AWS requires no version" },
  tpmSupport: { label: "TPM", kind: "text", value: (image) => image.tpmSupport, absent: "AWS names no TPM support" },
} satisfies Record<string, Column<Image>>;

/** One disk of an image. */
type BlockDevice = Image["blockDeviceMappings"][number];

/** The disks of an image. */
export const BLOCK_DEVICES = {
  deviceName: { label: "Device", kind: "text", value: (device) => device.deviceName },
  volumeSize: {
    label: "Size in GiB",
    kind: "number",
    value: ({ ebs }) => ebs?.volumeSize ?? null,
    hint: "As allocated, which is not what is billed",
  },
  volumeType: { label: "Type", kind: "word", value: ({ ebs, virtualName }) => ebs?.volumeType ?? virtualName },
  encrypted: { label: "Encrypted", kind: "boolean", value: ({ ebs }) => ebs?.encrypted ?? null },
  snapshotId: { label: "Snapshot", kind: "id", value: ({ ebs }) => ebs?.snapshotId ?? null, absent: "No snapshot" },
} satisfies Record<string, Column<BlockDevice>>;
