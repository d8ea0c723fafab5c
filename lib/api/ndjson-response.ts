import "server-only";
import type { ReadEvent } from "@/lib/aws/read-scopes";
import { NO_STORE } from "./error-response";
import { textStream } from "./text-stream";

/**
 * One JSON object a line. The type ends in `+json` because servers and proxies compress that, and not
 * `application/x-ndjson`: rows shrink to a tenth.
 */
const HEADERS = { ...NO_STORE, "Content-Type": "application/vnd.ami-ledger.rows+json; charset=utf-8", "X-Accel-Buffering": "no" };

export function ndjsonResponse<Row>(events: AsyncGenerator<ReadEvent<Row>>, ended: () => void): Response {
  return new Response(textStream(lines(events), ended), { headers: HEADERS });
}

async function* lines<Row>(events: AsyncGenerator<ReadEvent<Row>>): AsyncGenerator<string | Uint8Array> {
  for await (const event of events) {
    if (event.type !== "rows") yield `${JSON.stringify(event)}\n`;
    else
      yield Buffer.concat([
        Buffer.from(`{"type":"rows","scope":${JSON.stringify(event.scope)},"rows":`),
        await event.page.json(),
        LINE_END,
      ]);
  }
}

const LINE_END = Buffer.from("}\n");
