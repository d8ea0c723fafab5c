import "server-only";
import type { RowEvent, ScopeFailure } from "@/lib/row-events";
import { NO_STORE } from "./error-response";
import { textStream } from "./text-stream";

const HEADERS = { ...NO_STORE, "Content-Type": "application/json; charset=utf-8" };

/** `{"rows":[…],"complete":…,"failures":[…]}`, written as the rows arrive. Each row carries its scope. */
export function jsonResponse<Row extends object>(events: AsyncGenerator<RowEvent<Row>>): Response {
  return new Response(textStream(document(events)), { headers: HEADERS });
}

async function* document<Row extends object>(events: AsyncGenerator<RowEvent<Row>>): AsyncGenerator<string> {
  const failures: ScopeFailure[] = [];
  let separator = "";
  yield '{"rows":[';
  for await (const event of events) {
    if (event.type === "failed") failures.push({ scope: event.scope, error: event.error });
    if (event.type === "end") yield `],"complete":${event.complete},"failures":${JSON.stringify(failures)}}\n`;
    if (event.type !== "rows" || event.rows.length === 0) continue;
    yield separator + event.rows.map((row) => JSON.stringify({ scope: event.scope, ...row })).join(",");
    separator = ",";
  }
}
