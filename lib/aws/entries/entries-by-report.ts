import "server-only";
import { rowCache } from "@/lib/aws/cache/row-cache";
import { interleave } from "@/lib/aws/listing/interleave";
import { ListKeepsChanging, readSteady } from "@/lib/aws/listing/read-steady";
import { type Reader, unknownIds } from "@/lib/aws/listing/reader";
import type { RowPage } from "@/lib/aws/listing/row-page";
import { type IsNew, seenByIdentity } from "@/lib/aws/listing/seen";
import { toScopeError } from "@/lib/aws/sdk/aws-errors";
import { awsSettings } from "@/lib/aws/sdk/settings";
import { MAX_VALUES, type ReadRequest } from "@/lib/core/read-request";
import type { Proof } from "@/lib/core/row-events";
import { type Scope, scopeKey } from "@/lib/core/scope";
import { type ImageUsageReportEntry, imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import { listReports, listSteadyReports, proofOf, type Reports } from "./entries-proof";

type Entry = ImageUsageReportEntry;
const { identity } = imageUsageReportEntries;

/** How the entries and the reports of a scope are listed, each after its own tokens. */
export interface Reads {
  entries: Reader<Entry>["read"];
  reports: Reader<ImageUsageReport>["read"];
}

type EntryPages = AsyncGenerator<RowPage<Entry>, Proof>;

/** Batches of reports, and how many of them are read at once. More batches than places even out their sizes. */
const BATCHES = 12;
const BATCHES_AT_ONCE = 6;

/** Reports whose entries are read in one listing. */
interface Batch {
  ids: readonly string[];
  /** What was kept of them, or null where they have to be read. */
  pages: readonly RowPage<Entry>[] | null;
  /** Until when their entries cannot change, in milliseconds since 1970. 0 where they can. */
  keepUntil: number;
}

/** What AWS answers does not fit the reports it lists, so only its own order is sure to hold everything. */
class NotByReport extends Error {}

/**
 * Reads entries by batches of report ids, several at once, instead of page after page. The first page is
 * AWS's own first, so rows come at once. Entries of available reports never change (EC2 User Guide, "AMI usage
 * reports"): they are kept until the first report of their batch expires.
 *
 * A listing without filters ends with a proof: the reports are listed before the entries that count are read, and again
 * afterwards. Its first page is read once more, since the reports may have been listed after it.
 */
export async function* readByReports(reads: Reads, scope: Scope, request: ReadRequest, signal: AbortSignal): EntryPages {
  const listing = reads.entries(scope, request, signal);
  if (isCut(request)) {
    yield* listing;
    return;
  }
  const isProvable = request.filters.length === 0;
  const first = await listing.next();
  const isWhole = first.done === true || !first.value.more;
  // On its way while the first rows leave: beside them, the time to parse it would hold them up.
  const listed = isProvable || !isWhole ? listReports(reads.reports, scope, request, signal) : null;
  // The listing may be left before anybody waits for it.
  listed?.catch(() => undefined);
  if (!first.done) yield first.value;
  if (listed === null) return;
  const before = await listed;
  let isSteady = true;
  if ("error" in before || before.reports.size === 0) {
    yield* listing;
  } else {
    const again = isProvable ? () => readSteady(() => reads.entries(scope, request, signal), identity) : () => listing;
    isSteady = yield* readAll(reads, scope, request, { before: before.reports, first: first.done ? null : first.value, again }, signal);
  }
  return isProvable ? proofOf(before, await listSteadyReports(reads.reports, scope, request, signal), isSteady) : undefined;
}

/** What is known when the rest of the entries is to be read. */
interface Begun {
  before: Reports;
  first: RowPage<Entry> | null;
  /**
   * The listing in AWS's own order. What is to prove something is read until it is steady: entries of a report that is
   * made and deleted meanwhile, which neither list of reports has, shift others past the end of a page.
   */
  again: () => EntryPages;
}

/**
 * Every entry but those of the first page, by batches of reports; in AWS's own order where the reports do not explain the
 * entries. False where that order never held still, so that entries may be missing.
 */
async function* readAll(
  reads: Reads,
  scope: Scope,
  request: ReadRequest,
  { before, first, again }: Begun,
  signal: AbortSignal,
): AsyncGenerator<RowPage<Entry>, boolean> {
  const pages = first === null ? [] : [first];
  const batches = await batchesOf(scope, request, before, first);
  if (batches !== null) {
    try {
      for await (const page of readBatches(reads, scope, request, batches, first, signal)) {
        pages.push(page);
        yield page;
      }
      return true;
    } catch (error) {
      if (!(error instanceof NotByReport)) throw error;
    }
  }
  const isNew = await seenIn(pages);
  try {
    for await (const page of again()) yield await page.onlyNew(isNew);
    return true;
  } catch (error) {
    if (error instanceof ListKeepsChanging) return false;
    throw error;
  }
}

/** A listing that is cut short stays as it is: what is not there proves nothing. */
const isCut = ({ maxItems, startingToken }: ReadRequest): boolean => maxItems !== null || startingToken !== null;

/** The reports that may have entries, in batches. Null where they do not explain the entries of the first page. */
async function batchesOf(scope: Scope, request: ReadRequest, reports: Reports, first: RowPage<Entry> | null): Promise<Batch[] | null> {
  for (const { reportId } of (await first?.rows()) ?? []) if (reportId === null || !reports.has(reportId)) return null;
  const mayKeep = !request.refresh && request.maxAgeSeconds === null && request.filters.length === 0;
  const kept = mayKeep ? keptBatches(scope, reports) : [];
  const known = new Set(kept.flatMap(({ ids }) => ids));
  const unread = [...reports.keys()].filter((id) => !known.has(id));
  const keepable = request.filters.length === 0;
  const least = first?.more === true ? BATCHES : 1;
  const fresh = dealt(unread, Math.max(least, Math.ceil(unread.length / MAX_VALUES)));
  return [...kept, ...fresh.map((ids) => ({ ids, pages: null, keepUntil: keepable ? unchangedUntil(ids, reports) : 0 }))];
}

/** Dealt like cards, because neighbours are of a size. */
const dealt = (ids: readonly string[], hands: number): string[][] =>
  Array.from({ length: hands }, (_, hand) => ids.filter((_id, index) => index % hands === hand)).filter((hand) => hand.length > 0);

/** When the first of the reports expires. 0 where one is not available yet, or does not say. */
function unchangedUntil(ids: readonly string[], reports: Reports): number {
  const ends = ids.map((id) => {
    const report = reports.get(id);
    return report?.state === "available" && report.expirationTime !== null ? Date.parse(report.expirationTime) : 0;
  });
  return awsSettings().cacheMs === 0 ? 0 : Math.min(...ends);
}

const keptPrefix = (scope: Scope): string => `entries by report ${scopeKey(scope)} `;

/** What is kept of these reports. A batch of which a report is gone is no use any more. */
function keptBatches(scope: Scope, reports: Reports): Batch[] {
  const claimed = new Set<string>();
  return rowCache.keysWith(keptPrefix(scope)).flatMap((key) => {
    const ids: string[] = JSON.parse(key.slice(keptPrefix(scope).length));
    const kept = rowCache.get<Entry>(key);
    if (kept === null || ids.some((id) => claimed.has(id) || reports.get(id)?.state !== "available")) return [];
    for (const id of ids) claimed.add(id);
    return [{ ids, pages: kept.pages, keepUntil: 0 }];
  });
}

/** Remembers the rows of some pages. */
async function seenIn(pages: readonly RowPage<Entry>[]): Promise<IsNew<Entry>> {
  const isNew = seenByIdentity(identity);
  for (const page of pages) for (const row of await page.rows()) isNew(row);
  return isNew;
}

/** Every batch, without the rows that the first page has given already. */
async function* readBatches(
  reads: Reads,
  scope: Scope,
  request: ReadRequest,
  batches: readonly Batch[],
  first: RowPage<Entry> | null,
  signal: AbortSignal,
): AsyncGenerator<RowPage<Entry>> {
  const isNew = await seenIn(first === null ? [] : [first]);
  const begun = new Set(((await first?.rows()) ?? []).map(({ reportId }) => reportId));
  const sources = batches.map(
    (batch) =>
      async function* (own: AbortSignal): AsyncGenerator<RowPage<Entry>> {
        const overlaps = batch.ids.some((id) => begun.has(id));
        for await (const page of batch.pages ?? readBatch(reads, scope, request, batch, own))
          yield overlaps ? await page.onlyNew(isNew) : page;
      },
  );
  yield* interleave(sources, BATCHES_AT_ONCE, signal);
}

async function* readBatch(reads: Reads, scope: Scope, request: ReadRequest, batch: Batch, signal: AbortSignal): EntryPages {
  const asked = new Set<string | null>(batch.ids);
  const pages: RowPage<Entry>[] = [];
  const readAt = new Date().toISOString();
  try {
    const proof = yield* each(reads.entries(scope, { ...request, ids: { "report-id": batch.ids } }, signal), async (page) => {
      for (const { reportId } of await page.rows()) if (!asked.has(reportId)) throw new NotByReport();
      pages.push(page);
    });
    // A report that has gone meanwhile, or that AWS only says it does not know.
    if (unknownIds(proof).length > 0) throw new NotByReport();
  } catch (error) {
    throw toScopeError(error).kind === "invalid" ? new NotByReport() : error;
  }
  if (batch.keepUntil === 0) return;
  rowCache.put(`${keptPrefix(scope)}${JSON.stringify(batch.ids)}`, { pages, readAt }, batch.keepUntil - Date.now());
}

/** The same pages, each looked at before it is given. */
async function* each(pages: EntryPages, look: (page: RowPage<Entry>) => Promise<void>): EntryPages {
  try {
    for (;;) {
      const step = await pages.next();
      if (step.done) return step.value;
      await look(step.value);
      yield step.value;
    }
  } finally {
    await pages.return(undefined);
  }
}
