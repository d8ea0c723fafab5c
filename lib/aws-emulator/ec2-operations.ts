import type {
  DescribeFastLaunchImagesRequest,
  DescribeFastLaunchImagesSuccessItem,
  DescribeImageUsageReportEntriesRequest,
  DescribeImageUsageReportsRequest,
  DescribeImportImageTasksRequest,
  Filter,
  ImageUsageReport,
  ImageUsageReportEntry,
  ImportImageTask,
} from "@aws-sdk/client-ec2";
import { footing } from "./caller";
import { entriesWithIds } from "./entry-index";
import { type Attribute, type Attributes, ec2Predicate, type Predicate } from "./filters";
import { checkIds, checkIdsExist, type IdKind, imageId, importTaskId, newHex, reportId } from "./ids";
import { type ListingSpec, listing, type PagedInput } from "./listing";
import type { Operation } from "./operation";
import { ERRORS } from "./service-errors";
import type { RegionWorld } from "./world";

type Ec2Input = PagedInput & { Filters?: Filter[] | undefined };

/** A list of ids in the input, and the member of an item it selects by. */
interface IdList<Input, Item> {
  kind: IdKind;
  ids: (input: Input) => string[] | undefined;
  of: (item: Item) => string | undefined;
}

interface Ec2Spec<Input, Item>
  extends Pick<ListingSpec<Input, Item, RegionWorld>, "operation" | "output" | "defaultPageSize" | "maxResults"> {
  items: (region: RegionWorld) => Item[];
  /** The items with the ids of the input that can be listed at all, where there is a way to them past the others. */
  byIds?: (region: RegionWorld, input: Input) => Item[];
  /** A copy of an item under a new id. */
  another: (item: Item, serial: number) => Item;
  idLists: IdList<Input, Item>[];
  filters: (name: string) => Attribute<Item> | undefined;
}

/** The EC2 operations with a world of their own: cached listings are not shared between two calls of this. */
export function ec2Operations(): Record<string, Operation> {
  return {
    DescribeImageUsageReports: ec2Listing(imageUsageReports),
    DescribeImageUsageReportEntries: ec2Listing(imageUsageReportEntries),
    DescribeFastLaunchImages: ec2Listing(fastLaunchImages),
    DescribeImportImageTasks: ec2Listing(importImageTasks),
  };
}

const AT_LEAST_ONE = { min: 1, max: Number.POSITIVE_INFINITY };

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
  filters: (name) => reportTag(name) ?? named(reportAttributes, name),
};

const reportAttributes: Attributes<ImageUsageReport> = {
  "creation-time": (report) => [report.CreationTime?.toISOString()],
  state: (report) => [report.State],
  "tag-key": (report) => (report.Tags ?? []).map((tag) => tag.Key),
};

/** The filter `tag:<key>` matches the value of the tag with that key. */
function reportTag(name: string): Attribute<ImageUsageReport> | undefined {
  if (!name.startsWith("tag:")) return undefined;
  const key = name.slice("tag:".length);
  return (report) => (report.Tags ?? []).filter((tag) => tag.Key === key).map((tag) => tag.Value);
}

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

function named<Item>(attributes: Attributes<Item>, name: string): Attribute<Item> | undefined {
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}

function ec2Listing<Input extends Ec2Input, Item>(spec: Ec2Spec<Input, Item>): Operation {
  return listing<Input, Item, RegionWorld>({
    ...spec,
    largestPage: 1000,
    codes: { badParameter: "InvalidParameterValue", badToken: "InvalidNextToken" },
    where: (input) => {
      for (const { kind, ids } of spec.idLists) checkIds(kind, ids(input) ?? []);
      return allOf([
        ...spec.idLists.flatMap((list) => idPredicate(list, input)),
        ...(input.Filters?.length ? [ec2Predicate(input.Filters, spec.filters)] : []),
      ]);
    },
    from: (region, input) => {
      for (const { kind, ids } of spec.idLists) checkIdsExist(kind, ids(input) ?? [], region);
      return (spec.byIds ?? spec.items)(region, input);
    },
    isExact: (input) => spec.byIds !== undefined && !input.Filters?.length,
    source: ({ caller, region }) => {
      const found = footing(caller, region);
      if (!found) throw ERRORS.ec2.badCredentials();
      return found;
    },
    growth: { store: spec.items, another: spec.another },
  });
}

function idPredicate<Input, Item>(list: IdList<Input, Item>, input: Input): Predicate<Item>[] {
  const ids = new Set(list.ids(input));
  if (ids.size === 0) return [];
  return [
    (item) => {
      const id = list.of(item);
      return id !== undefined && ids.has(id);
    },
  ];
}

/** Undefined when there is nothing to test, so that the whole listing needs no copy. */
function allOf<Item>(predicates: Predicate<Item>[]): Predicate<Item> | undefined {
  if (predicates.length === 0) return undefined;
  return (item) => predicates.every((predicate) => predicate(item));
}
