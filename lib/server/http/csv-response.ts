import "server-only";
import { Readable } from "node:stream";
import { createGunzip, createGzip } from "node:zlib";
import { readsSampleData } from "@/lib/aws/accounts/scopes";
import type { ReadEvent } from "@/lib/aws/listing/read-scopes";
import type { ScopeFailure } from "@/lib/core/row-events";
import type { Scope, Scoped } from "@/lib/core/scope";
import { csvFileName, csvHeader, csvLines } from "@/lib/dataset/csv";
import type { Resource } from "@/lib/resources/resource";
import { NO_STORE } from "@/lib/server/refusal-response";
import { failuresResponse } from "./json-response";

export const CSV_TYPE = "text/csv; charset=utf-8";

/**
 * The rows as a file. Status and file name say whether it is whole, so the file is finished before it is
 * sent; until then it is kept compressed, at about a twentieth of its size.
 */
export async function csvResponse<Row>(
  resource: Resource<Row>,
  events: AsyncGenerator<ReadEvent<Row>>,
  allowPartial: boolean,
): Promise<Response> {
  const failures: ScopeFailure[] = [];
  let scopes: readonly Scope[] = [];
  let truncated = false;
  const spool = createGzip({ level: 1 });
  const compressed = collect(spool);
  spool.write(csvHeader(resource.columns));
  try {
    for await (const event of events) {
      if (event.type === "start") scopes = event.scopes;
      if (event.type === "end") truncated = event.truncated;
      if (event.type === "failed") failures.push({ scope: event.scope, error: event.error });
      if (event.type === "rows")
        spool.write(
          csvLines(
            resource.columns,
            (await event.page.rows()).map((row) => scoped(row, event.scope)),
          ),
        );
    }
  } finally {
    spool.end();
  }
  const chunks = await compressed;
  if (failures.length > 0 && !allowPartial) return failuresResponse(failures);
  const sampleData = await readsSampleData();
  const name = csvFileName(resource.path.slice(1).replace("/", "-"), scopes, new Date(), {
    partial: failures.length > 0,
    truncated,
    sampleData,
  });
  return new Response(Readable.toWeb(Readable.from(chunks).pipe(createGunzip())) as ReadableStream<Uint8Array>, {
    headers: { ...NO_STORE, "Content-Type": CSV_TYPE, "Content-Disposition": `attachment; filename="${name}"` },
  });
}

/** A row of no one scope has a `scope` member of its own, which may be null. */
const scoped = <Row>(row: Row, scope: Scope | null): Scoped<Row> => (scope === null ? (row as Scoped<Row>) : { ...row, scope });

async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}
