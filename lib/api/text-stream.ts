import "server-only";

/**
 * A body that is made as it is taken: the next text, which may be UTF-8 already, is asked for when the client has room, and a client
 * that leaves ends the generator. `ended` is called when the last was taken, when there will be none, or when nobody wants one.
 */
export function textStream(texts: AsyncGenerator<string | Uint8Array>, ended: () => void): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await texts.next().catch((error: unknown) => {
          ended();
          throw error;
        });
        if (done) {
          controller.close();
          ended();
        } else controller.enqueue(typeof value === "string" ? encoder.encode(value) : value);
      },
      async cancel() {
        ended();
        await texts.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
