import { scopeColumns } from "./common-columns";
import { imageConsoleUrl } from "./console-url";
import { ec2AccountFilter, ec2Filter, imageId } from "./parameters";
import type { Resource } from "./resource";

/** A Windows image for which EC2 Fast Launch was switched on. An image that is not listed has it off. */
export interface FastLaunchImage {
  imageId: string | null;
  resourceType: string | null;
  snapshotConfiguration: { targetResourceCount: number | null } | null;
  launchTemplate: {
    launchTemplateId: string | null;
    launchTemplateName: string | null;
    version: string | null;
  } | null;
  maxParallelLaunches: number | null;
  /** Not given for images that other accounts share with this one. */
  ownerId: string | null;
  state: string | null;
  stateTransitionReason: string | null;
  stateTransitionTime: string | null;
}

const states = {
  enabled: "good",
  enabling: "busy",
  disabling: "busy",
  "enabling-failed": "bad",
  "enabled-failed": "bad",
  "disabling-failed": "bad",
} as const;

export const fastLaunchImages = {
  path: "/fast-launch-images",
  title: "Fast launch",
  noun: ["image", "images"],
  summary:
    "Windows images that start from prepared snapshots, and whether preparing them works. AWS gives the wanted number of snapshots, not how many are in stock.",
  service: "ec2",
  actions: ["ec2:DescribeFastLaunchImages"],
  identity: (image) => `${image.imageId}`,
  columns: {
    state: { label: "State", kind: "state", value: (image) => image.state, tones: states, facet: true },
    imageId: { label: "Image", kind: "id", value: (image) => image.imageId },
    targetResourceCount: {
      label: "Target snapshots",
      kind: "number",
      value: (image) => image.snapshotConfiguration?.targetResourceCount ?? null,
      absent: "AWS did not say a target",
      hint: "Snapshots that are to be kept ready. How many are ready is not in this API",
    },
    maxParallelLaunches: {
      label: "Parallel launches",
      kind: "number",
      value: (image) => image.maxParallelLaunches,
      hint: "Instances that may be launched at a time to prepare snapshots",
    },
    stateTransitionReason: {
      label: "Reason",
      kind: "text",
      value: (image) => image.stateTransitionReason,
      absent: "AWS gave no reason",
      facet: true,
    },
    stateTransitionTime: { label: "Changed", kind: "time", value: (image) => image.stateTransitionTime },
    launchTemplate: {
      label: "Launch template",
      kind: "text",
      value: (image) => image.launchTemplate?.launchTemplateName ?? image.launchTemplate?.launchTemplateId ?? null,
      absent: "No launch template given",
    },
    ownerId: {
      label: "Owner",
      kind: "account",
      value: (image) => image.ownerId,
      absent: "AWS does not name the owner of an image that is shared with you",
      facet: true,
    },
    resourceType: { label: "Resource type", kind: "word", value: (image) => image.resourceType, optional: true },
    region: scopeColumns.region,
    account: scopeColumns.account,
  },
  defaultSort: "state.desc",
  ids: { "image-id": imageId },
  filters: {
    state: ec2Filter("State", "enabled-failed", Object.keys(states)),
    "owner-id": ec2AccountFilter("Owner"),
    "resource-type": ec2Filter("Resource type", "snapshot", ["snapshot"]),
  },
  maxPageSize: 200,
  empty:
    "No image has Fast Launch switched on here. Enable it for a Windows image in the EC2 console (Images, AMIs, “Configure fast launch”).",
  consoleUrl: (image) => imageConsoleUrl(image.scope.region, image.imageId),
} satisfies Resource<FastLaunchImage>;
