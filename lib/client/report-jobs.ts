import { type QueryClient, QueryObserver, queryOptions } from "@tanstack/react-query";
import type { Scoped } from "@/lib/core/scope";
import { isFinal, type NewReportJob, type ReportJobDetail, type ReportJobSummary } from "@/lib/domain/report-jobs/report-job";
import { imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { type ImageUsageReport, imageUsageReports } from "@/lib/resources/image-usage-reports";
import type { Resource } from "@/lib/resources/resource";
import { readRefusal, staysRefused } from "./fetch-events";
import { refreshRows } from "./rows-query";

const KEY = "/report-requests";
const POLL_MS = 2_000;
/** Thousands of images are a longer answer. */
const POLL_MANY_MS = 5_000;
const MANY = 1_000;

/** Every report job, the newest first. Polled while one is unfinished. */
export const reportJobsQuery = () =>
  queryOptions({
    queryKey: [KEY],
    queryFn: async ({ signal }): Promise<ReportJobSummary[]> =>
      (await answer<{ requests: ReportJobSummary[] }>("/api/report-requests", { signal })).requests,
    refetchInterval: ({ state }) => (state.data?.some(({ finished }) => !finished) ? POLL_MS : false),
  });

/** One job with every image. Polled until all are final. */
export const reportJobQuery = (id: string) =>
  queryOptions({
    queryKey: [KEY, id],
    queryFn: ({ signal }) => answer<ReportJobDetail>(urlOf(id), { signal }),
    refetchInterval: ({ state: { data, error } }) => {
      if (data?.images.every(isFinal) || staysRefused(error)) return false;
      return (data?.total ?? 0) > MANY ? POLL_MANY_MS : POLL_MS;
    },
    retry: false,
  });

/** @throws RequestRefused, or TypeError where the server cannot be reached. */
export async function createReportJob(client: QueryClient, wanted: NewReportJob): Promise<ReportJobDetail> {
  return kept(client, await answer<ReportJobDetail>("/api/report-requests", sending("POST", wanted)));
}

/** @throws RequestRefused, or TypeError where the server cannot be reached. */
export async function changeReportJob(client: QueryClient, id: string, action: "stop" | "retry"): Promise<ReportJobDetail> {
  return kept(client, await answer<ReportJobDetail>(urlOf(id), sending("POST", { action })));
}

/**
 * Deletes a report, says so, and reads the lists anew that may have it.
 *
 * @throws RequestRefused, or TypeError where the server cannot be reached.
 */
export async function deleteReport(
  client: QueryClient,
  { reportId, scope }: Scoped<Pick<ImageUsageReport, "reportId">>,
  onDeleted: () => void,
): Promise<void> {
  const params = new URLSearchParams({ ...(scope.account !== null && { account: scope.account }), region: scope.region });
  await answer(`/api/image-usage-reports/${encodeURIComponent(reportId ?? "")}?${params}`, sending("DELETE"));
  onDeleted();
  await readReportsAnew(client);
}

/** Reads the lists anew that may have the reports of a job: once all of them are sent, and once all have ended. */
export function followReportJob(client: QueryClient, id: string): void {
  let seen: Stage = "queued";
  const unsubscribe = new QueryObserver(client, reportJobQuery(id)).subscribe(({ data, error }) => {
    const stage = data === undefined ? seen : stageOf(data);
    if (stage === "ended" || staysRefused(error)) unsubscribe();
    if (stage === seen) return;
    seen = stage;
    void readReportsAnew(client);
  });
}

type Stage = "queued" | "sent" | "ended";

function stageOf({ images }: ReportJobDetail): Stage {
  if (images.every(isFinal)) return "ended";
  return images.some(({ state }) => state === "queued") ? "queued" : "sent";
}

/** Reads the reports and their entries anew, where a page shows them, and forgets those that none shows. */
export async function readReportsAnew(client: QueryClient): Promise<void> {
  await Promise.all([
    anew(client, imageUsageReports),
    anew(client, imageUsageReportEntries),
    client.invalidateQueries({ queryKey: [KEY] }),
  ]);
}

async function anew<Row extends object>(client: QueryClient, resource: Resource<Row>): Promise<void> {
  client.removeQueries({ queryKey: [resource.path], type: "inactive" });
  const searches = client
    .getQueryCache()
    .findAll({ queryKey: [resource.path], type: "active" })
    .map(({ queryKey }) => String(queryKey[1] ?? ""));
  await Promise.all(searches.map((search) => refreshRows(client, resource, search)));
}

function kept(client: QueryClient, job: ReportJobDetail): ReportJobDetail {
  client.setQueryData([KEY, job.id], job);
  void client.invalidateQueries({ queryKey: [KEY] });
  return job;
}

const urlOf = (id: string): string => `/api/report-requests/${encodeURIComponent(id)}`;

const sending = (method: "POST" | "DELETE", body?: unknown): RequestInit => ({
  method,
  headers: { "Content-Type": "application/json" },
  ...(body !== undefined && { body: JSON.stringify(body) }),
});

async function answer<T>(url: string, init: RequestInit): Promise<T> {
  const response = await fetch(url, init);
  if (!response.ok) throw await readRefusal(response);
  return response.json();
}

/** A random UUID. `crypto.randomUUID` is only there where the page came over TLS. */
export function newJobId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte, place) => {
    const marked = place === 6 ? (byte & 0x0f) | 0x40 : place === 8 ? (byte & 0x3f) | 0x80 : byte;
    return marked.toString(16).padStart(2, "0");
  });
  return [hex.slice(0, 4), hex.slice(4, 6), hex.slice(6, 8), hex.slice(8, 10), hex.slice(10)].map((part) => part.join("")).join("-");
}
