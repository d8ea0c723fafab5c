import "server-only";
import type { ReadEvent } from "@/lib/aws/listing/read-scopes";
import { InvalidParameter } from "@/lib/core/invalid-parameter";
import type { ReadRequest } from "@/lib/core/read-request";

/**
 * Only AWS knows its tokens. Where a request brings one, the first answer is awaited, so that a token
 * which AWS refuses is answered like any other wrong parameter.
 *
 * @throws InvalidParameter
 */
export async function checkStartingToken<Row>(
  request: ReadRequest,
  events: AsyncGenerator<ReadEvent<Row>>,
): Promise<AsyncGenerator<ReadEvent<Row>>> {
  if (request.startingToken === null) return events;
  const start = await events.next();
  const first = await events.next();
  if (!first.done && first.value.type === "failed") {
    const { code, message } = first.value.error;
    if (/^Invalid(?:Pagination|Next)Token/.test(code) || (first.value.error.kind === "invalid" && /token/i.test(message))) {
      await events.return(undefined);
      throw new InvalidParameter(
        "starting-token",
        `AWS does not accept this starting-token (${code}). Tokens expire, and belong to the request that gave them.`,
      );
    }
  }
  return rejoined(start, first, events);
}

async function* rejoined<T>(start: IteratorResult<T>, first: IteratorResult<T>, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  if (!start.done) yield start.value;
  if (!first.done) yield first.value;
  yield* rest;
}
