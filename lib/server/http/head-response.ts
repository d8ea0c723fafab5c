import "server-only";
import type { ReadRequest } from "@/lib/core/read-request";
import { NO_STORE } from "@/lib/server/refusal-response";
import { CSV_TYPE } from "./csv-response";
import { JSON_TYPE } from "./json-response";
import { ndjsonHeaders } from "./ndjson-response";

/** The headers of a GET, without a body: nothing is read. */
export function headResponse(http: Request, { format, dryRun }: ReadRequest): Response {
  if (dryRun) return new Response(null, { headers: { ...NO_STORE, "Content-Type": "application/json" } });
  if (format === "ndjson") return new Response(null, { headers: ndjsonHeaders(http) });
  return new Response(null, { headers: { ...NO_STORE, "Content-Type": format === "json" ? JSON_TYPE : CSV_TYPE } });
}
