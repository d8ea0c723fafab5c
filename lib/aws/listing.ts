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

type FetchPage<Row> = (call: { maxResults: number | undefined; nextToken: string | undefined }) => Promise<AwsPage<Row>>;

/**
 * Reads a listing to its end, a page at a time. An empty page with a token is not the end. A token that
 * expires restarts the listing once, without giving a row twice. A page size that AWS refuses gives way
 * to AWS's own.
 *
 * @throws RepeatedToken, or whatever `fetchPage` throws.
 */
export async function* readListing<Row>(fetchPage: FetchPage<Row>, options: ListingOptions<Row>): AsyncGenerator<Page<Row>> {
  const { maxItems, startingToken, identity, signal } = options;
  const fetch = withPageSizeFallback(fetchPage);
  const given = new Fingerprints();
  let again: Map<number, number> | null = null;
  let tokens = new Set<string>();
  let token = startingToken ?? undefined;
  let left = maxItems ?? Number.POSITIVE_INFINITY;

  for (;;) {
    signal.throwIfAborted();
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
    if (tokens.has(next) || next === token) throw new RepeatedToken();
    tokens.add(next);
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
function withPageSizeFallback<Row>(fetchPage: FetchPage<Row>) {
  let refused = false;
  let largest = 0;
  return async (nextToken: string | undefined, wanted: number): Promise<AwsPage<Row>> => {
    if (!refused || wanted < largest) {
      try {
        return await fetchPage({ maxResults: wanted, nextToken });
      } catch (error) {
        if (!isRefusedPageSize(error)) throw error;
        refused = true;
      }
    }
    const page = await fetchPage({ maxResults: undefined, nextToken });
    largest = Math.max(largest, page.rows.length);
    return page;
  };
}
