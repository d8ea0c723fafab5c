import { describe, expect, it } from "vitest";
import { collect } from "@/lib/api/test-support";
import type { RowEvent } from "@/lib/row-events";
import type { Scope } from "@/lib/scope";
import type { Page } from "./listing";
import { type ReadScope, readScopes } from "./read-scopes";

const ohio: Scope = { account: "001122223333", region: "us-east-2" };
const paris: Scope = { account: null, region: "eu-west-3" };

describe("reading several scopes", () => {
  it("keeps the rows of a healthy scope when another is refused midway", async () => {
    const events = await readAll([ohio, paris], async function* (scope) {
      yield page(`${scope.region} 1`);
      if (scope === paris)
        throw Object.assign(new Error("not authorized"), { name: "UnauthorizedOperation", $metadata: {}, $fault: "client" });
      yield page(`${scope.region} 2`);
    });

    expect(rowsOf(events, ohio)).toEqual(["us-east-2 1", "us-east-2 2"]);
    expect(rowsOf(events, paris)).toEqual(["eu-west-3 1"]);
    expect(events).toContainEqual({ type: "done", scope: ohio, pages: 2, rows: 2, nextToken: null });
    expect(events).toContainEqual({
      type: "failed",
      scope: paris,
      error: { kind: "denied", code: "UnauthorizedOperation", message: "not authorized", requestId: null },
    });
    expect(events.at(-1)).toEqual({ type: "end", complete: false, rows: 3 });
  });

  it("fails a scope by a fault of our own, whose words stay here", async () => {
    const events = await readAll([ohio], () => {
      throw new TypeError("Cannot read /home/someone/secret");
    });

    expect(events).toContainEqual({
      type: "failed",
      scope: ohio,
      error: { kind: "unexpected", code: "TypeError", message: "AWS gave an answer that could not be read.", requestId: null },
    });
    expect(events.at(-1)).toMatchObject({ type: "end", complete: false });
  });

  it("ends at once, and complete, where there is nothing to read", async () => {
    const events = await readAll([], async function* () {});

    expect(events.map((event) => event.type)).toEqual(["start", "end"]);
    expect(events.at(-1)).toMatchObject({ complete: true, rows: 0 });
  });

  it("asks for no page before the one before it has been taken", async () => {
    let made = 0;
    const events = readScopes(
      [ohio],
      endless(() => (made += 1)),
      new AbortController().signal,
    );

    await events.next();
    expect(made).toBe(0);
    await events.next();
    await turns();
    expect(made).toBe(1);
    await events.next();
    await turns();
    expect(made).toBe(2);
    await events.return(undefined);
  });

  it("does not hold up a quick scope for a slow one", async () => {
    const events = readScopes(
      [paris, ohio],
      async function* (scope) {
        for (let count = 0; count < 50; count += 1) {
          if (scope === paris) await turns();
          yield page(count);
        }
      },
      new AbortController().signal,
    );

    const order = (await collect(events)).filter((event) => event.type === "done").map((event) => event.scope.region);
    expect(order).toEqual(["us-east-2", "eu-west-3"]);
  });
});

describe("leaving", () => {
  it("aborts what every scope has under way", async () => {
    const signals: AbortSignal[] = [];
    const events = readScopes([ohio, paris], noting(signals), new AbortController().signal);
    await events.next();
    await events.next();

    await events.return(undefined);

    expect(signals.map((signal) => signal.aborted)).toEqual([true, true]);
  });

  it("throws what the signal was aborted with, and no scope fails by it", async () => {
    const leaving = new AbortController();
    const seen: string[] = [];
    const reading = async () => {
      for await (const event of readScopes([ohio, paris], noting([]), leaving.signal)) {
        seen.push(event.type);
        if (event.type === "rows") leaving.abort(new Error("left"));
      }
    };

    await expect(reading()).rejects.toThrow("left");
    expect(seen).toEqual(["start", "rows"]);
  });
});

/** Gives a page of the first scope, and waits in the others until it is told to stop. */
function noting(signals: AbortSignal[]): ReadScope<unknown> {
  return async function* (scope, signal) {
    signals.push(signal);
    if (scope === ohio) yield page("first");
    await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  };
}

function endless(make: () => number): ReadScope<number> {
  return async function* () {
    for (;;) yield page(make());
  };
}

function page<Row>(row: Row): Page<Row> {
  return { rows: [row], nextToken: null };
}

function readAll<Row>(scopes: Scope[], read: ReadScope<Row>) {
  return collect(readScopes(scopes, read, new AbortController().signal));
}

function rowsOf<Row>(events: RowEvent<Row>[], scope: Scope): Row[] {
  return events.flatMap((event) => (event.type === "rows" && event.scope === scope ? event.rows : []));
}

/** Lets everything run that does not wait for something outside. */
function turns(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
