import "server-only";
import type { ReadEvent } from "@/lib/aws/listing/read-scopes";
import type { ScopeFailure } from "@/lib/core/row-events";
import { NO_STORE } from "./error-response";
import { textStream } from "./text-stream";

const HEADERS = { ...NO_STORE, "Content-Type": "application/json; charset=utf-8" };

/** `{"rows":[…],"complete":…,"failures":[…]}`, written as the rows arrive. Each row carries its scope. */
export function jsonResponse<Row extends object>(events: AsyncGenerator<ReadEvent<Row>>, ended: () => void): Response {
  return new Response(textStream(document(events), ended), { headers: HEADERS });
}

async function* document<Row extends object>(events: AsyncGenerator<ReadEvent<Row>>): AsyncGenerator<string> {
  const failures: ScopeFailure[] = [];
  let separator = "";
  yield '{"rows":[';
  for await (const event of events) {
    if (event.type === "failed") failures.push({ scope: event.scope, error: event.error });
    if (event.type === "end") yield `],"complete":${event.complete},"failures":${JSON.stringify(failures)}}\n`;
    if (event.type !== "rows" || event.page.count === 0) continue;
    yield separator + (await event.page.rows()).map((row) => JSON.stringify({ scope: event.scope, ...row })).join(",");
    separator = ",";
  }
}
