import type { ImageUsageReport, ImageUsageReportEntry } from "@aws-sdk/client-ec2";
import { entriesWithIds } from "./entry-index";
import type { ImageUse, RegionWorld } from "./world";

/** A report that was asked for while the emulator runs, and is still pending. */
interface UnderWay {
  region: RegionWorld;
  report: ImageUsageReport;
  /** When it was asked for, by the clock of `performance`. */
  since: number;
  /** It ends in `error`. */
  fails: boolean;
}

/** The request that a client token was first used with. */
interface Idempotent {
  /** The request as text, without what may differ between two tries. */
  request: string;
  reportId: string;
}

/** EC2 takes the 20 newest versions of a launch template when nothing is said. */
const DEFAULT_VERSION_DEPTH = 20;

const INTERNAL_ERROR = "The report could not be generated because of an internal error. Create a new report.";

/** The reports that calls created: which are still to become available, and which token made which. */
export class CreatedReports {
  #underWay: UnderWay[] = [];
  readonly #tokens = new Map<string, Idempotent>();

  /** Reports by client token. The key includes account and region. */
  madeBy(key: string): Idempotent | undefined {
    return this.#tokens.get(key);
  }

  /** Adds a pending report to a region. `key` is undefined for a call without a token. */
  add(region: RegionWorld, report: ImageUsageReport, fails: boolean, key: string | undefined, request: string): void {
    region.imageUsageReports.push(report);
    this.#underWay.push({ region, report, since: performance.now(), fails });
    if (key !== undefined && report.ReportId !== undefined) this.#tokens.set(key, { request, reportId: report.ReportId });
  }

  /** Takes a report and what it found out of a region. Listings under way keep what they had. */
  remove(region: RegionWorld, reportId: string): void {
    const others = <Item extends { ReportId?: string | undefined }>(items: Item[]) => items.filter((item) => item.ReportId !== reportId);
    region.imageUsageReports = others(region.imageUsageReports);
    region.imageUsageReportEntries = others(region.imageUsageReportEntries);
    this.#underWay = this.#underWay.filter(({ report }) => report.ReportId !== reportId);
  }

  /** Ends the reports that have been pending for `pendingMs`. */
  settle(pendingMs: number): void {
    if (this.#underWay.length === 0) return;
    const now = performance.now();
    const isDue = ({ since }: UnderWay) => now - since >= pendingMs;
    const due = this.#underWay.filter(isDue);
    if (due.length === 0) return;
    this.#underWay = this.#underWay.filter((one) => !isDue(one));
    // All is looked up before anything is added, because every addition outdates the index of the entries.
    const found = due.map(({ region, report, fails }) => (fails ? [] : foundBy(report, findable(region, report.ImageId))));
    for (const [index, one] of due.entries()) settleOne(one, found[index] ?? []);
  }
}

function settleOne({ region, report, fails }: UnderWay, entries: readonly ImageUsageReportEntry[]): void {
  if (fails) {
    report.State = "error";
    report.StateReason = INTERNAL_ERROR;
    return;
  }
  for (const entry of entries) region.imageUsageReportEntries.push(entry);
  report.State = "available";
}

/** The use of an image: as the world defines it, or else as its newest report of all accounts found it. */
function findable({ imageUse, imageUsageReports, imageUsageReportEntries }: RegionWorld, imageId = ""): ImageUse[] {
  const told = Object.hasOwn(imageUse, imageId) ? imageUse[imageId] : undefined;
  if (told) return told;
  const newest = imageUsageReports
    .filter((report) => report.ImageId === imageId && report.State === "available" && !report.AccountIds?.length)
    .reduce<ImageUsageReport | undefined>((best, report) => (timeOf(report) > timeOf(best) ? report : best), undefined);
  if (!newest) return [];
  return entriesWithIds(imageUsageReportEntries, { ReportIds: [newest.ReportId ?? ""] }).map(
    ({ AccountId = "", ResourceType = "", UsageCount = 0 }) => ({
      account: AccountId,
      resourceType: ResourceType,
      count: UsageCount,
    }),
  );
}

function timeOf(report: ImageUsageReport | undefined): number {
  return report?.CreationTime?.getTime() ?? Number.NEGATIVE_INFINITY;
}

function foundBy(report: ImageUsageReport, use: readonly ImageUse[]): ImageUsageReportEntry[] {
  const { ReportId, ImageId, CreationTime: ReportCreationTime, AccountIds = [], ResourceTypes = [] } = report;
  const depths = new Map(ResourceTypes.map((type) => [type.ResourceType, versionDepth(type)]));
  const isSeen = ({ account, resourceType, version = 1 }: ImageUse) =>
    version <= (depths.get(resourceType) ?? 0) && (AccountIds.length === 0 || AccountIds.includes(account));
  return use.filter(isSeen).map(({ account, resourceType, count }) => ({
    ResourceType: resourceType,
    ReportId,
    UsageCount: count,
    AccountId: account,
    ImageId,
    ReportCreationTime,
  }));
}

function versionDepth({ ResourceTypeOptions = [] }: NonNullable<ImageUsageReport["ResourceTypes"]>[number]): number {
  const [depth] = ResourceTypeOptions.find((option) => option.OptionName === "version-depth")?.OptionValues ?? [];
  return depth === undefined ? DEFAULT_VERSION_DEPTH : Number(depth);
}
