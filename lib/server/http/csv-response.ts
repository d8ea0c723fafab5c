import "server-only";
import { Readable } from "node:stream";
import { createGunzip, createGzip } from "node:zlib";
import { readsSampleData } from "@/lib/aws/accounts/scopes";
import type { ReadEvent } from "@/lib/aws/listing/read-scopes";
import type { ScopeFailure } from "@/lib/core/row-events";
import { csvFileName, csvHeader, csvLines } from "@/lib/dataset/csv";
import type { Resource } from "@/lib/resources/resource";
import { NO_STORE } from "./error-response";

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
  const spool = createGzip({ level: 1 });
  const compressed = collect(spool);
  spool.write(csvHeader(resource.columns));
  try {
    for await (const event of events) {
      if (event.type === "failed") failures.push({ scope: event.scope, error: event.error });
      if (event.type === "rows")
        spool.write(
          csvLines(
            resource.columns,
            (await event.page.rows()).map((row) => ({ ...row, scope: event.scope })),
          ),
        );
    }
  } finally {
    spool.end();
  }
  const chunks = await compressed;
  if (failures.length > 0 && !allowPartial) return Response.json({ failures }, { status: 502, headers: NO_STORE });
  const sampleData = await readsSampleData();
  const name = csvFileName(resource.title, new Date(), { partial: failures.length > 0, sampleData });
  return new Response(Readable.toWeb(Readable.from(chunks).pipe(createGunzip())) as ReadableStream<Uint8Array>, {
    headers: { ...NO_STORE, "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": `attachment; filename="${name}"` },
  });
}

async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}
