import "server-only";
import { isExpiredToken, isRefusedPageSize } from "@/lib/aws/sdk/aws-errors";
import { namedError } from "@/lib/core/named-error";
import type { Identity } from "@/lib/resources/resource";
import { RowPage } from "./row-page";
import { fingerprint, type IsNew, onlyNew, seenByIdentity } from "./seen";

/** The page that is asked for where AWS documents no maximum. */
export const LARGE_PAGE = 1_000;

/** One page, as AWS gave it. */
export interface AwsPage<Row> {
  rows: Row[];
  nextToken: string | undefined;
}

export interface ListingOptions<Row> {
  /** Rows to ask for in one call. */
  pageSize: number;
  /** The fewest that AWS lets be asked for. A listing stops where `maxItems` leaves fewer. */
  minPageSize?: number;
  maxItems: number | null;
  startingToken: string | null;
  identity: Identity<Row>;
}

/** AWS answered with a token that it had already given: following it would never end. */
export class RepeatedToken extends namedError("RepeatedToken") {
  constructor() {
    super("AWS gave the same NextToken twice, so this listing was stopped instead of being read forever.");
  }
}

/** Which page of a listing, in the words that every operation of AWS has for it. */
export interface Paging {
  MaxResults: number | undefined;
  NextToken: string | undefined;
}

/** Asks AWS for a page. Rejects where it cannot be had. */
export type FetchPage<Row> = (paging: Paging) => Promise<AwsPage<Row>>;

/**
 * Reads a listing to its end, a page at a time, and gives each row once, however often pages repeat it. An empty page with a
 * token is not the end. A token that expires restarts the listing once. A page size that AWS refuses gives way to AWS's own.
 *
 * @throws RepeatedToken, or whatever `fetchPage` throws.
 */
export async function* readListing<Row>(fetchPage: FetchPage<Row>, options: ListingOptions<Row>): AsyncGenerator<RowPage<Row>> {
  const { maxItems, startingToken, identity, minPageSize = 1 } = options;
  const isNew = seenByIdentity(identity);
  const fetch = withPageSizeFallback(async (paging) => bare(await fetchPage(paging), isNew));
  let hasRestarted = false;
  // Not the tokens themselves: each is a slice of its page, and would keep the whole text of it in memory.
  let tokens = new Set<number>();
  let token = startingToken ?? undefined;
  let left = maxItems ?? Number.POSITIVE_INFINITY;

  for (;;) {
    const answer = await fetch(token, Math.min(options.pageSize, left)).catch((error: unknown) => {
      if (!hasRestarted && tokens.size > 0 && isExpiredToken(error)) return null;
      throw error;
    });
    if (answer === null) {
      hasRestarted = true;
      tokens = new Set();
      token = startingToken ?? undefined;
      continue;
    }
    const { page, nextToken } = answer;
    const next = nextToken || undefined;
    const isRepeated = next !== undefined && (tokens.has(fingerprint(next)) || next === token);
    left -= page.count;
    const isLast = next === undefined || left < minPageSize;
    yield page.placed({ more: !isLast, nextToken: isLast ? (next ?? null) : null });
    if (isLast) return;
    if (isRepeated) throw new RepeatedToken();
    tokens.add(fingerprint(next));
    token = next;
  }
}

/** A page whose rows only the page holds. A suspended listing keeps whatever it has a name for, and would make them old. */
interface BarePage<Row> {
  page: RowPage<Row>;
  /** Number of rows that AWS returned, repeated ones included. */
  size: number;
  nextToken: string | undefined;
}

const bare = <Row>({ rows, nextToken }: AwsPage<Row>, isNew: IsNew<Row>): BarePage<Row> => ({
  page: new RowPage(onlyNew(rows, isNew)),
  size: rows.length,
  nextToken,
});

/**
 * Asks for pages of the wanted size. Once AWS has refused one, AWS's own size is used instead, except
 * where fewer rows are wanted than its pages have held.
 */
function withPageSizeFallback<Row>(fetchPage: (paging: Paging) => Promise<BarePage<Row>>) {
  let refused = false;
  let largest = 0;
  return async (NextToken: string | undefined, wanted: number): Promise<BarePage<Row>> => {
    if (!refused || wanted < largest) {
      try {
        return await fetchPage({ MaxResults: wanted, NextToken });
      } catch (error) {
        if (!isRefusedPageSize(error)) throw error;
        refused = true;
      }
    }
    const answer = await fetchPage({ MaxResults: undefined, NextToken });
    largest = Math.max(largest, answer.size);
    return answer;
  };
}
