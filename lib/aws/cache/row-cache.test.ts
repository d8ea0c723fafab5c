import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RowPage } from "@/lib/aws/listing/row-page";
import { RowCache } from "./row-cache";

const READ_AT = "2026-11-21T12:00:00.000Z";
const MINUTE = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
  // At 0, the cache takes its clock for not set.
  vi.advanceTimersByTime(1);
});
afterEach(() => {
  vi.useRealTimers();
});

describe("cached rows", () => {
  it("are given back with the time when they were read", () => {
    const cache = new RowCache(100);
    const rows = { pages: pagesOf(3, 2), readAt: READ_AT };
    cache.put("a", rows, MINUTE);

    expect(cache.get("a")).toEqual(rows);
    expect(cache.get("b")).toBeNull();
  });

  it("are packed, and the rows that they were made of let go", async () => {
    const rows = [{ id: "a" }];
    const page = new RowPage(rows);
    new RowCache(100).put("a", { pages: [page], readAt: READ_AT }, MINUTE);

    await vi.waitFor(async () => expect(await page.rows()).not.toBe(rows));
    expect(await page.rows()).toEqual(rows);
  });

  it("are gone after their time, and not before", () => {
    const cache = new RowCache(100);
    put(cache, "short", 1, 1_000);
    put(cache, "long", 1, 2_000);

    vi.advanceTimersByTime(1_000);
    expect(keysOf(cache)).toEqual(["long", "short"]);
    vi.advanceTimersByTime(1);
    expect(keysOf(cache)).toEqual(["long"]);
    vi.advanceTimersByTime(1_000);
    expect(keysOf(cache)).toEqual([]);
  });

  it("stay for 24 days at most, however long they are true", () => {
    const cache = new RowCache(100);
    put(cache, "a", 1, 90 * 24 * 60 * MINUTE);

    vi.advanceTimersByTime(24 * 24 * 60 * MINUTE);
    expect(cache.get("a")).not.toBeNull();
    vi.advanceTimersByTime(1);
    expect(cache.get("a")).toBeNull();
  });

  it.each([0, -1])("are not cached for %d milliseconds, and earlier ones are gone", (milliseconds) => {
    const cache = new RowCache(100);
    put(cache, "a", 1);
    put(cache, "a", 2, milliseconds);

    expect(cache.get("a")).toBeNull();
  });

  it("make room by the least recently used, and only as much as is needed", () => {
    const cache = new RowCache(10);
    put(cache, "a", 4);
    put(cache, "b", 3);
    put(cache, "c", 3);
    expect(keysOf(cache)).toEqual(["c", "b", "a"]);

    cache.get("a");
    put(cache, "d", 3);
    expect(keysOf(cache)).toEqual(["d", "a", "c"]);
    put(cache, "e", 7);
    expect(keysOf(cache)).toEqual(["e", "d"]);
  });

  it("may be none at all", () => {
    const cache = new RowCache(10);
    cache.put("a", { pages: [], readAt: READ_AT }, MINUTE);

    expect(cache.get("a")).toEqual({ pages: [], readAt: READ_AT });
  });

  it("of all pages together are counted", () => {
    const cache = new RowCache(10);
    cache.put("a", { pages: pagesOf(4, 4), readAt: READ_AT }, MINUTE);
    put(cache, "b", 3);

    expect(keysOf(cache)).toEqual(["b"]);
  });

  it("that are too many for the whole room push nothing out", () => {
    const cache = new RowCache(10);
    put(cache, "a", 10);
    put(cache, "b", 11);

    expect(keysOf(cache)).toEqual(["a"]);
  });

  it("take the place of earlier ones, are the newest then, and have their own time", () => {
    const cache = new RowCache(10);
    put(cache, "a", 5, 1_000);
    put(cache, "b", 5);
    put(cache, "a", 5, 3_000);
    vi.advanceTimersByTime(2_000);
    expect(keysOf(cache)).toEqual(["a", "b"]);

    put(cache, "c", 5);
    expect(keysOf(cache)).toEqual(["c", "a"]);
  });

  it("that are deleted or expired leave their room to others", () => {
    const cache = new RowCache(10);
    put(cache, "a", 5, 1_000);
    put(cache, "b", 5);
    cache.delete("b");
    cache.delete("b");
    vi.advanceTimersByTime(1_001);
    put(cache, "c", 5);
    put(cache, "d", 5);

    expect(keysOf(cache)).toEqual(["d", "c"]);
    put(cache, "e", 1);
    expect(keysOf(cache)).toEqual(["e", "d"]);
  });

  it("are found by the beginning of their key", () => {
    const cache = new RowCache(10);
    for (const key of ["x 1", "y 1", "x 2"]) put(cache, key, 1);

    expect(cache.keysWith("x ")).toEqual(["x 2", "x 1"]);
  });
});

const put = (cache: RowCache, key: string, rows: number, milliseconds = MINUTE): void =>
  cache.put(key, { pages: pagesOf(rows), readAt: READ_AT }, milliseconds);

const pagesOf = (...counts: number[]): RowPage<number>[] =>
  counts.map((count) => new RowPage(Array.from({ length: count }, (_, row) => row)));

const keysOf = (cache: RowCache): string[] => cache.keysWith("");
