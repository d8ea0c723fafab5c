import "server-only";
import type { Filter } from "@aws-sdk/client-license-manager";
import type { ReadRequest } from "@/lib/api/read-request";
import { type AwsPage, LARGE_PAGE, type Page, readListing } from "./listing";

/** What every list operation of License Manager takes. */
export interface LicenseManagerCall {
  Filters?: Filter[];
  MaxResults?: number;
  NextToken?: string;
}

/** Reads one listing of License Manager. The SDK has no paginators for this service. */
export function readLicenseManagerListing<Row>(
  fetch: (call: LicenseManagerCall) => Promise<AwsPage<Row>>,
  { filters, pageSize, maxItems, startingToken }: ReadRequest,
  identity: (row: Row) => string,
  signal: AbortSignal,
): AsyncGenerator<Page<Row>> {
  const Filters = filters.map(({ name, values }) => ({ Name: name, Values: [...values] }));
  return readListing(
    ({ maxResults, nextToken }) =>
      fetch({
        ...(Filters.length > 0 && { Filters }),
        ...(maxResults !== undefined && { MaxResults: maxResults }),
        ...(nextToken !== undefined && { NextToken: nextToken }),
      }),
    { pageSize: pageSize ?? LARGE_PAGE, maxItems, startingToken, identity, signal },
  );
}
