import "server-only";
import { EarlierRows, type ScopeReading } from "@/lib/aws/listing/read-scopes";
import type { RowPage } from "@/lib/aws/listing/row-page";
import { toScopeError } from "@/lib/aws/sdk/aws-errors";
import { awsObserver } from "@/lib/aws/sdk/observer";
import { processWide } from "@/lib/core/process-wide";
import type { Source } from "@/lib/core/row-events";
import { type KeptReading, type ReadingStore, readingStore, type WholeList } from "./reading-store";
import type { Outcome, Pages, SharedReading } from "./shared-reading";

/**
 * The rows of a list from the store where they are young enough, else from AWS. Where there are older ones, those that AWS
 * gives are held back until they are all there: if it fails half way, the older ones are given whole, and not a mixture.
 */
export function openStored<Row>(
  store: ReadingStore,
  list: WholeList,
  isYoung: (readAt: string) => boolean,
  read: () => ScopeReading<Row>,
): ScopeReading<Row> {
  let from: { readAt: () => string; source: () => Source } = { readAt: () => "", source: () => "store" };
  return {
    readAt: () => from.readAt(),
    source: () => from.source(),
    async *follow(signal) {
      const kept = await store.latest<Row>(list);
      signal.throwIfAborted();
      if (kept !== null && isYoung(kept.readAt)) {
        awsObserver().readingAsked(list.resource.path, "store");
        from = { readAt: () => kept.readAt, source: () => "store" };
        return yield* keptPages(kept, signal);
      }
      const reading = read();
      from = reading;
      return kept === null ? yield* reading.follow(signal) : yield* orEarlier(reading, kept, signal);
    },
  };
}

async function* keptPages<Row>({ pages, proof }: KeptReading<Row>, signal: AbortSignal): Pages<Row> {
  for await (const page of pages()) {
    signal.throwIfAborted();
    yield page;
  }
  return proof;
}

/** @throws EarlierRows after the kept rows, where AWS fails. */
async function* orEarlier<Row>(reading: ScopeReading<Row>, kept: KeptReading<Row>, signal: AbortSignal): Pages<Row> {
  const pages: RowPage<Row>[] = [];
  const following = reading.follow(signal);
  try {
    for (;;) {
      const { done, value } = await following.next();
      if (done) {
        yield* pages;
        return value;
      }
      pages.push(value);
    }
  } catch (error) {
    signal.throwIfAborted();
    yield* keptPages(kept, signal);
    throw new EarlierRows(error, kept.readAt);
  } finally {
    await following.return(undefined);
  }
}

const keeping = processWide("readings-being-kept", () => new Set<Promise<void>>());

/** Keeps how the reading of a whole list ended. Nobody waits for it, but who wants to. */
export function keepOutcome<Row>(list: WholeList, outcome: Outcome, { pages, readAt, proof }: SharedReading<Row>): void {
  const store = readingStore();
  if (store === null || (outcome !== "complete" && isLeft(outcome.error))) return;
  const kept =
    outcome === "complete" ? store.keep(list, { readAt, proof, pages }) : store.keepFailure(list, readAt, toScopeError(outcome.error));
  keeping.add(kept);
  void kept.finally(() => keeping.delete(kept));
}

/** Waits until the readings that have ended so far are kept. */
export async function keptSoFar(): Promise<void> {
  await Promise.all(keeping);
}

/** Nobody waited for its end: that says nothing about the list. */
const isLeft = (error: unknown): boolean => error instanceof Error && error.name === "AbortError";
