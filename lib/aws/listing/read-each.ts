import "server-only";
import { isUnknownId, toScopeError } from "@/lib/aws/sdk/aws-errors";
import { interleave } from "./interleave";
import type { RowPage } from "./row-page";

/** Reads what AWS answers for one thing of a scope: an image, a few of them, a license configuration. */
type ReadOne<Row> = (own: AbortSignal) => AsyncGenerator<RowPage<Row>>;

/** Things that became known together, and where their own listing was stopped by `max-items`. */
export interface Batch<Row> {
  readers: readonly ReadOne<Row>[];
  nextToken: string | null;
}

/**
 * Reads a scope of which AWS answers for one thing at a time, several of them at once, as they become known.
 * A thing that AWS refuses does not keep the others from being read, but the scope then ends as
 * failed; one that AWS does not know there is no row.
 *
 * @throws the first refusal, once all others are read; any other failure at once.
 */
export async function* readEach<Row>(
  batches: AsyncIterable<Batch<Row>>,
  atOnce: number,
  signal: AbortSignal,
): AsyncGenerator<RowPage<Row>> {
  const refusals: unknown[] = [];
  const tolerant = (read: ReadOne<Row>): ReadOne<Row> =>
    async function* (own) {
      try {
        yield* read(own);
      } catch (error) {
        // Another account's, or gone since it was listed: there is no row of it.
        if (isUnknownId(error)) return;
        const { kind } = toScopeError(error);
        if (kind !== "denied" && kind !== "invalid") throw error;
        refusals.push(error);
      }
    };
  for await (const { readers, nextToken } of batches) {
    const pages = interleave(readers.map(tolerant), atOnce, signal);
    yield* nextToken === null ? pages : ending(pages, nextToken);
  }
  if (refusals.length > 0) throw refusals[0];
}

/** The same pages; the last one says where to go on. */
async function* ending<Row>(pages: AsyncGenerator<RowPage<Row>>, nextToken: string): AsyncGenerator<RowPage<Row>> {
  let last: RowPage<Row> | null = null;
  for await (const page of pages) {
    if (last !== null) yield last;
    last = page;
  }
  if (last !== null) yield last.placed({ more: false, nextToken });
}
