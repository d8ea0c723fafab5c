import type { RowEvent } from "@/lib/row-events";

/** The server refused the request, and says which parameter is wrong. */
export class RequestRefused extends Error {
  override readonly name = "RequestRefused";

  constructor(
    readonly parameter: string | null,
    message: string,
  ) {
    super(message);
  }
}

/** Lines are handed on at most this often, so that a fast stream does not draw the page for each. */
const BATCH_MS = 200;

/**
 * Reads a rows route line by line and hands the lines on in batches: at once up to the first rows, then
 * whatever arrived in a fifth of a second.
 *
 * @throws RequestRefused, or TypeError where the server cannot be reached or the connection is cut.
 */
export async function* fetchEvents<Row>(url: string, signal: AbortSignal): AsyncGenerator<RowEvent<Row>[]> {
  const response = await fetch(url, { signal });
  if (!response.ok || response.body === null) throw await refusal(response);
  const lines = new LineReader<Row>(response.body.getReader());
  let due = 0;
  for (;;) {
    const batch = await lines.until(due);
    if (batch === null) return;
    yield batch;
    if (batch.some(({ type }) => type === "rows")) due = performance.now() + BATCH_MS;
  }
}

class LineReader<Row> {
  private readonly decoder = new TextDecoder();
  private rest = "";
  private reading: Promise<ReadableStreamReadResult<Uint8Array>> | null = null;

  constructor(private readonly reader: ReadableStreamDefaultReader<Uint8Array>) {}

  /**
   * At least one line, and all that arrive before the time is due. Null at the end of the stream. Where
   * the connection is cut, the lines before come first, and the error the next time.
   */
  async until(due: number): Promise<RowEvent<Row>[] | null> {
    const events: RowEvent<Row>[] = [];
    for (;;) {
      this.reading ??= this.reader.read();
      const wait = due - performance.now();
      const result = events.length === 0 ? await this.reading : await within(wait, this.reading).catch(() => null);
      if (result === null) return events;
      this.reading = null;
      if (result.done) return events.length === 0 ? null : events;
      this.parse(this.decoder.decode(result.value, { stream: true }), events);
      if (wait <= 0 && events.length > 0) return events;
    }
  }

  private parse(text: string, events: RowEvent<Row>[]): void {
    const lines = (this.rest + text).split("\n");
    this.rest = lines.pop() ?? "";
    for (const line of lines) events.push(JSON.parse(line));
  }
}

function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, milliseconds), null);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function refusal(response: Response): Promise<RequestRefused> {
  const body: unknown = await response.json().catch(() => null);
  const error: unknown = isRecord(body) ? body.error : null;
  const message =
    isRecord(error) && typeof error.message === "string" ? error.message : `The server answered with status ${response.status}.`;
  const parameter = isRecord(error) && typeof error.parameter === "string" ? error.parameter : null;
  return new RequestRefused(parameter, message);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
