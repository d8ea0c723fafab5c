import "server-only";
import { isExpiredToken, isRefusedPageSize } from "./aws-errors";
import { Fingerprints, fingerprint } from "./fingerprints";

/** The page that is asked for where AWS documents no maximum. */
export const LARGE_PAGE = 1_000;

/** One page, as AWS gave it. */
export interface AwsPage<Row> {
  rows: Row[];
  nextToken: string | undefined;
}

/** One page, as a reader gives it. `nextToken` is set on the last page only, where `maxItems` stopped the listing. */
export interface Page<Row> {
  rows: Row[];
  nextToken: string | null;
}

export interface ListingOptions<Row> {
  /** Rows to ask for in one call. */
  pageSize: number;
  maxItems: number | null;
  startingToken: string | null;
  identity: (row: Row) => string;
  signal: AbortSignal;
}

/** AWS answered with a token that it had already given: following it would never end. */
export class RepeatedToken extends Error {
  override readonly name = "RepeatedToken";

  constructor() {
    super("AWS gave the same NextToken twice, so this listing was stopped instead of being read forever.");
  }
}

/** Which page of a listing, in the words that every operation of AWS has for it. */
export interface Paging {
  MaxResults: number | undefined;
  NextToken: string | undefined;
}

type FetchPage<Row> = (paging: Paging, signal: AbortSignal) => Promise<AwsPage<Row>>;

/**
 * Reads a listing to its end, a page at a time. An empty page with a token is not the end. A token that
 * expires restarts the listing once, without giving a row twice. A page size that AWS refuses gives way
 * to AWS's own.
 *
 * @throws RepeatedToken, or whatever `fetchPage` throws.
 */
export async function* readListing<Row>(fetchPage: FetchPage<Row>, options: ListingOptions<Row>): AsyncGenerator<Page<Row>> {
  const { maxItems, startingToken, identity, signal } = options;
  const fetch = withPageSizeFallback<Row>((paging) => withOwnSignal(signal, (own) => fetchPage(paging, own)));
  const given = new Fingerprints();
  let again: Map<number, number> | null = null;
  // Not the tokens themselves: each is a slice of its page, and would keep the whole text of it in memory.
  let tokens = new Set<number>();
  let token = startingToken ?? undefined;
  let left = maxItems ?? Number.POSITIVE_INFINITY;

  for (;;) {
    const page = await fetch(token, Math.min(options.pageSize, left)).catch((error: unknown) => {
      if (again === null && tokens.size > 0 && isExpiredToken(error)) return null;
      throw error;
    });
    if (page === null) {
      again = given.counts();
      tokens = new Set();
      token = startingToken ?? undefined;
      continue;
    }
    const rows = again === null ? page.rows : page.rows.filter((row) => !takeOne(again, fingerprint(identity(row))));
    const next = page.nextToken || undefined;
    if (next !== undefined && again === null) for (const row of rows) given.add(identity(row));
    left -= rows.length;
    if (next === undefined || left <= 0) {
      yield { rows, nextToken: next ?? null };
      return;
    }
    yield { rows, nextToken: null };
    if (tokens.has(fingerprint(next)) || next === token) throw new RepeatedToken();
    tokens.add(fingerprint(next));
    token = next;
  }
}

/** Takes one of a fingerprint's count away. False where none is left. */
function takeOne(counts: Map<number, number> | null, key: number): boolean {
  const count = counts?.get(key) ?? 0;
  if (count === 0) return false;
  counts?.set(key, count - 1);
  return true;
}

/**
 * Asks for pages of the wanted size. Once AWS has refused one, AWS's own size is used instead, except
 * where fewer rows are wanted than its pages have held.
 */
function withPageSizeFallback<Row>(fetchPage: (paging: Paging) => Promise<AwsPage<Row>>) {
  let refused = false;
  let largest = 0;
  return async (NextToken: string | undefined, wanted: number): Promise<AwsPage<Row>> => {
    if (!refused || wanted < largest) {
      try {
        return await fetchPage({ MaxResults: wanted, NextToken });
      } catch (error) {
        if (!isRefusedPageSize(error)) throw error;
        refused = true;
      }
    }
    const page = await fetchPage({ MaxResults: undefined, NextToken });
    largest = Math.max(largest, page.rows.length);
    return page;
  };
}

/**
 * Makes a call with a signal that lives as long as the call. The SDK leaves its listeners on the signal it
 * was given, and with them the whole answer: on the signal of a long listing, every page would stay in memory.
 */
async function withOwnSignal<T>(signal: AbortSignal, call: (own: AbortSignal) => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const own = new AbortController();
  const abort = (): void => own.abort(signal.reason);
  signal.addEventListener("abort", abort);
  try {
    return await call(own.signal);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
