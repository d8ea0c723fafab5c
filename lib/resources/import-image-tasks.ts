import { listText, scopeColumns, type Tag, tagText } from "./common-columns";
import { imageConsoleUrl } from "./console-url";
import { ec2Filter, importTaskId } from "./parameters";
import type { Resource } from "./resource";

/** A virtual machine on its way to become an image. AWS lists it until 7 days after its end. */
export interface ImportImageTask {
  architecture: string | null;
  description: string | null;
  encrypted: boolean | null;
  hypervisor: string | null;
  /** Given once the import is complete. */
  imageId: string | null;
  importTaskId: string | null;
  kmsKeyId: string | null;
  licenseType: string | null;
  platform: string | null;
  /** Percent, as the text AWS gives: `28`. Absent when the task has ended. */
  progress: string | null;
  /** AWS's `Url` may be a pre-signed one and never leaves the server. */
  snapshotDetails: {
    description: string | null;
    deviceName: string | null;
    /** Bytes, although AWS's text says GiB. */
    diskImageSize: number | null;
    format: string | null;
    progress: string | null;
    snapshotId: string | null;
    status: string | null;
    statusMessage: string | null;
    userBucket: { s3Bucket: string | null; s3Key: string | null } | null;
  }[];
  status: string | null;
  statusMessage: string | null;
  tags: Tag[];
  licenseSpecifications: { licenseConfigurationArn: string | null }[];
  usageOperation: string | null;
  bootMode: string | null;
}

/**
 * The outcome of an import. AWS has no state for failure: a failed and a cancelled task both end as
 * `deleted`, and only the message distinguishes them (VM Import/Export User Guide). So this is a reading.
 */
export function importOutcome(task: Pick<ImportImageTask, "status" | "statusMessage">): string | null {
  const { status, statusMessage } = task;
  if (status !== "deleted" && status !== "deleting") return status;
  return /^(?:ClientError|ServerError|FirstBootFailure)/.test(statusMessage ?? "") ? "failed" : "cancelled";
}

/** Percent done, or null where AWS gave none or no number. */
export function importProgress(task: Pick<ImportImageTask, "progress">): number | null {
  const percent = task.progress === null || task.progress.trim() === "" ? Number.NaN : Number(task.progress);
  return Number.isFinite(percent) ? percent : null;
}

/** Bytes of all disks, or null where AWS gave the size of none of them. */
function diskBytes({ snapshotDetails }: ImportImageTask): number | null {
  const sizes = snapshotDetails.flatMap(({ diskImageSize }) => (diskImageSize === null ? [] : [diskImageSize]));
  return sizes.length === 0 ? null : sizes.reduce((sum, size) => sum + size, 0);
}

export const importImageTasks = {
  path: "/import-image-tasks",
  title: "Imports",
  noun: ["import", "imports"],
  summary:
    "Virtual machines being turned into images. AWS lists a task while it runs and for 7 days after; it gives no start time and no owner.",
  service: "ec2",
  actions: ["ec2:DescribeImportImageTasks"],
  identity: (task) => `${task.importTaskId}`,
  columns: {
    outcome: {
      label: "Outcome",
      kind: "state",
      value: importOutcome,
      tones: {
        failed: "bad",
        cancelled: "neutral",
        completed: "good",
        active: "busy",
        updating: "busy",
        validating: "busy",
        validated: "busy",
        converting: "busy",
      },
      facet: true,
      hint: "Our reading: AWS says “deleted” for failed and cancelled alike, the message says which",
    },
    importTaskId: { label: "Task", kind: "id", value: (task) => task.importTaskId },
    progress: { label: "Progress", kind: "percent", value: importProgress, absent: "AWS gives no progress once a task has ended" },
    statusMessage: {
      label: "Step or reason",
      kind: "text",
      value: (task) => task.statusMessage,
      absent: "AWS gave no message",
      facet: true,
    },
    description: { label: "Description", kind: "text", value: (task) => task.description, absent: "No description given" },
    platform: { label: "Platform", kind: "word", value: (task) => task.platform, facet: true },
    imageId: { label: "Image", kind: "id", value: (task) => task.imageId, absent: "Not made yet, or never" },
    diskBytes: { label: "Disk size", kind: "bytes", value: diskBytes, hint: "All disks together, as uploaded" },
    status: { label: "AWS status", kind: "text", value: (task) => task.status, optional: true },
    architecture: { label: "Architecture", kind: "text", value: (task) => task.architecture, optional: true },
    licenseType: { label: "License type", kind: "word", value: (task) => task.licenseType, optional: true, facet: true },
    licenseConfigurationArns: {
      label: "License configurations",
      kind: "text",
      value: (task) => listText(task.licenseSpecifications.map((specification) => specification.licenseConfigurationArn)),
      absent: "No license configuration attached",
      optional: true,
    },
    hypervisor: { label: "Hypervisor", kind: "text", value: (task) => task.hypervisor, optional: true },
    encrypted: { label: "Encrypted", kind: "boolean", value: (task) => task.encrypted, optional: true },
    kmsKeyId: { label: "KMS key", kind: "text", value: (task) => task.kmsKeyId, optional: true },
    usageOperation: { label: "Usage operation", kind: "text", value: (task) => task.usageOperation, optional: true },
    bootMode: { label: "Boot mode", kind: "text", value: (task) => task.bootMode, optional: true },
    tags: { label: "Tags", kind: "text", value: (task) => tagText(task.tags), absent: "No tags", optional: true },
    region: scopeColumns.region,
    account: scopeColumns.account,
  },
  defaultSort: "outcome.desc",
  ids: { "import-task-id": importTaskId },
  filters: { "task-state": ec2Filter("State", "active", ["active", "completed", "deleting", "deleted"]) },
  maxPageSize: null,
  empty: "AWS lists no import here: none is running, and none ended in the last 7 days.",
  consoleUrl: (task) => imageConsoleUrl(task.scope.region, task.imageId),
} satisfies Resource<ImportImageTask>;
