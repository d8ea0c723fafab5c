import { setImmediate as nextTurn } from "node:timers/promises";
import { readByReports } from "@/lib/aws/entries/entries-by-report";
import { readListing } from "@/lib/aws/listing/listing";
import { readSteady } from "@/lib/aws/listing/read-steady";
import type { RowPage } from "@/lib/aws/listing/row-page";
import type { ReadRequest } from "@/lib/core/read-request";
import type { Proof, RowEvent } from "@/lib/core/row-events";
import type { Scope } from "@/lib/core/scope";
import { finish } from "@/lib/core/slices";
import { refreshed, retried } from "@/lib/dataset/merge-readings";
import { applyEvent, emptyReading, type Reading } from "@/lib/dataset/reading";
import type { FleetSources } from "@/lib/domain/images/evidence";
import { imageReferences, type ReferencesProof } from "@/lib/resources/image-references";
import { imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { imageUsageReports } from "@/lib/resources/image-usage-reports";
import { images } from "@/lib/resources/images";
import type { Resource } from "@/lib/resources/resource";
import { parseReadRequest } from "@/lib/server/http/read-request";
import type { Happening, Truth, World } from "./evidence-world.test-support";

export type ListName = "images" | "reports" | "entries" | "references";

/** What happens at AWS before one call is answered, and how the call fails. */
export interface Turn {
  /** How many others get their turn before this call arrives at AWS. */
  delay: number;
  happenings: readonly Happening[];
  fault: "none" | "throttled" | "unknown id" | "repeats an item";
}

/** The world at the moments that a reading rests on. */
export interface Moments {
  before: Truth;
  after: Truth;
}

type Pages<Row> = AsyncGenerator<RowPage<Row>, Proof>;

const stay = new AbortController().signal;

class Throttled extends Error {
  override readonly name = "RequestLimitExceeded";
  readonly $metadata = { httpStatusCode: 503 };
}

class UnknownReport extends Error {
  override readonly name = "InvalidImageUsageReportId.NotFound";
  readonly $metadata = { httpStatusCode: 400 };
}

/** Reads lists of one scope while the world goes on: every call to AWS takes the next turn. */
export class Readings {
  readonly sources: FleetSources = { images: null, reports: null, entries: null, references: null, launchPermissions: null };
  /** By what a reading proves: the world when the reports were listed afterwards, or all the time that references were read. */
  readonly moments = new WeakMap<object, Moments>();
  /** The launches that the newest whole reading of images cannot have missed. */
  launchesBefore: Truth["launches"] = new Map();
  private latestListing: Moments | null = null;

  constructor(
    private readonly world: World,
    private readonly scope: Scope,
    private readonly turns: Turn[],
    private readonly pageSize: number,
  ) {}

  /** Reads a list anew: all of it, or as a retry of what failed. */
  async read(list: ListName, isRetry: boolean): Promise<void> {
    const request = parseReadRequest(imageUsageReportEntries, new URLSearchParams());
    switch (list) {
      case "images":
        await this.readOwned(isRetry);
        break;
      case "reports":
        this.sources.reports = await this.readList(imageUsageReports, this.sources.reports?.set, isRetry, () => this.listReports());
        break;
      case "entries":
        this.sources.entries = await this.readList(imageUsageReportEntries, this.sources.entries?.set, isRetry, () =>
          this.readEntries(request),
        );
        break;
      case "references":
        this.sources.references = await this.readList(imageReferences, this.sources.references?.set, isRetry, () => this.readReferences());
        break;
    }
  }

  private readImages = () => this.list(images, this.world.listImages);

  private async readOwned(isRetry: boolean): Promise<void> {
    const before = this.world.truth();
    this.sources.images = await this.readList(images, this.sources.images?.set, isRetry, () => this.readImages());
    if (this.sources.images.set.end?.complete === true) this.launchesBefore = before.launches;
  }

  private async *listReports(): Pages<ReturnType<World["listReports"]>[number]> {
    let before: Truth | null = null;
    const note = (): void => {
      before ??= this.world.truth();
    };
    yield* this.list(imageUsageReports, this.world.listReports, note);
    this.latestListing = { before: before ?? this.world.truth(), after: this.world.truth() };
    return undefined;
  }

  private async *readEntries(request: ReadRequest): Pages<ReturnType<World["listEntries"]>[number]> {
    const entries = (_scope: Scope, { ids }: ReadRequest) => {
      const reportIds = ids["report-id"];
      return this.list(imageUsageReportEntries, (token) => {
        const isUnknown = reportIds?.some((id) => !this.world.hasReport(id)) === true;
        // A listing that is under way goes on without the entries of a report that went away.
        if (isUnknown && token === undefined) throw new UnknownReport();
        return this.world.listEntries(reportIds);
      });
    };
    const proof = yield* readByReports({ entries, reports: () => this.listReports() }, this.scope, request, stay);
    if (typeof proof === "object" && proof !== null && this.latestListing !== null) this.moments.set(proof, this.latestListing);
    return proof;
  }

  private async *readReferences(): Pages<ReturnType<World["listReferences"]>[number]> {
    const askedImages: string[] = [];
    let before: Truth | null = null;
    for await (const page of this.readImages()) askedImages.push(...(await page.rows()).flatMap(({ imageId }) => imageId ?? []));
    const note = (): void => {
      before ??= this.world.truth();
    };
    const listing = () => this.list(imageReferences, () => this.world.listReferences(askedImages), note);
    yield* readSteady(listing, imageReferences.identity);
    const proof: ReferencesProof = { askedImages };
    const after = this.world.truth();
    this.moments.set(proof, { before: before ?? after, after });
    return proof;
  }

  /** A listing by offsets, as the worst that AWS may do: what is made or goes away shifts everything behind it. */
  private list<Row>(
    resource: Resource<Row>,
    items: (token: string | undefined) => readonly Row[],
    begun: () => void = () => {},
  ): Pages<Row> {
    return readListing<Row>(
      async ({ NextToken, MaxResults = 1 }) => {
        const turn = this.turns.shift();
        for (let waited = 0; waited < (turn?.delay ?? 0); waited += 1) await nextTurn();
        for (const happening of turn?.happenings ?? []) this.world.happen(happening);
        this.world.now += 1_000;
        if (turn?.fault === "throttled") throw new Throttled();
        if (turn?.fault === "unknown id" && NextToken === undefined) throw new UnknownReport();
        begun();
        const all = items(NextToken);
        const offset = Number(NextToken?.split("/")[0] ?? 0);
        const from = turn?.fault === "repeats an item" ? Math.max(0, offset - 1) : offset;
        const end = from + MaxResults;
        return { rows: all.slice(from, end), nextToken: end < all.length ? `${end}/${this.turns.length}` : undefined };
      },
      { pageSize: this.pageSize, maxItems: null, startingToken: null, identity: resource.identity },
    );
  }

  private async readList<Row extends object>(
    resource: Resource<Row>,
    old: Reading<Row> | undefined,
    isRetry: boolean,
    read: () => Pages<Row>,
  ) {
    const { scope } = this;
    const readAt = new Date(this.world.now).toISOString();
    let set = applyEvent(emptyReading(resource), { type: "start", at: readAt, scopes: [scope] });
    const add = (event: RowEvent<Row>): void => {
      set = applyEvent(set, event);
    };
    let rows = 0;
    try {
      const pages = read();
      let step = await pages.next();
      for (; !step.done; step = await pages.next()) {
        rows += step.value.count;
        add({ type: "rows", scope, rows: [...(await step.value.rows())] });
      }
      add({ type: "done", scope, pages: 1, rows, nextToken: null, readAt, source: "aws", proof: step.value });
      add({ type: "end", complete: true, truncated: false, rows });
    } catch (error) {
      const failure = { kind: "throttled", code: String(error), message: "Refused.", requestId: null, httpStatus: null } as const;
      add({ type: "failed", scope, error: failure, readAt: null });
      add({ type: "end", complete: false, truncated: false, rows });
    }
    const merged = old === undefined ? set : finish(isRetry ? retried(old, set) : refreshed(old, set));
    return { set: merged, isFetching: false, error: null };
  }
}
