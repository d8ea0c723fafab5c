import { describe, expect, it } from "vitest";
import { LoadTimeLimit } from "@/lib/aws/cache/shared-reading";
import type { Scope } from "@/lib/core/scope";
import { collect } from "@/lib/server/http/test-support";
import { type ReadEvent, readScopes, type ScopeSource } from "./read-scopes";
import { RowPage } from "./row-page";

const ohio: Scope = { account: "001122223333", region: "us-east-2" };
const paris: Scope = { account: null, region: "eu-west-3" };
const READ_AT = "2026-11-21T12:00:00.000Z";

describe("reading several scopes", () => {
  it("keeps the rows of a healthy scope when another is refused midway", async () => {
    const events = await readAll([ohio, paris], async function* (scope) {
      yield page(`${scope.region} 1`);
      if (scope === paris)
        throw Object.assign(new Error("not authorized"), { name: "UnauthorizedOperation", $metadata: {}, $fault: "client" });
      yield page(`${scope.region} 2`);
    });

    expect(await rowsOf(events, ohio)).toEqual(["us-east-2 1", "us-east-2 2"]);
    expect(await rowsOf(events, paris)).toEqual(["eu-west-3 1"]);
    expect(events).toContainEqual(expect.objectContaining({ type: "done", scope: ohio, pages: 2, rows: 2, nextToken: null }));
    expect(events).toContainEqual({
      type: "failed",
      readAt: null,
      scope: paris,
      error: { kind: "denied", code: "UnauthorizedOperation", message: "not authorized", requestId: null, httpStatus: null },
    });
    expect(events.at(-1)).toEqual({ type: "end", complete: false, truncated: false, rows: 3 });
  });

  it("fails a scope by a fault of our own, whose words stay here", async () => {
    // biome-ignore lint/correctness/useYield: it fails before it gives anything
    const events = await readAll([ohio], async function* () {
      throw new TypeError("Cannot read /home/someone/secret");
    });

    expect(events).toContainEqual({
      type: "failed",
      readAt: null,
      scope: ohio,
      error: {
        kind: "unexpected",
        code: "InternalFault",
        message: "This server failed while it was reading. Its log says why.",
        requestId: null,
        httpStatus: null,
      },
    });
    expect(events.at(-1)).toMatchObject({ type: "end", complete: false });
  });

  it("says why a scope that took too long was stopped, and what allows more", async () => {
    // biome-ignore lint/correctness/useYield: it fails before it gives anything
    const events = await readAll([ohio], async function* () {
      throw new LoadTimeLimit(600_000);
    });

    expect(events).toContainEqual({
      type: "failed",
      readAt: null,
      scope: ohio,
      error: {
        kind: "unexpected",
        code: "LoadTimeLimit",
        message: "The reading took longer than 600 seconds and was stopped. LEDGER_LOAD_SECONDS allows more.",
        requestId: null,
        httpStatus: null,
      },
    });
  });

  it("ends at once, and complete, where there is nothing to read", async () => {
    const events = await readAll([], async function* () {});

    expect(events.map((event) => event.type)).toEqual(["start", "end"]);
    expect(events.at(-1)).toMatchObject({ complete: true, rows: 0 });
  });

  it("says where a scope that was cut goes on", async () => {
    const events = await readAll([ohio], async function* () {
      yield new RowPage(["a"]).placed({ more: true, nextToken: null });
      yield new RowPage(["b"]).placed({ more: false, nextToken: "after b" });
    });

    expect(events).toContainEqual(expect.objectContaining({ type: "done", scope: ohio, pages: 2, rows: 2, nextToken: "after b" }));
  });

  it("says of each scope when it was read, and of itself when it began", async () => {
    const events = await collect(
      readScopes(
        [
          { scope: paris, open: () => ({ readAt: () => "2026-11-21T12:00:05.000Z", source: fromAws, follow: nothing }) },
          { scope: ohio, open: () => ({ readAt: () => READ_AT, source: fromAws, follow: nothing }) },
        ],
        new AbortController().signal,
      ),
    );

    const [start] = events;
    expect(start).toEqual({ type: "start", at: expect.any(String), scopes: [paris, ohio] });
    expect(events).toContainEqual(expect.objectContaining({ type: "done", scope: ohio, readAt: READ_AT, source: "aws" }));
    expect(events).toContainEqual(expect.objectContaining({ type: "done", scope: paris, readAt: "2026-11-21T12:00:05.000Z" }));
  });

  it("begins no reading before anybody takes a line", async () => {
    const opened: string[] = [];
    const open = () => {
      opened.push("opened");
      return { readAt: () => READ_AT, source: fromAws, follow: nothing };
    };
    const events = readScopes([{ scope: ohio, open }], new AbortController().signal);
    expect(opened).toEqual([]);

    await events.next();
    expect(opened).toEqual(["opened"]);
    await events.return(undefined);
  });

  it("begins every reading with the first line, and is one page ahead of whoever takes the lines, not more", async () => {
    let made = 0;
    const events = readScopes(
      sources([ohio, paris], async function* () {
        for (;;) yield page(++made);
      }),
      new AbortController().signal,
    );

    await events.next();
    await turns();
    expect(made).toBe(3);
    for (let taken = 1; taken <= 5; taken += 1) {
      await events.next();
      await turns();
      expect(made).toBeLessThanOrEqual(taken + 2);
    }
    await events.return(undefined);
  });

  it("does not hold up a quick scope for a slow one", async () => {
    const events = await readAll([paris, ohio], async function* (scope) {
      for (let count = 0; count < 50; count += 1) {
        if (scope === paris) await turns();
        yield page(count);
      }
    });

    const order = events.filter((event) => event.type === "done").map((event) => event.scope.region);
    expect(order).toEqual(["us-east-2", "eu-west-3"]);
  });
});

describe("leaving", () => {
  it.each([
    ["the first line, while no scope has given anything", 1, [paris, paris]],
    ["the first rows", 2, [ohio, paris]],
  ])("after %s aborts what every scope has under way", async (_, lines, scopes) => {
    const signals: AbortSignal[] = [];
    const events = readScopes(sources(scopes, noting(signals)), new AbortController().signal);
    for (let line = 0; line < lines; line += 1) await events.next();

    await events.return(undefined);
    await turns();

    expect(signals.map((signal) => signal.aborted)).toEqual([true, true]);
  });

  it("throws what the signal was aborted with, and no scope fails by it", async () => {
    const leaving = new AbortController();
    const seen: string[] = [];
    const reading = async () => {
      for await (const event of readScopes(sources([ohio, paris], noting([])), leaving.signal)) {
        seen.push(event.type);
        if (event.type === "rows") leaving.abort(new Error("left"));
      }
    };

    await expect(reading()).rejects.toThrow("left");
    expect(seen).toEqual(["start", "rows"]);
  });
});

type Follow<Row> = (scope: Scope, signal: AbortSignal) => AsyncGenerator<RowPage<Row>>;

async function* nothing(): AsyncGenerator<RowPage<string>> {}

/** Gives a page of one scope, and waits in any until it is told to stop. */
function noting(signals: AbortSignal[]): Follow<unknown> {
  return async function* (scope, signal) {
    signals.push(signal);
    if (scope === ohio) yield page("first");
    await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  };
}

const fromAws = () => "aws" as const;
const page = <Row>(row: Row): RowPage<Row> => new RowPage([row]);

const sources = <Row>(scopes: Scope[], follow: Follow<Row>): ScopeSource<Row>[] =>
  scopes.map((scope) => ({ scope, open: () => ({ readAt: () => READ_AT, source: fromAws, follow: (signal) => follow(scope, signal) }) }));

const readAll = <Row>(scopes: Scope[], follow: Follow<Row>) => collect(readScopes(sources(scopes, follow), new AbortController().signal));

async function rowsOf<Row>(events: ReadEvent<Row>[], scope: Scope): Promise<Row[]> {
  const rows = events.map(async (event) => (event.type === "rows" && event.scope === scope ? event.page.rows() : []));
  return (await Promise.all(rows)).flat();
}

/** Lets everything run that does not wait for something outside. */
function turns(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
