import "server-only";
import { setImmediate as nextTurn } from "node:timers/promises";

/** Maximum size of one chunk: five pages of a thousand rows, or forty as columns. */
const MOST_BYTES = 2 ** 20;

type Texts = AsyncGenerator<string | Uint8Array>;

/**
 * A body that is made as it is taken: more is asked for when the client has room, and a client that leaves ends the generator of its
 * texts, which may be UTF-8 already. `ended` is called when the last was taken, when there will be none, or when nobody wants one.
 */
export function textStream(texts: Texts, ended: () => void): ReadableStream<Uint8Array> {
  const pieces = together(texts);
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await pieces.next().catch((error: unknown) => {
          ended();
          throw error;
        });
        if (done) {
          controller.close();
          ended();
        } else controller.enqueue(value);
      },
      async cancel() {
        ended();
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

/**
 * The texts that are there already, as one. To compress and send one takes several turns of the event loop, so who takes a fast
 * reading page by page falls ever further behind it.
 */
async function* together(texts: Texts): AsyncGenerator<Uint8Array> {
  try {
    let next = texts.next();
    for (;;) {
      const parts: Uint8Array[] = [];
      let bytes = 0;
      let result: Awaited<typeof next> | null = await next;
      const turn = nextTurn(null);
      while (result !== null && !result.done) {
        const part = typeof result.value === "string" ? Buffer.from(result.value) : result.value;
        parts.push(part);
        bytes += part.length;
        next = texts.next();
        // A failure is met again when `next` is awaited, after these texts have been sent.
        next.catch(() => undefined);
        result = bytes < MOST_BYTES ? await Promise.race([next, turn]).catch(() => null) : null;
      }
      if (parts.length > 0) yield Buffer.concat(parts);
      if (result?.done) return;
    }
  } finally {
    texts.return(undefined).catch(() => undefined);
  }
}
