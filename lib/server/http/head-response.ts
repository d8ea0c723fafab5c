import "server-only";
import type { ChosenScope } from "@/lib/aws/accounts/chosen-scopes";
import type { ReadRequest } from "@/lib/core/read-request";
import { NO_STORE } from "./error-response";
import { JSON_TYPE } from "./json-response";
import { ROWS_TYPE } from "./ndjson-response";

const TYPES = { ndjson: ROWS_TYPE, json: JSON_TYPE, csv: "text/csv; charset=utf-8" } as const;

/** What a GET would answer with, without its body: nobody takes one, so nothing is read. */
export function headResponse({ format, dryRun }: ReadRequest, _scopes: readonly ChosenScope[]): Response {
  return new Response(null, { headers: { ...NO_STORE, "Content-Type": dryRun ? JSON_TYPE : TYPES[format] } });
}
