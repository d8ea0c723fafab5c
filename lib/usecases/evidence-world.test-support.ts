import { INSTANCES, LAUNCH_TEMPLATES } from "@/lib/domain/images/report-selection";
import { image } from "@/lib/domain/images/test-support";
import type { ImageReference } from "@/lib/resources/image-references";
import type { ImageUsageReportEntry } from "@/lib/resources/image-usage-report-entries";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import type { Image } from "@/lib/resources/images";

const HOUR_MS = 3_600_000;
export const LIFE_MS = 30 * 24 * HOUR_MS;

export const ACCOUNTS = ["000000000001", "444455556666"] as const;
export const TYPES = [INSTANCES, LAUNCH_TEMPLATES] as const;
export const IMAGE_IDS = ["ami-00000001", "ami-00000002", "ami-00000003"] as const;

/** Images with a report each that nothing is asked of: entries are then read several reports at a time. */
const CROWD = Array.from({ length: 14 }, (_, index) => `ami-${String(index).padStart(17, "0")}`);

/** Something that happens at AWS. Numbers pick among what there is at that moment. */
export type Happening =
  | { kind: "make-report"; image: number; accounts: readonly string[]; types: readonly string[] }
  | { kind: "finish-report" | "fail-report" | "delete-report"; report: number }
  | { kind: "use"; image: number; account: string; type: string; count: number }
  | { kind: "refer" | "stop-referring"; image: number; resource: number }
  | { kind: "own" | "disown"; image: number }
  | { kind: "launch" | "twin"; image: number }
  | { kind: "crowd" }
  | { kind: "wait"; hours: number };

/** A report, with what AWS counted when it was made. */
export interface MadeReport {
  reportId: string;
  imageId: string;
  accounts: readonly string[];
  types: readonly string[];
  state: "pending" | "available" | "error";
  createdAt: number;
  /** By account and type. Zero and nothing are the same. */
  counts: ReadonlyMap<string, number>;
}

/** The state of the world that readings are compared with. */
export interface Truth {
  reports: readonly MadeReport[];
  references: ReadonlySet<string>;
  /** When each image was last launched, in milliseconds since 1970. */
  launches: ReadonlyMap<string, number>;
}

export const cellKey = (account: string, type: string): string => `${account} ${type}`;

/** A region of AWS by the rules that AWS guarantees (EC2 User Guide, "AMI usage reports"). */
export class World {
  readonly owned = new Set<string>(IMAGE_IDS);
  readonly everMade = new Map<string, MadeReport>();
  private readonly usage = new Map<string, Map<string, number>>();
  private readonly references = new Map<string, ImageReference>();
  private readonly launches = new Map<string, number>();
  private reports: MadeReport[] = [];

  /** `now` is in milliseconds since 1970. AWS does not say in which order it lists reports. */
  constructor(
    public now: number,
    private readonly listsNewestFirst: boolean,
  ) {}

  happen(happening: Happening): void {
    const imageId = "image" in happening ? (IMAGE_IDS[happening.image % IMAGE_IDS.length] ?? "") : "";
    switch (happening.kind) {
      case "make-report":
        this.make(imageId, happening.accounts, happening.types);
        break;
      case "finish-report":
        this.settle(happening.report, "available");
        break;
      case "fail-report":
        this.settle(happening.report, "error");
        break;
      case "delete-report":
        this.reports = this.reports.filter((_, place) => place !== happening.report % this.reports.length);
        break;
      case "use": {
        const counts = this.usage.get(imageId) ?? new Map<string, number>();
        this.usage.set(imageId, counts.set(cellKey(happening.account, happening.type), happening.count));
        break;
      }
      case "refer":
        this.refer(imageId, happening.resource);
        break;
      case "stop-referring":
        this.references.delete(referenceKey(imageId, happening.resource));
        break;
      case "own":
        this.owned.add(imageId);
        break;
      case "disown":
        this.owned.delete(imageId);
        break;
      case "launch":
        this.launches.set(imageId, this.now);
        break;
      case "twin":
        this.makeTwin(imageId);
        break;
      case "crowd":
        for (const one of CROWD) {
          this.usage.set(one, new Map([[cellKey(ACCOUNTS[0], INSTANCES), 1]]));
          this.make(one, [], TYPES);
        }
        this.reports = this.reports.map((report) => (CROWD.includes(report.imageId) ? { ...report, state: "available" } : report));
        break;
      case "wait":
        this.now += happening.hours * HOUR_MS;
        this.reports = this.reports.filter(({ createdAt }) => createdAt + LIFE_MS > this.now);
        break;
    }
  }

  truth = (): Truth => ({
    reports: this.reports.map((report) => ({ ...report })),
    references: new Set(this.references.keys()),
    launches: new Map(this.launches),
  });

  listImages = (): Image[] =>
    [...this.owned].map((imageId) => {
      const launched = this.launches.get(imageId);
      return image({ imageId, lastLaunchedTime: launched === undefined ? null : new Date(launched).toISOString() });
    });

  listReports = (): ImageUsageReport[] =>
    this.reports.map(({ reportId, imageId, accounts, types, state, createdAt }) => ({
      reportId,
      imageId,
      accountIds: [...accounts],
      resourceTypes: types.map((resourceType) => ({ resourceType, resourceTypeOptions: [] })),
      state,
      stateReason: null,
      creationTime: new Date(createdAt).toISOString(),
      expirationTime: new Date(createdAt + LIFE_MS).toISOString(),
      tags: [],
    }));

  /** Entries of available reports only. */
  listEntries = (reportIds?: readonly string[]): ImageUsageReportEntry[] =>
    this.reports
      .filter(({ state, reportId }) => state === "available" && (reportIds === undefined || reportIds.includes(reportId)))
      .flatMap(({ reportId, imageId, createdAt, counts }) =>
        [...counts].map(([cell, usageCount]) => {
          const [accountId = "", resourceType = ""] = cell.split(" ");
          return { reportId, imageId, accountId, resourceType, usageCount, reportCreationTime: new Date(createdAt).toISOString() };
        }),
      );

  hasReport = (reportId: string): boolean => this.reports.some((report) => report.reportId === reportId);

  listReferences = (imageIds: readonly string[]): ImageReference[] =>
    [...this.references.values()].filter(({ imageId }) => imageId !== null && imageIds.includes(imageId));

  private make(imageId: string, accounts: readonly string[], types: readonly string[]): void {
    // AWS refuses a second one (EC2 User Guide: one pending report per AMI).
    if (this.reports.some((report) => report.imageId === imageId && report.state === "pending")) return;
    const covers = (cell: string): boolean =>
      types.some((type) => cell.endsWith(type)) && (accounts.length === 0 || accounts.some((account) => cell.startsWith(account)));
    const counts = new Map([...(this.usage.get(imageId) ?? [])].filter(([cell, count]) => count > 0 && covers(cell)));
    this.add({ imageId, accounts, types, state: "pending", createdAt: this.now, counts });
  }

  /** Another complete report of the same time as the newest, as where AWS tells whole seconds. */
  private makeTwin(imageId: string): void {
    const newest = this.reports.filter((report) => report.imageId === imageId).toSorted((a, b) => b.createdAt - a.createdAt)[0];
    if (newest?.state !== "available") return;
    const counts = new Map([...(this.usage.get(imageId) ?? [])].filter(([, count]) => count > 0));
    this.add({ ...newest, accounts: [], types: TYPES, counts });
  }

  private add(made: Omit<MadeReport, "reportId">): void {
    const report: MadeReport = { ...made, reportId: `amiur-${String(this.everMade.size + 1).padStart(17, "0")}` };
    this.everMade.set(report.reportId, report);
    // At the front, one that is made while a listing is read shifts the others.
    this.reports = this.listsNewestFirst ? [report, ...this.reports] : [...this.reports, report];
  }

  private settle(which: number, state: "available" | "error"): void {
    const pending = this.reports.filter((report) => report.state === "pending");
    const chosen = pending[which % pending.length];
    this.reports = this.reports.map((report) => (report === chosen ? { ...report, state } : report));
  }

  private refer(imageId: string, resource: number): void {
    const key = referenceKey(imageId, resource);
    this.references.set(key, { imageId, resourceType: "ssm:Parameter", arn: key });
  }
}

const referenceKey = (imageId: string, resource: number): string => `${imageId}/${resource}`;
