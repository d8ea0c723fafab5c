import "server-only";
import type { Filter } from "@aws-sdk/client-license-manager";
import type { ReadRequest } from "@/lib/read-request";
import { type AwsPage, LARGE_PAGE, type Page, type Paging, readListing } from "./listing";

/** What every list operation of License Manager takes. */
interface LicenseManagerCall extends Paging {
  Filters?: Filter[];
}

/** Reads one listing of License Manager. The SDK has no paginators for this service. */
export function readLicenseManagerListing<Row>(
  fetch: (call: LicenseManagerCall, options: { abortSignal: AbortSignal }) => Promise<AwsPage<Row>>,
  { filters, pageSize, maxItems, startingToken }: ReadRequest,
  identity: (row: Row) => string,
  signal: AbortSignal,
): AsyncGenerator<Page<Row>> {
  const Filters = filters.map(({ name, values }) => ({ Name: name, Values: [...values] }));
  return readListing((paging, abortSignal) => fetch({ ...paging, ...(Filters.length > 0 && { Filters }) }, { abortSignal }), {
    pageSize: pageSize ?? LARGE_PAGE,
    maxItems,
    startingToken,
    identity,
    signal,
  });
}
