import "server-only";
import type { ReadEvent } from "@/lib/aws/listing/read-scopes";
import { COLUMNAR_TYPE } from "@/lib/core/columnar";
import type { RowEvent } from "@/lib/core/row-events";
import type { Scope } from "@/lib/core/scope";
import { NO_STORE } from "@/lib/server/refusal-response";
import { textStream } from "./text-stream";

/** It ends in `+json`, because servers and proxies compress that, and not `application/x-ndjson`: rows shrink to a twentieth. */
export const ROWS_TYPE = "application/vnd.ami-ledger.rows+json; charset=utf-8";

const acceptsColumns = (http: Request): boolean => http.headers.get("accept")?.includes(COLUMNAR_TYPE) === true;

export const ndjsonHeaders = (http: Request): Record<string, string> => ({
  ...NO_STORE,
  "Content-Type": acceptsColumns(http) ? `${COLUMNAR_TYPE}; charset=utf-8` : ROWS_TYPE,
  "X-Accel-Buffering": "no",
});

/** One JSON object a line. Who accepts columns gets the rows of each line as such. */
export function ndjsonResponse<Row>(http: Request, events: AsyncGenerator<ReadEvent<Row>>, ended: () => void): Response {
  const lines = acceptsColumns(http) ? columnarLines(events) : rowLines(events);
  return new Response(textStream(lines, ended), { headers: ndjsonHeaders(http) });
}

async function* rowLines<Row>(events: AsyncGenerator<ReadEvent<Row>>): AsyncGenerator<string> {
  for await (const event of events) {
    yield `${JSON.stringify(await contractLine(event))}\n`;
  }
}

/** The line as the contract has it: the proof of a reading is for our own pages. */
async function contractLine<Row>(event: ReadEvent<Row>): Promise<Exclude<RowEvent<Row>, { type: "rows" }> | RowsLine<Row>> {
  if (event.type === "rows") return { type: "rows", scope: event.scope, rows: await event.page.rows() };
  if (event.type !== "done") return event;
  const { proof: _, ...line } = event;
  return line;
}

interface RowsLine<Row> {
  type: "rows";
  /** Null where the rows are of several scopes. */
  scope: Scope | null;
  rows: readonly Row[];
}

async function* columnarLines<Row>(events: AsyncGenerator<ReadEvent<Row>>): AsyncGenerator<string | Uint8Array> {
  for await (const event of events) {
    if (event.type !== "rows") yield `${JSON.stringify(event)}\n`;
    else {
      const start = Buffer.from(`{"type":"rows","scope":${JSON.stringify(event.scope)},"columnar":`);
      yield Buffer.concat([start, await event.page.columnar(), LINE_END]);
    }
  }
}

const LINE_END = Buffer.from("}\n");
