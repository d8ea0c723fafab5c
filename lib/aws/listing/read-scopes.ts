import "server-only";
import { toScopeError } from "@/lib/aws/sdk/aws-errors";
import { namedError } from "@/lib/core/named-error";
import type { Proof, RowEvent, Source } from "@/lib/core/row-events";
import type { Scope } from "@/lib/core/scope";
import { interleave } from "./interleave";
import type { RowPage } from "./row-page";
import { checkNotStopped } from "./stop-readings";

/** Where the rows of one scope come from. */
export interface ScopeSource<Row> {
  scope: Scope;
  /** Begins to read, or joins those who do. What it gives has to be followed. */
  open: () => ScopeReading<Row>;
}

/** The rows of one scope. */
export interface ScopeReading<Row> {
  /** When AWS began to be asked for the rows, ISO 8601. Known at the latest when all are here. */
  readAt: () => string;
  source: () => Source;
  follow: (signal: AbortSignal) => AsyncGenerator<RowPage<Row>, Proof>;
}

/** Why a list could not be read, after the rows of an earlier whole reading were given in its place. */
export class EarlierRows extends namedError("EarlierRows") {
  constructor(
    cause: unknown,
    /** When those rows were read, ISO 8601. */
    readonly readAt: string,
  ) {
    super("The rows are those of an earlier reading.", { cause });
  }
}

/** A line of the stream of scopes that are read one beside the other, its rows still as the page that they came in. */
export type ScopeEvent<Row> = Exclude<RowEvent<Row>, { type: "rows" }> | { type: "rows"; scope: Scope; page: RowPage<Row> };

/** A line of any stream. Rows that follow from several scopes together may be of none. */
export type ReadEvent<Row> = ScopeEvent<Row> | { type: "rows"; scope: null; page: RowPage<Row> };

/**
 * Follows the readings of several scopes at once, in order of arrival. A failure ends its
 * own scope and no other. Leaving the generator, or aborting the signal, leaves the readings.
 *
 * @throws whatever the signal was aborted with. A failing scope never throws.
 */
export async function* readScopes<Row>(sources: readonly ScopeSource<Row>[], signal: AbortSignal): AsyncGenerator<ScopeEvent<Row>> {
  const readings = sources.map(({ scope, open }) => ({ scope, ...open() }));
  const leaving = new AbortController();
  const merged = interleave(
    readings.map(
      ({ scope, ...reading }) =>
        (own) =>
          readScope(scope, reading, own),
    ),
    readings.length,
    AbortSignal.any([signal, leaving.signal]),
  );
  let rows = 0;
  let complete = true;
  let truncated = false;
  try {
    // Begun before anybody takes the first line, so that no reading waits for it, and none is left without a follower.
    let next = merged.next();
    next.catch(() => undefined);
    yield { type: "start", at: new Date().toISOString(), scopes: readings.map(({ scope }) => scope) };
    for (let result = await next; !result.done; result = await next) {
      signal.throwIfAborted();
      const event = result.value;
      if (event.type === "rows") rows += event.page.count;
      if (event.type === "failed") complete = false;
      if (event.type === "done" && event.nextToken !== null) truncated = true;
      yield event;
      next = merged.next();
    }
    yield { type: "end", complete, truncated, rows };
  } finally {
    // A generator that waits for its next value cannot be told to return before that has come.
    leaving.abort();
    merged.return(undefined).catch(() => undefined);
  }
}

async function* readScope<Row>(
  scope: Scope,
  { readAt, source, follow }: ScopeReading<Row>,
  signal: AbortSignal,
): AsyncGenerator<ScopeEvent<Row>> {
  const reading = follow(signal);
  let pages = 0;
  let rows = 0;
  let nextToken: string | null = null;
  try {
    let step = await reading.next();
    for (; !step.done; step = await reading.next()) {
      checkNotStopped();
      const page = step.value;
      pages += 1;
      rows += page.count;
      nextToken = page.nextToken;
      yield { type: "rows", scope, page };
    }
    yield { type: "done", scope, pages, rows, nextToken, readAt: readAt(), source: source(), proof: step.value };
  } catch (error) {
    signal.throwIfAborted();
    const earlier = error instanceof EarlierRows ? error : null;
    yield { type: "failed", scope, error: toScopeError(earlier?.cause ?? error), readAt: earlier?.readAt ?? null };
  } finally {
    // Left in the middle, it must not go on.
    await reading.return(undefined);
  }
}
