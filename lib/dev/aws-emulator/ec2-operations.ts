import type {
  DescribeFastLaunchImagesRequest,
  DescribeFastLaunchImagesSuccessItem,
  DescribeImageUsageReportEntriesRequest,
  DescribeImageUsageReportsRequest,
  DescribeImportImageTasksRequest,
  ImageUsageReport,
  ImageUsageReportEntry,
  ImportImageTask,
} from "@aws-sdk/client-ec2";
import { createImageUsageReport } from "./create-image-usage-report";
import type { CreatedReports } from "./created-reports";
import { deleteImageUsageReport } from "./delete-image-usage-report";
import { describeImageAttribute } from "./describe-image-attribute";
import { AT_LEAST_ONE, type Ec2Spec, ec2Listing, named, tagAttribute } from "./ec2-listing";
import { entriesWithIds } from "./entry-index";
import type { Attributes } from "./filters";
import { imageId, importTaskId, newHex, reportId } from "./ids";
import { imageReferences } from "./image-references";
import { images } from "./images";
import type { Operation } from "./operation";
import type { RegionWorld } from "./world";

/** The EC2 operations with a world of their own: cached listings are not shared between two calls of this. */
export function ec2Operations(reports: CreatedReports): Record<string, Operation> {
  return {
    DescribeImageUsageReports: ec2Listing(imageUsageReports),
    DescribeImageUsageReportEntries: ec2Listing(imageUsageReportEntries),
    DescribeFastLaunchImages: ec2Listing(fastLaunchImages),
    DescribeImportImageTasks: ec2Listing(importImageTasks),
    DescribeImages: ec2Listing(images),
    DescribeImageReferences: ec2Listing(imageReferences),
    DescribeImageAttribute: describeImageAttribute,
    CreateImageUsageReport: createImageUsageReport(reports),
    DeleteImageUsageReport: deleteImageUsageReport(reports),
  };
}

const imageUsageReports: Ec2Spec<DescribeImageUsageReportsRequest, ImageUsageReport> = {
  operation: "DescribeImageUsageReports",
  output: (ImageUsageReports, NextToken) => ({ ImageUsageReports, NextToken }),
  defaultPageSize: 100,
  maxResults: AT_LEAST_ONE,
  items: (region) => region.imageUsageReports,
  another: (report, serial) => ({ ...report, ReportId: `amiur-${newHex(serial)}` }),
  idLists: [
    { kind: imageId, ids: (input) => input.ImageIds, of: (report) => report.ImageId },
    { kind: reportId, ids: (input) => input.ReportIds, of: (report) => report.ReportId },
  ],
  filters: (name) => tagAttribute(name) ?? named(reportAttributes, name),
};

const reportAttributes: Attributes<ImageUsageReport> = {
  "creation-time": (report) => [report.CreationTime?.toISOString()],
  state: (report) => [report.State],
};

const imageUsageReportEntries: Ec2Spec<DescribeImageUsageReportEntriesRequest, ImageUsageReportEntry> = {
  operation: "DescribeImageUsageReportEntries",
  output: (ImageUsageReportEntries, NextToken) => ({ ImageUsageReportEntries, NextToken }),
  defaultPageSize: 100,
  maxResults: AT_LEAST_ONE,
  items: (region) => region.imageUsageReportEntries,
  byIds: entriesOfAvailableReports,
  another: (entry, serial) => ({ ...entry, AccountId: String(999_900_000_000 + serial) }),
  idLists: [
    { kind: imageId, ids: (input) => input.ImageIds, of: (entry) => entry.ImageId },
    { kind: reportId, ids: (input) => input.ReportIds, of: (entry) => entry.ReportId },
  ],
  filters: (name) => named(entryAttributes, name),
};

const entryAttributes: Attributes<ImageUsageReportEntry> = {
  "account-id": (entry) => [entry.AccountId],
  "creation-time": (entry) => [entry.ReportCreationTime?.toISOString()],
  "resource-type": (entry) => [entry.ResourceType],
};

function entriesOfAvailableReports(region: RegionWorld, input: DescribeImageUsageReportEntriesRequest): ImageUsageReportEntry[] {
  const entries = entriesWithIds(region.imageUsageReportEntries, input);
  const unavailable = region.imageUsageReports.filter((report) => report.State !== "available");
  if (unavailable.length === 0) return entries;
  const hidden = new Set(unavailable.map((report) => report.ReportId));
  return entries.filter((entry) => !hidden.has(entry.ReportId));
}

const fastLaunchImages: Ec2Spec<DescribeFastLaunchImagesRequest, DescribeFastLaunchImagesSuccessItem> = {
  operation: "DescribeFastLaunchImages",
  output: (FastLaunchImages, NextToken) => ({ FastLaunchImages, NextToken }),
  defaultPageSize: 50,
  maxResults: { min: 0, max: 200 },
  items: (region) => region.fastLaunchImages,
  another: (image, serial) => ({ ...image, ImageId: `ami-${newHex(serial)}` }),
  idLists: [{ kind: imageId, ids: (input) => input.ImageIds, of: (image) => image.ImageId }],
  filters: (name) => named(fastLaunchAttributes, name),
};

const fastLaunchAttributes: Attributes<DescribeFastLaunchImagesSuccessItem> = {
  "resource-type": (image) => [image.ResourceType],
  "owner-id": (image) => [image.OwnerId],
  state: (image) => [image.State],
};

const importImageTasks: Ec2Spec<DescribeImportImageTasksRequest, ImportImageTask> = {
  operation: "DescribeImportImageTasks",
  output: (ImportImageTasks, NextToken) => ({ ImportImageTasks, NextToken }),
  defaultPageSize: 100,
  maxResults: AT_LEAST_ONE,
  items: (region) => region.importImageTasks,
  another: (task, serial) => ({ ...task, ImportTaskId: `import-ami-${newHex(serial)}` }),
  idLists: [{ kind: importTaskId, ids: (input) => input.ImportTaskIds, of: (task) => task.ImportTaskId }],
  filters: (name) => named({ "task-state": (task) => [task.Status] }, name),
};
