import type { ImageUsageReport } from "@aws-sdk/client-ec2";
import type { RegionWorld } from "@/lib/dev/aws-emulator/world";
import { TYPES, USERS } from "./verdict-world.test-support";

const DAY_MS = 86_400_000;

/** What is true of one image. Of a number: null where it is unknown. */
export interface Truth {
  verdict: "in-use" | "no-use-seen" | "unknown";
  accounts: number | null;
  instances: number | null;
  launchTemplates: number | null;
  ownReferences: number;
}

/** What one cell is: a number, `null` where AWS gave no amount, `undefined` where no report covers it. */
export type CellTruth = number | null | undefined;

/**
 * The rules of evidence once more, from the raw structures of AWS and with nothing of the product: what a page, a route, a
 * file and the matrix are compared with.
 */
export class TrueRegion {
  constructor(
    private readonly region: RegionWorld,
    private readonly now: number,
  ) {}

  get imageIds(): string[] {
    const { images, imageUsageReports } = this.region;
    return [...new Set([...images, ...imageUsageReports].flatMap(({ ImageId }) => ImageId ?? []))];
  }

  of(imageId: string): Truth {
    const cells = TYPES.map((type) => USERS.map((user) => this.cell(imageId, user, type)));
    const all = cells.flat();
    const ownReferences = this.region.imageReferences.filter(({ ImageId }) => ImageId === imageId).length;
    const isUsed = ownReferences > 0 || all.some((count) => (count ?? 0) > 0);
    const used = USERS.filter((_user, at) => cells.some((ofType) => (ofType[at] ?? 0) > 0)).length;
    // Whose amount is missing of every type that is not zero may use it.
    const maybe = USERS.filter((_user, at) => cells.some((ofType) => ofType[at] === null)).length > 0;
    const [instances, launchTemplates] = cells.map((counts, at) => this.total(imageId, counts, TYPES[at] ?? ""));
    const isWhole = TYPES.every((type) => this.coversAll(imageId, type)) && !maybe;
    return {
      verdict: isUsed ? "in-use" : this.isProven(imageId, all) ? "no-use-seen" : "unknown",
      accounts: used > 0 || isWhole ? used : null,
      instances: instances ?? null,
      launchTemplates: launchTemplates ?? null,
      ownReferences,
    };
  }

  cell(imageId: string, user: string, type: string): CellTruth {
    const covering = this.available(imageId).filter(({ AccountIds, ResourceTypes }) => {
      return (!AccountIds?.length || AccountIds.includes(user)) && ResourceTypes?.some(({ ResourceType }) => ResourceType === type);
    });
    const newest = Math.max(...covering.map(timeOf));
    const counts = covering.filter((report) => timeOf(report) === newest).map(({ ReportId }) => this.counted(ReportId, user, type));
    if (counts.length === 0) return undefined;
    const largest = Math.max(...counts.map((count) => count ?? 0));
    return largest === 0 && counts.includes(null) ? null : largest;
  }

  private counted(reportId: string | undefined, user: string, type: string): number | null {
    const entry = this.region.imageUsageReportEntries.find(
      ({ ReportId, AccountId, ResourceType }) => ReportId === reportId && AccountId === user && ResourceType === type,
    );
    return entry === undefined ? 0 : (entry.UsageCount ?? null);
  }

  private total(imageId: string, counts: readonly CellTruth[], type: string): number | null {
    const sum = counts.reduce<number>((all, count) => all + (count ?? 0), 0);
    const isWhole = this.coversAll(imageId, type) && !counts.includes(null);
    return sum > 0 || isWhole ? sum : null;
  }

  private coversAll(imageId: string, type: string): boolean {
    return this.available(imageId).some(
      ({ AccountIds, ResourceTypes }) => !AccountIds?.length && ResourceTypes?.some(({ ResourceType }) => ResourceType === type),
    );
  }

  private isProven(imageId: string, cells: readonly CellTruth[]): boolean {
    const { images, imageUsageReports } = this.region;
    const image = images.find(({ ImageId }) => ImageId === imageId);
    const complete = this.available(imageId).filter(({ AccountIds, ResourceTypes }) => !AccountIds?.length && ResourceTypes?.length === 2);
    const created = Math.max(...complete.map(timeOf));
    if (image === undefined || complete.length === 0 || cells.includes(null)) return false;
    if (this.now - created >= 7 * DAY_MS) return false;
    if (image.LastLaunchedTime !== undefined && Date.parse(image.LastLaunchedTime) > created - DAY_MS) return false;
    const newer = imageUsageReports.filter((report) => report.ImageId === imageId && timeOf(report) >= created);
    return newer.every((report) => this.available(imageId).includes(report));
  }

  private available(imageId: string): ImageUsageReport[] {
    return this.region.imageUsageReports.filter(
      ({ ImageId, State, ExpirationTime }) => ImageId === imageId && State === "available" && Number(ExpirationTime) > this.now,
    );
  }
}

const timeOf = ({ CreationTime }: ImageUsageReport): number => Number(CreationTime);
