import { AwsError } from "./aws-error";
import type { Predicate } from "./filters";
import { Lru } from "./lru";
import { cutPage, type Page, type Position, readToken, START } from "./pagination";
import type { RegionWorld, World } from "./world";

/** Everything about a call besides its input. */
export interface CallContext {
  world: World;
  /** Such as `us-east-1`. */
  region: string;
  /** Answer with no items and a token for the same position, as AWS is free to do. */
  emptyPage: boolean;
}

/** An operation of an emulated service: decoded input to output, by the shapes of the SDK. */
export type Operation = (input: Record<string, unknown>, context: CallContext) => object;

/** The members that all paginated inputs have in common. */
export interface PagedInput {
  MaxResults?: number | undefined;
  NextToken?: string | undefined;
  DryRun?: boolean | undefined;
}

/** What differs between one paginated operation and another. */
export interface ListingSpec<Input, Item> {
  operation: string;
  /** The output for a page. */
  output: (items: Item[], nextToken: string | undefined) => object;
  /** Items a page when the caller names no number, or 0. */
  defaultPageSize: number;
  /** Items a page at most, whatever the caller asked for. */
  largestPage: number;
  /** Smallest and largest `MaxResults` that is not refused. */
  maxResults: { min: number; max: number };
  codes: { badParameter: string; badToken: string };
  /** Refuses input that is wrong whatever the world holds, and returns which items it asks for. */
  where: (input: Input) => Predicate<Item> | undefined;
  /** The items of a region before filtering; refuses ids that do not exist. */
  from: (region: RegionWorld, input: Input) => readonly Item[];
  /** The error for a caller without a footing in the region. */
  noRegion: () => AwsError;
}

const CACHED_LISTINGS = 8;

/**
 * A paginated operation. A listing is evaluated when its first page is asked for and kept for the pages that
 * follow, so that a page of a large listing costs no more than its own items.
 */
export function listing<Input extends PagedInput, Item>(spec: ListingSpec<Input, Item>): Operation {
  const evaluated = new Lru<readonly Item[]>(CACHED_LISTINGS);

  return typedOperation<Input>((input, { world, region, emptyPage }) => {
    const regionWorld = Object.hasOwn(world.regions, region) ? world.regions[region] : undefined;
    if (!regionWorld) throw spec.noRegion();
    const size = pageSize(spec, input.MaxResults);
    const where = spec.where(input);
    const key = listingKey(spec.operation, region, input);
    const position = startOf(spec, input.NextToken, key);
    if (input.DryRun) {
      throw new AwsError("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412);
    }

    let items = input.NextToken ? evaluated.get(key) : undefined;
    if (!items) {
      const all = spec.from(regionWorld, input);
      items = where ? all.filter(where) : all;
      evaluated.set(key, items);
    }
    const page: Page<Item> = cutPage(items, position, emptyPage ? 0 : size, key);
    return spec.output([...page.items], page.nextToken);
  });
}

/** An operation whose input has the type that the SDK generated for it. */
export function typedOperation<Input>(run: (input: Input, context: CallContext) => object): Operation {
  // The type and the schema that decoded the input are generated from one model, so the cast holds.
  return (input, context) => run(input as Input, context);
}

function pageSize<Input, Item>(spec: ListingSpec<Input, Item>, asked: number | undefined): number {
  const { min, max } = spec.maxResults;
  if (asked !== undefined && (!Number.isInteger(asked) || asked < min || asked > max)) {
    const bounds = max === Number.POSITIVE_INFINITY ? `at least ${min}` : `between ${min} and ${max}`;
    const message = `Value (${asked}) for parameter maxResults is invalid. Expecting a value ${bounds}.`;
    throw new AwsError(spec.codes.badParameter, message);
  }
  return Math.min(asked || spec.defaultPageSize, spec.largestPage);
}

/** Page size and token do not belong to it: callers may change the size between pages. */
function listingKey(operation: string, region: string, input: PagedInput): string {
  const { MaxResults: _, NextToken: __, DryRun: ___, ...parameters } = input;
  return JSON.stringify([operation, region, parameters]);
}

function startOf<Input, Item>(spec: ListingSpec<Input, Item>, token: string | undefined, key: string): Position {
  if (!token) return START;
  const position = readToken(token, key);
  if (!position) throw new AwsError(spec.codes.badToken, "The specified NextToken is not valid.");
  return position;
}
