import { queryOptions, experimental_streamedQuery as streamedQuery } from "@tanstack/react-query";
import type { Resource } from "@/lib/resources/resource";
import { fetchEvents } from "./fetch-events";
import { applyEvents, emptyRowSet, type RowSet } from "./row-set";

const FRESH_MS = 5 * 60_000;

/**
 * The one way a browser gets rows: `useQuery(rowsQuery(fastLaunchImages, "region=us-east-1"))`. Rows show
 * as they stream in; a refresh keeps the old ones until it is complete.
 */
export function rowsQuery<Row extends object>(resource: Resource<Row>, search: string) {
  return queryOptions<RowSet<Row>>({
    queryKey: [resource.path, search],
    queryFn: streamedQuery({
      streamFn: ({ signal }) => fetchEvents<Row>(`/api${resource.path}${search === "" ? "" : `?${search}`}`, signal),
      reducer: applyEvents<Row>,
      initialValue: emptyRowSet(resource),
      refetchMode: "replace",
    }),
    structuralSharing: false,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    // A stream that was left before its last line is not a result to keep.
    staleTime: (query) => (query.state.data?.end ? FRESH_MS : 0),
  });
}
