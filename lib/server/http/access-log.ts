import "server-only";
import { log } from "@/lib/server/observe/log";
import { metrics } from "@/lib/server/observe/metrics";
import { inRequest, noteOf, type RequestNote } from "@/lib/server/observe/request-log";
import { errorResponse } from "./error-response";

type Handler<Rest extends unknown[]> = (note: RequestNote, http: Request, ...rest: Rest) => Promise<Response>;

/** The client is not there any more. It never sees it. */
const LEFT = 499;

/**
 * A route whose requests have an id, which the answer and every line about it carry, are counted, and leave one
 * line in the log when they have ended. What the handler throws is answered in the form of all our errors.
 */
export function noted<Rest extends unknown[]>(handler: Handler<Rest>): (http: Request, ...rest: Rest) => Promise<Response> {
  return (http, ...rest) => {
    const note = noteOf(http);
    return inRequest(note, async () => {
      const leave = (): void => ended(note, LEFT);
      http.signal.addEventListener("abort", leave);
      note.atEnd.push(() => http.signal.removeEventListener("abort", leave));
      const response = await handler(note, http, ...rest).catch((error: unknown) =>
        // Nobody is there to read an answer. The error is whatever the signal was aborted with.
        http.signal.aborted ? new Response(null, { status: LEFT }) : errorResponse(error),
      );
      response.headers.set("X-Request-Id", note.id);
      note.status = response.status;
      if (!(response.ok && note.reading?.isStreamed)) ended(note);
      return response;
    });
  };
}

/** Notes that a request has ended: once, whoever finds out first. Rows that are streamed end theirs themselves. */
export function ended(note: RequestNote, status = note.status): void {
  if (note.hasEnded) return;
  note.hasEnded = true;
  metrics.requests.inc({ status: String(status) });
  for (const act of note.atEnd) act();
  const { id, person, method, path, startedAt, reading } = note;
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

const readingFields = ({ scopes, rows, firstRowMs, complete, failures }: NonNullable<RequestNote["reading"]>) => ({
  scopes,
  rows,
  firstRowMs: firstRowMs === null ? null : Math.round(firstRowMs),
  complete,
  failures,
});
