import type { QueryClient } from "@tanstack/react-query";
import type { ScopeFailure } from "@/lib/core/row-events";
import { finishInSlices } from "@/lib/core/slices";
import { retried } from "@/lib/dataset/merge-readings";
import type { Reading } from "@/lib/dataset/reading";
import type { Resource } from "@/lib/resources/resource";
import { readRows } from "./read-rows";
import { rowsKey, rowsQuery } from "./rows-query";

/** A retry as a mutation: `useIsMutating({ mutationKey: retryKey(resource, search) })` says whether one runs. */
export const retryKey = <Row>(resource: Resource<Row>, search: string): readonly string[] => ["retry", ...rowsKey(resource, search)];

/**
 * Reads the failed scopes anew and folds them into the rows that are here; the others are not read
 * again. Leaving the page ends it. What became of it stands in the query, so that this never fails.
 */
export async function retryFailed<Row extends object>(client: QueryClient, resource: Resource<Row>, search: string): Promise<void> {
  const set = client.getQueryData<Reading<Row>>(rowsKey(resource, search));
  if (set === undefined || set.failures.length === 0) return;
  const mutation = client.getMutationCache().build(client, {
    mutationKey: retryKey(resource, search),
    networkMode: "always",
    mutationFn: () =>
      client.fetchQuery({
        ...rowsQuery(resource, search),
        queryFn: ({ signal }) => retry(set, retrySearches(search, set.failures), signal),
        staleTime: 0,
      }),
  });
  await mutation.execute(undefined).catch(() => null);
}

async function retry<Row extends object>(set: Reading<Row>, searches: readonly string[], signal: AbortSignal): Promise<Reading<Row>> {
  const readings = await Promise.allSettled(searches.map((search) => readRows(set.table.resource, search, signal)));
  const whole = readings.flatMap((reading) => (reading.status === "fulfilled" && isWhole(reading.value) ? [reading.value] : []));
  const broken = readings.find((reading) => reading.status === "rejected");
  if (whole.length === 0) throw broken?.reason ?? new TypeError("The connection was cut before everything had arrived.");
  let folded = set;
  for (const fresh of whole) folded = await finishInSlices(retried(folded, fresh), signal);
  return folded;
}

const isWhole = <Row extends object>({ end, length }: Reading<Row>): boolean => end !== null && end.rows === length;

/** Queries for the failed scopes: one an account, with the regions that failed. */
export function retrySearches(search: string, failures: readonly ScopeFailure[]): string[] {
  const accounts = new Set(failures.map(({ scope }) => scope.account));
  return [...accounts].map((account) => {
    const params = new URLSearchParams(search);
    params.delete("account");
    params.delete("region");
    if (account !== null) params.set("account", account);
    for (const { scope } of failures) if (scope.account === account) params.append("region", scope.region);
    params.set("refresh", "true");
    return params.toString();
  });
}
