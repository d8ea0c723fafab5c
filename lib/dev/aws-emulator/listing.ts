import { AwsError } from "./aws-error";
import type { Predicate } from "./filters";
import { Lru } from "./lru";
import { type CallContext, endDryRun, type Operation, typedOperation } from "./operation";
import { cutPage, type Position, readToken, START } from "./pagination";

/** The members that all paginated inputs have in common. */
export interface PagedInput {
  MaxResults?: number | undefined;
  NextToken?: string | undefined;
  DryRun?: boolean | undefined;
}

/** How large the pages of an operation are. */
interface PageLimits {
  /** Items a page when the caller names no number, or 0. */
  defaultPageSize: number;
  /** Items a page at most, whatever the caller asked for. */
  largestPage: number;
  /** Smallest and largest `MaxResults` that is not refused. */
  maxResults: { min: number; max: number };
  codes: { badParameter: string; badToken: string };
}

/** The specifics of one paginated operation. */
export interface ListingSpec<Input, Item, Source> extends PageLimits {
  operation: string;
  /** The output for a page. */
  output: (items: Item[], nextToken: string | undefined) => object;
  /** Refuses input that is wrong whatever the world holds, and returns which items it asks for. */
  where: (input: Input) => Predicate<Item> | undefined;
  /** Where the items are, such as a region of the caller's account; refuses a caller who may not look there. */
  source: (context: CallContext) => Source;
  /** The items there before filtering; refuses ids that do not exist. */
  from: (source: Source, input: Input) => Item[];
  /** Whether those are all that is asked for, and need no filtering. */
  isExact?: (input: Input) => boolean;
  /** How it comes to have more items than the world began with; without it, it never does. */
  growth?: Growth<Input, Item, Source>;
}

/** How one more item gets into a listing. */
interface Growth<Input, Item, Source> {
  /** The list of the world that the items come from. */
  store: (source: Source, input: Input) => Item[];
  /** A copy of an item with an identity of its own, made from a number that is never given twice. */
  another: (item: Item, serial: number) => Item;
}

/** A listing as it was when its first page was asked for. */
interface Evaluated<Item> {
  items: Item[];
  where: Predicate<Item> | undefined;
  store: Item[] | undefined;
}

const CACHED_LISTINGS = 64;

/**
 * A paginated operation. A listing is evaluated when its first page is asked for and kept for the pages that
 * follow, so that a page of a large listing costs no more than its own items.
 */
export function listing<Input extends PagedInput, Item, Source>(spec: ListingSpec<Input, Item, Source>): Operation {
  const cache = new Lru<Evaluated<Item>>(CACHED_LISTINGS);
  let added = 0;

  return typedOperation<Input>((input, context) => {
    const source = spec.source(context);
    const size = Math.min(pageSize(spec, input.MaxResults), context.movingPageSize ?? Number.POSITIVE_INFINITY);
    const where = spec.where(input);
    const key = listingKey(spec.operation, context, input);
    const position = startOf(spec.codes.badToken, input.NextToken, key);
    endDryRun(input);

    const { movingPageSize } = context;
    let evaluated = input.NextToken && movingPageSize === undefined ? cache.get(key) : undefined;
    if (!evaluated) {
      const all = spec.from(source, input);
      evaluated = { items: where && !spec.isExact?.(input) ? all.filter(where) : all, where, store: spec.growth?.store(source, input) };
      cache.set(key, evaluated);
    }
    const page = cutPage(evaluated.items, position, context.emptyPage ? 0 : size, key);
    if (context.addItem && spec.growth) {
      added += 1;
      grow(spec.growth.another, evaluated, cache, added);
    }
    return spec.output(page.items, page.nextToken);
  });
}

/** Adds a copy of a listing's last item to the world, and to all listings under way that it belongs in. */
function grow<Item>(
  another: (item: Item, serial: number) => Item,
  { items, store }: Evaluated<Item>,
  cache: Lru<Evaluated<Item>>,
  serial: number,
) {
  const last = items.at(-1);
  if (last === undefined || !store) return;
  const item = another(last, serial);
  store.push(item);
  for (const other of cache.values()) {
    const isBehind = other.store === store && other.items !== store;
    if (isBehind && (!other.where || other.where(item))) other.items.push(item);
  }
}

function pageSize({ maxResults, codes, defaultPageSize, largestPage }: PageLimits, asked: number | undefined): number {
  const { min, max } = maxResults;
  if (asked !== undefined && (!Number.isInteger(asked) || asked < min || asked > max)) {
    const bounds = max === Number.POSITIVE_INFINITY ? `at least ${min}` : `between ${min} and ${max}`;
    throw new AwsError(codes.badParameter, `Value (${asked}) for parameter maxResults is invalid. Expecting a value ${bounds}.`);
  }
  return Math.min(asked || defaultPageSize, largestPage);
}

/** Page size and token do not belong to it: callers may change the size between pages. */
function listingKey(operation: string, { caller, region }: CallContext, input: PagedInput): string {
  const { MaxResults: _, NextToken: __, DryRun: ___, ...parameters } = input;
  return JSON.stringify([operation, caller.account, region, parameters]);
}

function startOf(badToken: string, token: string | undefined, key: string): Position {
  if (!token) return START;
  const position = readToken(token, key);
  if (!position) throw new AwsError(badToken, "The specified NextToken is not valid.");
  return position;
}
