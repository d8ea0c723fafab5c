import "server-only";
import type { RowEvent, ScopeFailure } from "@/lib/row-events";
import type { Scope } from "@/lib/scope";
import { toScopeError } from "./aws-errors";
import type { Page } from "./listing";

/** Reads one scope, a page at a time. */
export type ReadScope<Row> = (scope: Scope, signal: AbortSignal) => AsyncGenerator<Page<Row>>;

/**
 * Reads several scopes at once and tells what happens as it happens. A failure ends its own scope and
 * no other. The next page of a scope is asked for when the one before has been taken, so a slow
 * listener slows the reading instead of filling memory. Leaving the generator, or aborting the signal,
 * stops every call to AWS.
 *
 * @throws whatever the signal was aborted with. A failing scope never throws.
 */
export async function* readScopes<Row>(scopes: readonly Scope[], read: ReadScope<Row>, signal: AbortSignal): AsyncGenerator<RowEvent<Row>> {
  const leaving = new AbortController();
  const either = AbortSignal.any([signal, leaving.signal]);
  yield { type: "start", scopes: [...scopes], readAt: new Date().toISOString() };
  let rows = 0;
  let complete = true;
  try {
    for await (const event of merge(scopes.map((scope) => readScope(scope, read, either)))) {
      signal.throwIfAborted();
      if (event.type === "rows") rows += event.rows.length;
      if (event.type === "failed") complete = false;
      yield event;
    }
    yield { type: "end", complete, rows };
  } finally {
    leaving.abort();
  }
}

async function* readScope<Row>(scope: Scope, read: ReadScope<Row>, signal: AbortSignal): AsyncGenerator<RowEvent<Row>> {
  let pages = 0;
  let rows = 0;
  let nextToken: string | null = null;
  try {
    for await (const page of read(scope, signal)) {
      pages += 1;
      rows += page.rows.length;
      nextToken = page.nextToken;
      yield { type: "rows", scope, rows: page.rows };
    }
    yield { type: "done", scope, pages, rows, nextToken };
  } catch (error) {
    signal.throwIfAborted();
    yield failed(scope, error);
  }
}

function failed(scope: Scope, error: unknown): { type: "failed" } & ScopeFailure {
  return { type: "failed", scope, error: toScopeError(error) };
}

/** What any of the generators gives, as soon as it gives it. Each is one step ahead at most. */
async function* merge<T>(generators: AsyncGenerator<T>[]): AsyncGenerator<T> {
  const step = async (generator: AsyncGenerator<T>) => ({ generator, result: await generator.next() });
  const pending = new Map(generators.map((generator) => [generator, step(generator)]));
  while (pending.size > 0) {
    const { generator, result } = await Promise.race(pending.values());
    if (result.done) {
      pending.delete(generator);
      continue;
    }
    yield result.value;
    pending.set(generator, step(generator));
  }
}
