import "server-only";
import type { ReadEvent } from "@/lib/aws/listing/read-scopes";
import type { ScopeFailure, Source } from "@/lib/core/row-events";
import type { Scope } from "@/lib/core/scope";
import { NO_STORE } from "@/lib/server/refusal-response";
import { textStream } from "./text-stream";

export const JSON_TYPE = "application/json; charset=utf-8";
const HEADERS = { ...NO_STORE, "Content-Type": JSON_TYPE };

/** Members that follow the rows in the document. */
interface Closing {
  nextTokens: { scope: Scope; nextToken: string }[];
  readings: { scope: Scope; readAt: string; source: Source }[];
  failures: ScopeFailure[];
}

/** `{"at":…,"rows":[…],"complete":…,…}`, written as the rows arrive. Each row carries its scope. */
export function jsonResponse<Row extends object>(events: AsyncGenerator<ReadEvent<Row>>, ended: () => void): Response {
  return new Response(textStream(document(events, emptyClosing()), ended), { headers: HEADERS });
}

/** The same once all of it is there, or 502 with the failures where a scope failed. */
export async function wholeJsonResponse<Row extends object>(events: AsyncGenerator<ReadEvent<Row>>): Promise<Response> {
  const closing = emptyClosing();
  const parts: string[] = [];
  for await (const part of document(events, closing)) parts.push(part);
  if (closing.failures.length > 0) return failuresResponse(closing.failures);
  return new Response(new Blob(parts), { headers: HEADERS });
}

/** Rows were refused because some are missing. */
export const failuresResponse = (failures: readonly ScopeFailure[]): Response =>
  Response.json({ failures }, { status: 502, headers: NO_STORE });

const emptyClosing = (): Closing => ({ nextTokens: [], readings: [], failures: [] });

async function* document<Row extends object>(events: AsyncGenerator<ReadEvent<Row>>, closing: Closing): AsyncGenerator<string> {
  let separator = "";
  for await (const event of events) {
    switch (event.type) {
      case "start":
        yield `{"at":${JSON.stringify(event.at)},"rows":[`;
        break;
      case "rows":
        if (event.page.count === 0) break;
        yield separator + (await event.page.rows()).map((row) => JSON.stringify({ scope: event.scope, ...row })).join(",");
        separator = ",";
        break;
      case "done":
        closing.readings.push({ scope: event.scope, readAt: event.readAt, source: event.source });
        if (event.nextToken !== null) closing.nextTokens.push({ scope: event.scope, nextToken: event.nextToken });
        break;
      case "failed":
        closing.failures.push({ scope: event.scope, error: event.error });
        break;
      case "end":
        yield `],"complete":${event.complete},"truncated":${event.truncated},${JSON.stringify(closing).slice(1)}\n`;
    }
  }
}
