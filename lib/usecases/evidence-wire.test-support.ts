import type { Call } from "@/lib/dev/aws-emulator/answering";
import { emptyRegion, type RegionWorld } from "@/lib/dev/aws-emulator/world";
import type { Seen } from "./evidence-claims.test-support";
import type { Happening, MadeReport, Truth, World } from "./evidence-world.test-support";

const time = (ms: number): Date => new Date(ms);

/** A region of the emulator that has what a world has, and takes note of the moments that readings rest on. */
export class WorldOnWire {
  readonly region: RegionWorld = emptyRegion();
  readonly seen: Seen;
  private calls = 0;
  private events: readonly (readonly [number, Happening])[] = [];
  private refersBefore: Truth | null = null;

  constructor(
    readonly world: World,
    private readonly owner: string,
  ) {
    this.seen = { world, listing: null, referring: null, launchesBefore: world.truth().launches };
    this.show();
  }

  /** What is to happen before which of the next calls. */
  expect(events: readonly (readonly [number, Happening])[]): void {
    this.events = events;
    this.calls = 0;
  }

  /** Before a call is answered. */
  call({ operation, input }: Call): void {
    for (const [when, happening] of this.events) if (when === this.calls) this.world.happen(happening);
    this.calls += 1;
    this.show();
    const now = this.world.truth();
    if (operation === "DescribeImageReferences") {
      this.refersBefore ??= now;
      this.seen.referring = { before: this.refersBefore, after: now };
    }
    if (operation !== "DescribeImageUsageReports") return;
    const before = input.NextToken === undefined ? now : (this.seen.listing?.before ?? now);
    this.seen.listing = { before, after: now };
  }

  private show(): void {
    const { world, region, owner } = this;
    const { launches, reports } = world.truth();
    region.images = [...world.owned].map((ImageId) => {
      const launched = launches.get(ImageId);
      return {
        ImageId,
        OwnerId: owner,
        Name: ImageId,
        State: "available",
        ...(launched && { LastLaunchedTime: time(launched).toISOString() }),
      };
    });
    region.imageReferences = world.listReferences([...world.owned]).map(({ imageId, resourceType, arn }) => ({
      ImageId: imageId ?? "",
      ResourceType: "ssm:Parameter" as const,
      Arn: `${resourceType}/${arn}`,
    }));
    region.imageUsageReports = world.listReports().map((report) => ({
      ReportId: report.reportId ?? "",
      ImageId: report.imageId ?? "",
      State: report.state ?? "",
      AccountIds: report.accountIds,
      ResourceTypes: report.resourceTypes.map(({ resourceType }) => ({ ResourceType: resourceType ?? "" })),
      CreationTime: new Date(report.creationTime ?? ""),
      ExpirationTime: new Date(report.expirationTime ?? ""),
    }));
    region.imageUsageReportEntries = reports.filter(({ state }) => state === "available").flatMap(entriesOf);
  }
}

const entriesOf = ({ reportId, imageId, createdAt, counts }: MadeReport) =>
  [...counts].map(([cell, UsageCount]) => {
    const [AccountId = "", ResourceType = ""] = cell.split(" ");
    return { ReportId: reportId, ImageId: imageId, AccountId, ResourceType, UsageCount, ReportCreationTime: time(createdAt) };
  });
