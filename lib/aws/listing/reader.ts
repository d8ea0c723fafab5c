import "server-only";
import type { EC2Client, Filter } from "@aws-sdk/client-ec2";
import { isUnknownId } from "@/lib/aws/sdk/aws-errors";
import { callAws } from "@/lib/aws/sdk/call-aws";
import { ec2Client } from "@/lib/aws/sdk/clients";
import { MAX_VALUES, type ReadRequest } from "@/lib/core/read-request";
import type { Proof } from "@/lib/core/row-events";
import type { Scope } from "@/lib/core/scope";
import type { Resource } from "@/lib/resources/resource";
import { interleave } from "./interleave";
import { type AwsPage, LARGE_PAGE, type Paging, readListing } from "./listing";
import type { RowPage } from "./row-page";

/** Reads the rows of a resource in one scope, a page at a time. What it returns at its end is its proof, if it has one. */
type Read<Row> = (scope: Scope, request: ReadRequest, signal: AbortSignal) => AsyncGenerator<RowPage<Row>, Proof>;

/** Asks AWS whether the scope may be read, without reading it. Always throws: `DryRunOperation` means yes. */
export type DryRun = (scope: Scope, request: ReadRequest, signal: AbortSignal) => Promise<void>;

export interface Reader<Row> {
  read: Read<Row>;
  /** EC2 only. License Manager has no dry run. */
  dryRun: DryRun | null;
}

/** By our parameter's name. */
type Ids = Readonly<Record<string, string[]>>;

/** Input members of every EC2 describe operation, with the ids by parameter name. */
interface Ec2Call extends Partial<Paging> {
  ids: Ids;
  Filters?: Filter[];
  DryRun?: boolean;
}

type Ec2Fetch<Row> = (client: EC2Client, call: Ec2Call, options: { abortSignal: AbortSignal }) => Promise<AwsPage<Row>>;

/** Listings of one request and scope that are read at the same time. */
const LISTINGS_AT_ONCE = 6;

/** The reader of an EC2 describe operation. Ids beyond 200 are spread over several listings. */
export function ec2Reader<Row>(resource: Resource<Row>, fetch: Ec2Fetch<Row>): Reader<Row> {
  const operation = operationName(resource);
  const call: Ec2CallOf<Row> = (scope, input, signal) =>
    callAws({ scope, service: "ec2", operation }, (abortSignal) => fetch(ec2Client(scope), input, { abortSignal }), signal);
  return {
    read(scope, request, signal) {
      const list = (ids: Ids, own: AbortSignal) =>
        readListing((paging) => call(scope, { ids, ...ec2Filters(request), ...paging }, own), {
          pageSize: request.pageSize ?? resource.maxPageSize ?? LARGE_PAGE,
          minPageSize: resource.minPageSize ?? 1,
          maxItems: request.maxItems,
          startingToken: request.startingToken,
          identity: resource.identity,
        });
      const unknown: string[] = [];
      const listings = idBatches(request.ids).map((ids) => (own: AbortSignal) => listKnown(ids, (some) => list(some, own), unknown));
      const [only, ...others] = listings;
      return telling(unknown, only !== undefined && others.length === 0 ? only(signal) : interleave(listings, LISTINGS_AT_ONCE, signal));
    },
    async dryRun(scope, request, signal) {
      const [ids = {}] = idBatches(request.ids);
      await call(scope, { ids, ...ec2Filters(request), DryRun: true }, signal);
    },
  };
}

/** Proof of a reading by ids: AWS knows none of these. */
export interface UnknownIds {
  unknownIds: readonly string[];
}

/** The ids of a reading that AWS did not know, by what the reading returned. */
export const unknownIds = (proof: Proof): readonly string[] => (proof as UnknownIds | undefined)?.unknownIds ?? [];

async function* telling<Row>(unknown: readonly string[], pages: AsyncGenerator<RowPage<Row>>): AsyncGenerator<RowPage<Row>, Proof> {
  yield* pages;
  return unknown.length === 0 ? undefined : ({ unknownIds: unknown } satisfies UnknownIds);
}

/**
 * Lists what AWS knows of some ids. It refuses a whole call for one id that it does not know there, which is no row and no
 * failure: the ids are then halved until the others have been listed.
 */
async function* listKnown<Row>(
  ids: Ids,
  list: (ids: Ids) => AsyncGenerator<RowPage<Row>>,
  unknown: string[],
): AsyncGenerator<RowPage<Row>> {
  const pages = list(ids);
  const first = await pages.next().catch((error: unknown) => {
    if (!isUnknownId(error)) throw error;
    return null;
  });
  if (first === null) {
    const parts = halves(ids);
    if (parts.length === 0) unknown.push(...Object.values(ids).flat());
    for (const half of parts) yield* listKnown(half, list, unknown);
    return;
  }
  if (first.done) return;
  yield first.value;
  yield* pages;
}

/** The same ids in two parts, by the parameter that has most of them. None where there is but one of each. */
function halves(ids: Ids): Ids[] {
  const [name, values] = Object.entries(ids).reduce<[string, string[]]>(
    (longest, entry) => (entry[1].length > longest[1].length ? entry : longest),
    ["", []],
  );
  if (values.length < 2) return [];
  const middle = Math.ceil(values.length / 2);
  return [values.slice(0, middle), values.slice(middle)].map((part) => ({ ...ids, [name]: part }));
}

type Ec2CallOf<Row> = (scope: Scope, input: Ec2Call, signal: AbortSignal) => Promise<AwsPage<Row>>;

/** `DescribeImages` of `ec2:DescribeImages`. */
export const operationName = <Row>({ actions }: Resource<Row>): string => actions[0].split(":")[1] ?? "";

function ec2Filters({ filters }: ReadRequest): { Filters?: Filter[] } {
  return filters.length === 0 ? {} : { Filters: filters.map(({ name, values }) => ({ Name: name, Values: [...values] })) };
}

/** Every combination of batches of at most 200 ids, so that each row is in the answer to exactly one. */
function idBatches(ids: ReadRequest["ids"]): Record<string, string[]>[] {
  return Object.entries(ids).reduce<Record<string, string[]>[]>(
    (batches, [name, values]) => batches.flatMap((batch) => chunks(values, MAX_VALUES).map((chunk) => ({ ...batch, [name]: chunk }))),
    [{}],
  );
}

/** Pieces of a list, each of at most `size` items. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
