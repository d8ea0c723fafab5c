import { COLUMNAR_TYPE } from "@/lib/core/columnar";
import type { SentEvent } from "@/lib/core/row-events";
import { pauses } from "@/lib/core/slices";
import { noteServerTime } from "./server-clock";

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

/** The server refused the request because nobody is signed in any more. */
export class SessionOver extends RequestRefused {}

/** The server refused the request for now: too many of them, or it is being replaced. */
class RefusedForNow extends RequestRefused {}

/** Whether a retry is pointless because the request itself is wrong. */
export const staysRefused = (error: unknown): boolean => error instanceof RequestRefused && !(error instanceof RefusedForNow);

/**
 * Reads a rows route line by line, rows as columns where it sends them so. Between two lines the page can
 * answer, whatever is done with each: a fast stream would otherwise hold it until its end.
 *
 * @throws RequestRefused, or TypeError where the server cannot be reached or the connection is cut.
 */
export async function* fetchEvents<Row>(url: string, signal: AbortSignal): AsyncGenerator<SentEvent<Row>> {
  const response = await fetch(url, { signal, headers: { Accept: `${COLUMNAR_TYPE}, */*;q=0.1` } });
  if (!response.ok || response.body === null) throw await readRefusal(response);
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const pauseWhenDue = pauses();
  let begun: string[] = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const [first = "", ...others] = decoder.decode(value, { stream: true }).split("\n");
      begun.push(first);
      for (const next of others) {
        const event: SentEvent<Row> = JSON.parse(begun.join(""));
        if (event.type === "start") noteServerTime(event.at);
        yield event;
        begun = [next];
        await pauseWhenDue();
      }
    }
  } finally {
    void reader.cancel().catch(() => null);
  }
}

/** The server's error response, as an error. */
export async function readRefusal(response: Response): Promise<RequestRefused> {
  const body: unknown = await response.json().catch(() => null);
  const error: unknown = isRecord(body) ? body.error : null;
  const message =
    isRecord(error) && typeof error.message === "string" ? error.message : `The server answered with status ${response.status}.`;
  const parameter = isRecord(error) && typeof error.parameter === "string" ? error.parameter : null;
  return new (REFUSALS[response.status] ?? RequestRefused)(parameter, message);
}

const REFUSALS: Readonly<Record<number, typeof RequestRefused>> = { 401: SessionOver, 429: RefusedForNow, 503: RefusedForNow };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
