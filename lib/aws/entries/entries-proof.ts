import "server-only";
import { ListKeepsChanging, STEADY_TRIES } from "@/lib/aws/listing/read-steady";
import type { Reader } from "@/lib/aws/listing/reader";
import { toScopeError } from "@/lib/aws/sdk/aws-errors";
import { toColumnar } from "@/lib/core/columnar";
import type { ReadRequest } from "@/lib/core/read-request";
import type { Scope } from "@/lib/core/scope";
import type { EntriesProof, NoEntriesProof } from "@/lib/resources/image-usage-report-entries";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";

type ReadReports = Reader<ImageUsageReport>["read"];

export type Reports = ReadonlyMap<string, ImageUsageReport>;

/** The reports of a scope, and those of them that have no id; or why they could not be listed. */
export type ReportListing = { reports: Reports; all: readonly ImageUsageReport[]; pages: number } | { error: unknown };

/** What the two lists of reports prove of the entries that were read between them: nothing, unless that reading was steady. */
export function proofOf(before: ReportListing, after: ReportListing, isSteady: boolean): EntriesProof | NoEntriesProof {
  if ("error" in before) return { failure: toScopeError(before.error) };
  if ("error" in after) return { failure: toScopeError(after.error) };
  const ids = [...before.reports.keys()];
  const isDisturbed = ids.some((id) => !after.reports.has(id));
  const isAvailable = (id: string): boolean => [before, after].every(({ reports }) => reports.get(id)?.state === "available");
  return { availableThroughout: isDisturbed || !isSteady ? [] : ids.filter(isAvailable), reports: toColumnar(after.all) };
}

/** Listings of several pages until two in a row have the same reports: one that goes away shifts another past the end of a page. */
export async function listSteadyReports(
  read: ReadReports,
  scope: Scope,
  request: ReadRequest,
  signal: AbortSignal,
): Promise<ReportListing> {
  let listed = await listReports(read, scope, request, signal);
  for (let times = 1; !("error" in listed) && listed.pages > 1; times += 1) {
    if (times === STEADY_TRIES) return { error: new ListKeepsChanging() };
    const again = await listReports(read, scope, request, signal);
    if (!("error" in again) && again.all.length === listed.all.length && isSubset(listed.reports, again.reports)) return again;
    listed = again;
  }
  return listed;
}

const isSubset = (some: Reports, all: Reports): boolean => [...some.keys()].every((id) => all.has(id));

export async function listReports(read: ReadReports, scope: Scope, request: ReadRequest, signal: AbortSignal): Promise<ReportListing> {
  const all: ImageUsageReport[] = [];
  let pages = 0;
  try {
    for await (const page of read(scope, { ...request, filters: [], pageSize: null }, signal)) {
      all.push(...(await page.rows()));
      pages += 1;
    }
  } catch (error) {
    signal.throwIfAborted();
    // Entries may be permitted where reports are not.
    return { error };
  }
  const reports = new Map(
    all.flatMap((report): [string, ImageUsageReport][] => (report.reportId === null ? [] : [[report.reportId, report]])),
  );
  return { reports, all, pages };
}
