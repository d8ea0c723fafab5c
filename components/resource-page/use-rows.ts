"use client";

import { useIsMutating, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useCallback, useMemo, useState } from "react";
import { retryFailed, retryKey } from "@/lib/client/retry-failed";
import { refreshRows, rowsQuery } from "@/lib/client/rows-query";
import { requestSearch } from "@/lib/client/url-state";
import { emptyReading, type LiveReading } from "@/lib/dataset/reading";
import type { Resource } from "@/lib/resources/resource";

/** The reading of a resource's route, and how to read it again. */
export interface RouteReading<Row extends object> extends LiveReading<Row> {
  resource: Resource<Row>;
  /** What the route is asked with. */
  search: string;
  refresh: () => void;
  /** Reads the failed scopes again. */
  retry: () => void;
  retrying: boolean;
}

/**
 * The rows of a resource's route, as the address of the page asks for them, or as `asked` does. Rows that
 * are not wanted are not read.
 */
export function useRows<Row extends object>(resource: Resource<Row>, asked?: string, wanted = true): RouteReading<Row> {
  const client = useQueryClient();
  const params = useSearchParams();
  const search = useMemo(() => asked ?? requestSearch(new URLSearchParams(params)), [asked, params]);
  const { data, isFetching, error } = useQuery({ ...rowsQuery(resource, search), enabled: wanted });
  const [nothing] = useState(() => emptyReading(resource));
  const retrying = useIsMutating({ mutationKey: retryKey(resource, search) }) > 0;
  const refresh = useCallback(() => void refreshRows(client, resource, search), [client, resource, search]);
  const retry = useCallback(() => void retryFailed(client, resource, search), [client, resource, search]);
  const set = data ?? nothing;
  return useMemo(
    () => ({ resource, search, set, isFetching, error, refresh, retry, retrying }),
    [resource, search, set, isFetching, error, refresh, retry, retrying],
  );
}
