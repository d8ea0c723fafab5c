import "server-only";
import type { ReadEvent } from "@/lib/aws/listing/read-scopes";
import { metrics } from "@/lib/server/observe/metrics";
import type { ReadingLog } from "@/lib/server/observe/request-log";

/** Passes events on, and records in the request log what they say: once a page, not a row. */
export async function* recordEvents<Row>(
  reading: ReadingLog,
  startedAt: number,
  events: AsyncGenerator<ReadEvent<Row>>,
): AsyncGenerator<ReadEvent<Row>> {
  for await (const event of events) {
    record(reading, startedAt, event);
    yield event;
  }
}

function record<Row>(reading: ReadingLog, startedAt: number, event: ReadEvent<Row>): void {
  switch (event.type) {
    case "start":
      reading.scopes = event.scopes.length;
      return;
    case "rows":
      reading.rows += event.page.count;
      if (reading.firstRowMs !== null || event.page.count === 0) return;
      reading.firstRowMs = performance.now() - startedAt;
      metrics.firstRow.observe({ resource: reading.resource }, reading.firstRowMs / 1000);
      return;
    case "failed":
      if (!reading.failures.includes(event.error.code)) reading.failures.push(event.error.code);
      return;
    case "end":
      reading.complete = event.complete;
      return;
    case "done":
      return;
  }
}
