import { applyEvent, emptyReading, type Reading } from "@/lib/dataset/reading";
import type { Resource } from "@/lib/resources/resource";
import { fetchEvents } from "./fetch-events";
import { throttle } from "./throttle";

/** Rows are shown at most this often, so that a fast stream does not draw the page for each line. */
const SHOW_MS = 500;

/** Rows that come so soon after the first line are shown together with it: to draw the page once more would hold them up. */
const FIRST_ROWS_MS = 120;

/**
 * Reads a route to the end of its stream. Shows the first rows at once, the others every half second, and
 * where the first rows take their time, what is known without them. A stream that was cut gives a set without an end.
 *
 * @throws RequestRefused, or TypeError where the server cannot be reached or the connection is cut.
 */
export async function readRows<Row extends object>(
  resource: Resource<Row>,
  search: string,
  signal: AbortSignal,
  show: (set: Reading<Row>) => void = () => {},
): Promise<Reading<Row>> {
  let set = emptyReading(resource);
  const shown = throttle(SHOW_MS, () => {
    if (!signal.aborted && set.readAt !== null) show(set);
  });
  try {
    for await (const event of fetchEvents<Row>(`/api${resource.path}${search === "" ? "" : `?${search}`}`, signal)) {
      signal.throwIfAborted();
      const hadRows = set.length > 0;
      set = applyEvent(set, event);
      if (event.type === "start") shown.ask(FIRST_ROWS_MS);
      else if (hadRows) shown.ask();
      else shown.askNow();
    }
    return set;
  } catch (error) {
    // Rows that came before the fault are kept.
    shown.askNow();
    throw error;
  } finally {
    shown.stop();
  }
}
