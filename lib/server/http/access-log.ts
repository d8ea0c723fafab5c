import "server-only";
import { log } from "@/lib/server/observe/log";
import { metrics } from "@/lib/server/observe/metrics";
import { inRequest, newRequestLog, type RequestLog, whenEnded } from "@/lib/server/observe/request-log";
import { errorResponse } from "./error-response";

type Handler<Rest extends unknown[]> = (entry: RequestLog, http: Request, ...rest: Rest) => Promise<Response>;

/** The status of a request whose client has left, as nginx logs it. */
const CLIENT_CLOSED = 499;

/**
 * A route whose requests have an id, in the answer and in each log line, count in the metrics, and get one line in the access
 * log when they end. An error that the handler throws becomes an error response.
 */
export function withAccessLog<Rest extends unknown[]>(handler: Handler<Rest>): (http: Request, ...rest: Rest) => Promise<Response> {
  return (http, ...rest) => {
    const entry = newRequestLog(http);
    return inRequest(entry, async () => {
      const leave = (): void => endRequest(entry, CLIENT_CLOSED);
      http.signal.addEventListener("abort", leave);
      whenEnded(entry, () => http.signal.removeEventListener("abort", leave));
      const response = await handler(entry, http, ...rest).catch((error: unknown) =>
        // The client has left, and the error is the reason of the abort.
        http.signal.aborted ? new Response(null, { status: CLIENT_CLOSED }) : errorResponse(error),
      );
      response.headers.set("X-Request-Id", entry.id);
      entry.status = response.status;
      if (!(response.ok && entry.reading?.isStreamed)) endRequest(entry);
      return response;
    });
  };
}

/** Writes the line of a request, once. A stream calls this when its last row has left. */
export function endRequest(entry: RequestLog, status = entry.status): void {
  if (entry.hasEnded) return;
  entry.hasEnded = true;
  metrics.requests.inc({ status: String(status) });
  for (const act of entry.atEnd) act();
  const { id, person, method, path, startedAt, reading } = entry;
  log().info(
    {
      request: id,
      person,
      method,
      path,
      status,
      durationMs: Math.round(performance.now() - startedAt),
      ...(reading && readingFields(reading)),
    },
    "request",
  );
}

const readingFields = ({ scopes, rows, firstRowMs, complete, failures }: NonNullable<RequestLog["reading"]>) => ({
  scopes,
  rows,
  firstRowMs: firstRowMs === null ? null : Math.round(firstRowMs),
  complete,
  failures,
});
