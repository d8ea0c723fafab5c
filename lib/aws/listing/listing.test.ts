import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AwsPage, type ListingOptions, type Paging, RepeatedToken, readListing } from "./listing";

describe("reading a listing to its end", () => {
  it("gives every row once, where it was first, whatever the pages are like and whenever a token expires", async () => {
    const listing = fc.record({
      // Few different rows, so that many are alike.
      rows: fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 30 }),
      pageSize: fc.integer({ min: 1, max: 7 }),
      largestPage: fc.integer({ min: 1, max: 9 }),
      emptyCalls: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 4 }),
      expiredCall: fc.option(fc.integer({ min: 1, max: 12 })),
      refusedSize: fc.option(fc.integer({ min: 0, max: 7 })),
    });

    await fc.assert(
      fc.asyncProperty(listing, async ({ rows, pageSize, ...trouble }) => {
        const pages = await readAll(awsListing(rows, trouble), { pageSize });

        expect(rowsOf(pages)).toEqual([...new Set(rows)]);
        expect(pages.map((page) => page.nextToken)).toEqual(pages.map(() => null));
        expect(pages.map((page) => page.more)).toEqual(pages.map((_, index) => index < pages.length - 1));
      }),
    );
  });

  it("gives as many rows as wanted, and a token for exactly the others", async () => {
    const listing = fc.record({
      rows: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 30 }),
      pageSize: fc.integer({ min: 1, max: 7 }),
      maxItems: fc.integer({ min: 1, max: 35 }),
      emptyCalls: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 4 }),
      expiredCall: fc.option(fc.integer({ min: 1, max: 12 })),
    });

    await fc.assert(
      fc.asyncProperty(listing, async ({ rows, pageSize, maxItems, ...trouble }) => {
        const first = await readAll(awsListing(rows, trouble), { pageSize, maxItems });
        const startingToken = first.at(-1)?.nextToken ?? null;
        const others = startingToken === null ? [] : await readAll(awsListing(rows), { pageSize, startingToken });

        expect(rowsOf(first)).toEqual(rows.slice(0, maxItems));
        expect(rowsOf(others)).toEqual(rows.slice(maxItems));
      }),
    );
  });
});

describe("a token that expires", () => {
  it("brings what was added since, and what was removed is not missed", async () => {
    const rows = ["a", "b", "c", "d"];
    const pages = await readAll(awsListing(rows, { expiredCall: 2, onExpiry: () => rows.splice(0, 4, "new", "b", "c", "d", "e") }), {
      pageSize: 1,
    });

    expect(rowsOf(pages)).toEqual(["a", "b", "new", "c", "d", "e"]);
  });

  it("starts again from the token that the listing began with", async () => {
    const asked: (string | undefined)[] = [];
    const fetch = awsListing(["a", "b", "c", "d"], { expiredCall: 1 });
    const noting = (paging: Paging) => {
      asked.push(paging.NextToken);
      return fetch(paging);
    };

    const pages = await readAll(noting, { pageSize: 1, startingToken: "after 1" });

    expect(rowsOf(pages)).toEqual(["b", "c", "d"]);
    expect(asked.slice(0, 4)).toEqual(["after 1", "after 2", "after 1", "after 2"]);
  });

  it("is not followed by another start when it was the first that was given", async () => {
    const reading = readAll(awsListing(["a", "b"], { expiredCall: 0 }), { startingToken: "after 1" });

    await expect(reading).rejects.toThrow("expired");
  });
});

describe("a listing that would never end", () => {
  it.each<[string, (call: number) => string]>([
    ["the same token again", () => "same"],
    ["two tokens in turn", (call) => (call % 2 === 0 ? "even" : "odd")],
  ])("is stopped: %s", async (_name, token) => {
    let calls = 0;
    const reading = readAll(async () => ({ rows: ["a"], nextToken: token(calls++) }), {});

    await expect(reading).rejects.toThrow(RepeatedToken);
    expect(calls).toBeLessThan(4);
  });

  it("gives no row twice where the page comes again with its token", async () => {
    const given: Row[] = [];
    const listing = readListing(async () => ({ rows: [{ id: "a" }, { id: "b" }], nextToken: "same" }), defaults);
    const reading = (async () => {
      for await (const page of listing) given.push(...(await page.rows()));
    })();

    await expect(reading).rejects.toThrow(RepeatedToken);
    expect(given).toEqual([{ id: "a" }, { id: "b" }]);
  });

  it("is stopped where the first page gives back the token it was asked with", async () => {
    const reading = readAll(async () => ({ rows: [], nextToken: "mine" }), { startingToken: "mine" });

    await expect(reading).rejects.toThrow(RepeatedToken);
  });
});

describe("a page size that AWS refuses", () => {
  it("gives way to AWS's own, and is not tried again", async () => {
    const asked: (number | undefined)[] = [];
    const fetch = awsListing(["a", "b", "c", "d", "e"], { refusedSize: 0, largestPage: 2 });
    const noting = (paging: Paging) => {
      asked.push(paging.MaxResults);
      return fetch(paging);
    };

    await readAll(noting, { pageSize: 1_000 });

    expect(asked).toEqual([1_000, undefined, undefined, undefined]);
  });

  it("is tried again where fewer rows are left than AWS's own pages hold", async () => {
    const pages = await readAll(awsListing(["a", "b", "c", "d", "e"], { refusedSize: 2, largestPage: 2 }), {
      pageSize: 1_000,
      maxItems: 3,
    });

    expect(pages.map((page) => page.rows)).toEqual([["a", "b"], ["c"]]);
    expect(pages.at(-1)?.nextToken).toBe("after 3");
  });

  it("does not hide another fault of the request", async () => {
    const refusing = async (): Promise<AwsPage<string>> => {
      throw awsError("InvalidParameterValue", "The filter is invalid.");
    };

    await expect(readAll(refusing, {})).rejects.toThrow("The filter is invalid.");
  });
});

it("asks for a page when it is wanted, and for none once it has been left", async () => {
  let calls = 0;
  const pages = readListing(async () => ({ rows: [{ id: "a" }], nextToken: `after ${++calls}` }), defaults);
  await pages.next();
  expect(calls).toBe(1);
  await pages.next();
  expect(calls).toBe(2);

  await pages.return(undefined);

  expect(await pages.next()).toEqual({ done: true, value: undefined });
  expect(calls).toBe(2);
});

const defaults: ListingOptions<Row> = {
  pageSize: 1_000,
  maxItems: null,
  startingToken: null,
  identity: ({ id }) => id,
};

interface Row {
  id: string;
}

/** A page as whoever reads the listing sees it. */
interface SeenPage {
  rows: readonly string[];
  more: boolean;
  nextToken: string | null;
}

/** Packs each page as soon as it came: a listing must not need its rows any more, or must get them back. */
async function readAll(fetchPage: (paging: Paging) => Promise<AwsPage<string>>, options: Partial<ListingOptions<Row>>) {
  const seen: SeenPage[] = [];
  const fetchRows = async (paging: Paging): Promise<AwsPage<Row>> => {
    const { rows, nextToken } = await fetchPage(paging);
    return { rows: rows.map((id) => ({ id })), nextToken };
  };
  for await (const page of readListing(fetchRows, { ...defaults, ...options })) {
    seen.push({ rows: (await page.rows()).map(({ id }) => id), more: page.more, nextToken: page.nextToken });
    await page.pack();
  }
  return seen;
}

const rowsOf = (pages: readonly SeenPage[]): string[] => pages.flatMap(({ rows }) => rows);

interface Trouble {
  largestPage?: number;
  /** Calls, counted from 0, that answer with no rows and a token. */
  emptyCalls?: number[];
  /** The call, counted from 0, whose token has expired, if it has one. */
  expiredCall?: number | null;
  onExpiry?: () => void;
  /** The largest page size that is not refused. */
  refusedSize?: number | null;
}

/** A listing as AWS has them, whose tokens say how many rows are behind them. */
function awsListing(rows: string[], trouble: Trouble = {}) {
  const { largestPage = 1_000, emptyCalls = [], expiredCall = null, refusedSize = null } = trouble;
  let call = -1;
  return async ({ MaxResults, NextToken }: Paging): Promise<AwsPage<string>> => {
    call += 1;
    if (refusedSize !== null && MaxResults !== undefined && MaxResults > refusedSize) throw awsError("InvalidMaxResults", "too large");
    if (call === expiredCall && NextToken !== undefined) {
      trouble.onExpiry?.();
      throw awsError("InvalidNextToken", "expired");
    }
    const from = Number(/\d+/.exec(NextToken ?? "0")?.[0]);
    if (emptyCalls.includes(call)) return { rows: [], nextToken: `after ${from}, call ${call}` };
    const to = from + Math.min(MaxResults ?? largestPage, largestPage);
    return { rows: rows.slice(from, to), nextToken: to < rows.length ? `after ${to}` : undefined };
  };
}

function awsError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name, $metadata: {} });
}
