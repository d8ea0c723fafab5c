import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RowPage } from "@/lib/aws/listing/row-page";
import { KeptRows } from "./row-cache";

const READ_AT = "2026-11-21T12:00:00.000Z";
const MINUTE = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("kept rows", () => {
  it("are given back with the time when they were read", () => {
    const kept = new KeptRows(100);
    const rows = { pages: pagesOf(3, 2), readAt: READ_AT };
    kept.put("a", rows, MINUTE);

    expect(kept.get("a")).toEqual(rows);
    expect(kept.get("b")).toBeNull();
  });

  it("are packed, and the rows that they were made of let go", async () => {
    const rows = [{ id: "a" }];
    const page = new RowPage(rows);
    new KeptRows(100).put("a", { pages: [page], readAt: READ_AT }, MINUTE);

    await vi.waitFor(async () => expect(await page.rows()).not.toBe(rows));
    expect(await page.rows()).toEqual(rows);
  });

  it("are gone after their time, and not before", () => {
    const kept = new KeptRows(100);
    put(kept, "short", 1, 1_000);
    put(kept, "long", 1, 2_000);

    vi.advanceTimersByTime(999);
    expect(keysOf(kept)).toEqual(["short", "long"]);
    vi.advanceTimersByTime(1);
    expect(keysOf(kept)).toEqual(["long"]);
    vi.advanceTimersByTime(1_000);
    expect(keysOf(kept)).toEqual([]);
  });

  it("stay for 24 days at most, however long they are true", () => {
    const kept = new KeptRows(100);
    put(kept, "a", 1, 90 * 24 * 60 * MINUTE);

    vi.advanceTimersByTime(24 * 24 * 60 * MINUTE - 1);
    expect(kept.get("a")).not.toBeNull();
    vi.advanceTimersByTime(1);
    expect(kept.get("a")).toBeNull();
  });

  it.each([0, -1])("are not kept for %d milliseconds, and what was kept before is gone", (milliseconds) => {
    const kept = new KeptRows(100);
    put(kept, "a", 1);
    put(kept, "a", 2, milliseconds);

    expect(kept.get("a")).toBeNull();
  });

  it("make room by the oldest, and only as much as is needed", () => {
    const kept = new KeptRows(10);
    put(kept, "a", 4);
    put(kept, "b", 3);
    put(kept, "c", 3);
    expect(keysOf(kept)).toEqual(["a", "b", "c"]);

    put(kept, "d", 4);
    expect(keysOf(kept)).toEqual(["b", "c", "d"]);
    put(kept, "e", 6);
    expect(keysOf(kept)).toEqual(["d", "e"]);
  });

  it("of all pages together are counted", () => {
    const kept = new KeptRows(10);
    kept.put("a", { pages: pagesOf(4, 4), readAt: READ_AT }, MINUTE);
    put(kept, "b", 3);

    expect(keysOf(kept)).toEqual(["b"]);
  });

  it("that are too many for the whole room push nothing out", () => {
    const kept = new KeptRows(10);
    put(kept, "a", 10);
    put(kept, "b", 11);

    expect(keysOf(kept)).toEqual(["a"]);
  });

  it("take the place of what was kept before, are the newest then, and have their own time", () => {
    const kept = new KeptRows(10);
    put(kept, "a", 5, 1_000);
    put(kept, "b", 5);
    put(kept, "a", 5, 3_000);
    vi.advanceTimersByTime(2_000);
    expect(keysOf(kept)).toEqual(["b", "a"]);

    put(kept, "c", 5);
    expect(keysOf(kept)).toEqual(["a", "c"]);
  });

  it("that are deleted or expired leave their room to others", () => {
    const kept = new KeptRows(10);
    put(kept, "a", 5, 1_000);
    put(kept, "b", 5);
    kept.delete("b");
    kept.delete("b");
    vi.advanceTimersByTime(1_000);
    put(kept, "c", 5);
    put(kept, "d", 5);

    expect(keysOf(kept)).toEqual(["c", "d"]);
    put(kept, "e", 1);
    expect(keysOf(kept)).toEqual(["d", "e"]);
  });

  it("are found by the beginning of their key", () => {
    const kept = new KeptRows(10);
    for (const key of ["x 1", "y 1", "x 2"]) put(kept, key, 1);

    expect(kept.keysWith("x ")).toEqual(["x 1", "x 2"]);
  });
});

const put = (kept: KeptRows, key: string, rows: number, milliseconds = MINUTE): void =>
  kept.put(key, { pages: pagesOf(rows), readAt: READ_AT }, milliseconds);

const pagesOf = (...counts: number[]): RowPage<number>[] =>
  counts.map((count) => new RowPage(Array.from({ length: count }, (_, row) => row)));

const keysOf = (kept: KeptRows): string[] => kept.keysWith("");
