import "server-only";
import type { Filter, LicenseManagerClient } from "@aws-sdk/client-license-manager";
import { callAws } from "@/lib/aws/sdk/call-aws";
import { licenseManagerClient } from "@/lib/aws/sdk/clients";
import type { ReadRequest } from "@/lib/core/read-request";
import type { Scope } from "@/lib/core/scope";
import type { Resource } from "@/lib/resources/resource";
import { type AwsPage, LARGE_PAGE, type Paging, readListing } from "./listing";
import { operationName } from "./reader";
import type { RowPage } from "./row-page";

/** Input members of every License Manager list operation. */
export interface LicenseManagerCall extends Paging {
  Filters?: Filter[];
}

type LicenseManagerFetch<Row> = (
  client: LicenseManagerClient,
  call: LicenseManagerCall,
  options: { abortSignal: AbortSignal },
) => Promise<AwsPage<Row>>;

/** Reads one listing of License Manager. The SDK has no paginators for this service. */
export function readLicenseManagerListing<Row>(
  resource: Resource<Row>,
  scope: Scope,
  { filters, pageSize, maxItems, startingToken }: ReadRequest,
  signal: AbortSignal,
  fetch: LicenseManagerFetch<Row>,
): AsyncGenerator<RowPage<Row>> {
  const to = { scope, service: resource.service, operation: operationName(resource) };
  const Filters = filters.map(({ name, values }) => ({ Name: name, Values: [...values] }));
  return readListing(
    (paging) => {
      const call = { ...paging, ...(Filters.length > 0 && { Filters }) };
      return callAws(to, (abortSignal) => fetch(licenseManagerClient(scope), call, { abortSignal }), signal);
    },
    { pageSize: pageSize ?? LARGE_PAGE, maxItems, startingToken, identity: resource.identity },
  );
}
