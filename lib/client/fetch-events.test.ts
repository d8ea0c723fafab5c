import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { SentEvent } from "@/lib/core/row-events";
import { fetchEvents } from "./fetch-events";
import { serverNow } from "./server-clock";

type Event = SentEvent<string>;

const scope = { account: null, region: "us-east-1" };
const START: Event = { type: "start", at: "2026-11-21T12:00:00.000Z", scopes: [scope] };
const END: Event = { type: "end", complete: true, truncated: false, rows: 3 };
const encoder = new TextEncoder();

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the lines of a stream", () => {
  it("arrive whole and in order wherever the bytes are split, also within a character", async () => {
    const texts = fc.array(fc.string({ unit: "binary" }), { maxLength: 5 });
    const cuts = fc.array(fc.nat({ max: 400 }), { maxLength: 12 });

    await fc.assert(
      fc.asyncProperty(texts, cuts, async (rows, places) => {
        const sent = [START, ...rows.map(row), END];
        answerWith(...split(encoder.encode(sent.map(line).join("")), places));

        expect(await events()).toEqual(sent);
      }),
      { numRuns: 50 },
    );
  });

  it("tell the server's time, which the browser's clock does not change", async () => {
    answerWith(encoder.encode([{ ...START, at: "2031-01-01T00:00:00.000Z" }, END].map(line).join("")));
    await events();

    expect(Math.abs(serverNow() - Date.parse("2031-01-01T00:00:00.000Z"))).toBeLessThan(60_000);
  });

  it("arrive whole when every byte comes alone", async () => {
    const sent = [START, row("日本 😀 ü"), END];
    answerWith(
      ...split(
        encoder.encode(sent.map(line).join("")),
        Array.from({ length: 400 }, (_, place) => place),
      ),
    );

    expect(await events()).toEqual(sent);
  });

  it("are handed on at once, each by itself", async () => {
    const { send, next } = listen();
    send(START, row("a"));

    expect(await next()).toEqual({ done: false, value: START });
    expect(await next()).toEqual({ done: false, value: row("a") });
    send(END);
    expect(await next()).toEqual({ done: false, value: END });
  });

  it("end with the stream", async () => {
    const { send, next, close } = listen();
    send(END);
    close();

    expect(await next()).toEqual({ done: false, value: END });
    expect(await next()).toEqual({ done: true, value: undefined });
  });

  it("let everything else run meanwhile, however many have arrived at once", async () => {
    const sent = [START, ...Array.from({ length: 300 }, (_, place) => row(String(place))), END];
    answerWith(encoder.encode(sent.map(line).join("")));
    let ticks = 0;
    const ticking = setInterval(() => {
      ticks += 1;
    }, 1);
    for await (const _ of fetchEvents<string>("/api/rows", new AbortController().signal)) work(1);
    clearInterval(ticking);

    expect(ticks).toBeGreaterThan(5);
  });
});

describe("a stream that is cut", () => {
  it.each([
    ["between two lines", line(row("a"))],
    ["within a line", line(row("a")) + line(END).slice(0, 20)],
    ["just before the last line break", line(row("a")) + line(END).trimEnd()],
  ])("has no last line: %s", async (_, text) => {
    answerWith(encoder.encode(line(START) + text));

    expect(await events()).toEqual([START, row("a")]);
  });

  it("gives the lines that came before, and then fails", async () => {
    const { send, next, fail } = listen();
    send(START);
    await next();
    const later = next();
    send(row("a"));

    expect(await later).toEqual({ done: false, value: row("a") });
    fail(new TypeError("terminated"));
    await expect(next()).rejects.toThrow(new TypeError("terminated"));
  });

  it("fails at once where nothing is left to give", async () => {
    const { next, fail } = listen();
    fail(new TypeError("terminated"));

    await expect(next()).rejects.toThrow(new TypeError("terminated"));
  });
});

const row = (text: string): Event => ({ type: "rows", scope, rows: [text] });
const line = (event: Event): string => `${JSON.stringify(event)}\n`;

async function events(): Promise<Event[]> {
  const all: Event[] = [];
  for await (const event of fetchEvents<string>("/api/rows", new AbortController().signal)) all.push(event);
  return all;
}

function answerWith(...chunks: Uint8Array[]): void {
  const stream = new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  vi.stubGlobal("fetch", async () => new Response(stream));
}

/** Keeps the thread busy. */
function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

function split(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const cuts = [0, ...places.map((place) => Math.min(place, bytes.length)), bytes.length].toSorted((a, b) => a - b);
  return cuts.slice(1).map((end, index) => bytes.slice(cuts[index], end));
}

/** A stream whose lines are sent by hand. */
function listen() {
  const pipe = new TransformStream<Uint8Array, Uint8Array>(undefined, undefined, { highWaterMark: 100 });
  const writer = pipe.writable.getWriter();
  vi.stubGlobal("fetch", async () => new Response(pipe.readable));
  const lines = fetchEvents<string>("/api/rows", new AbortController().signal);
  return {
    next: () => lines.next(),
    send: (...sent: Event[]) => writer.write(encoder.encode(sent.map(line).join(""))),
    close: () => writer.close(),
    fail: (error: Error) => writer.abort(error),
  };
}
