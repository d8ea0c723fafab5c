/**
 * A computation over many rows that can be interrupted: it yields after each slice, and returns its
 * result. Whoever runs it decides whether to go on at once or to let the page answer in between.
 */
export type Sliced<Result> = Generator<undefined, Result, undefined>;

/** Rows per slice: a millisecond or two of work. */
export const SLICE_ROWS = 16_384;

/** The page answers a person within a frame or so if nothing holds it longer than this. */
const SLICE_MS = 10;

/** Runs it to its end, however long that takes. */
export function finish<Result>(sliced: Sliced<Result>): Result {
  for (;;) {
    const step = sliced.next();
    if (step.done) return step.value;
  }
}

/** Runs it for a limited time. The result is `done` where that was enough. */
export function advance<Result>(sliced: Sliced<Result>, milliseconds = SLICE_MS): IteratorResult<undefined, Result> {
  const end = performance.now() + milliseconds;
  for (;;) {
    const step = sliced.next();
    if (step.done || performance.now() >= end) return step;
  }
}

/** Runs it to its end and lets the page answer after each slice. Stops, with the signal's reason, where it is aborted. */
export async function finishInSlices<Result>(sliced: Sliced<Result>, signal?: AbortSignal): Promise<Result> {
  for (;;) {
    signal?.throwIfAborted();
    const step = advance(sliced);
    if (step.done) return step.value;
    await pause();
  }
}

/** Counts the work since the last pause, and pauses when it is time. For loops that await anyway. */
export function pauses(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    await pause();
    since = performance.now();
  };
}

/** Lets everything run that waits: input, drawing, timers. An awaited promise alone would not. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
