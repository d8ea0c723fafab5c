import "server-only";
import { personOf } from "@/lib/auth/person-of";
import { type ChosenScope, chosenScopes } from "@/lib/aws/chosen-scopes";
import { readScopes, type ScopeReading, type ScopeSource } from "@/lib/aws/read-scopes";
import type { Reader } from "@/lib/aws/reader";
import { sharedReading } from "@/lib/aws/shared-loads";
import { parseReadRequest } from "@/lib/read-request";
import type { Resource } from "@/lib/resources/resource";
import { csvResponse } from "./csv-response";
import { dryRunResponse } from "./dry-run-response";
import { errorResponse } from "./error-response";
import { jsonResponse } from "./json-response";
import { ndjsonResponse } from "./ndjson-response";
import { checkStartingToken } from "./starting-token";

/**
 * The route of a resource: every row of every chosen scope, as NDJSON, JSON or CSV. A request that
 * cannot be right is refused with status 400 before AWS is asked; when the last who asks for the same
 * rows has left, the calls to AWS stop.
 */
export function rowsRoute<Row extends object>(resource: Resource<Row>, reader: Reader<Row>) {
  return async function GET(http: Request): Promise<Response> {
    try {
      await personOf(http);
      const request = parseReadRequest(resource, new URL(http.url).searchParams);
      const scopes = await chosenScopes(request);
      if (request.dryRun && reader.dryRun !== null) return await dryRunResponse(resource, reader.dryRun, scopes, http.signal);
      const sources = scopes.map((chosen) => sourceOf(resource, reader, chosen));
      const events = await checkStartingToken(request, readScopes(sources, http.signal));
      if (request.format === "csv") return await csvResponse(resource, events, request.allowPartial);
      return request.format === "json" ? jsonResponse(events) : ndjsonResponse(events);
    } catch (error) {
      // Nobody is there to read an answer. The error is whatever the signal was aborted with.
      return http.signal.aborted ? new Response(null, { status: 499 }) : errorResponse(error);
    }
  };
}

function sourceOf<Row>(resource: Resource<Row>, reader: Reader<Row>, { scope, request, refusal }: ChosenScope): ScopeSource<Row> {
  return { scope, open: () => (refusal === null ? sharedReading(resource, reader, scope, request) : failing(refusal)) };
}

function failing<Row>(refusal: unknown): ScopeReading<Row> {
  return {
    readAt: new Date().toISOString(),
    // biome-ignore lint/correctness/useYield: it fails before it gives anything
    async *follow() {
      throw refusal;
    },
  };
}
