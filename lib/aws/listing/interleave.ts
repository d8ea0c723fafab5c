import "server-only";
import { setMaxListeners } from "node:events";

/**
 * Merges sources in order of arrival, a limited number of them running at once. Each is one
 * step ahead at most. The first error, leaving and the signal end all of them, through the signal that each
 * is given.
 */
export async function* interleave<T>(
  sources: Iterable<(signal: AbortSignal) => AsyncGenerator<T>>,
  atOnce: number,
  signal: AbortSignal,
): AsyncGenerator<T> {
  const own = new AbortController();
  const abort = (): void => own.abort(signal.reason);
  setMaxListeners(0, own.signal);
  signal.addEventListener("abort", abort);
  if (signal.aborted) abort();
  const waiting = sources[Symbol.iterator]();
  const running = new Map<AsyncGenerator<T>, Promise<Step<T>>>();
  const advance = (generator: AsyncGenerator<T>): void => {
    const last = step(generator);
    // It may fail while nobody is asking for more.
    last.catch(() => undefined);
    running.set(generator, last);
  };
  const begin = (): void => {
    const next = waiting.next();
    if (!next.done) advance(next.value(own.signal));
  };
  try {
    for (let count = 0; count < atOnce; count += 1) begin();
    while (running.size > 0) {
      const { generator, result } = await Promise.race(running.values());
      if (result.done) {
        running.delete(generator);
        begin();
        continue;
      }
      advance(generator);
      yield result.value;
    }
  } finally {
    signal.removeEventListener("abort", abort);
    own.abort();
    for (const generator of running.keys()) generator.return(undefined).catch(() => undefined);
  }
}

interface Step<T> {
  generator: AsyncGenerator<T>;
  result: IteratorResult<T>;
}

const step = async <T>(generator: AsyncGenerator<T>): Promise<Step<T>> => ({ generator, result: await generator.next() });
