import { describe, expect, it } from "vitest";
import { type Axis, around, cellsOffset, drawnLength, metricsFor, placeAt, placesOf, scrollToSee, seen } from "./geometry";

const axis: Axis = { count: 2_000, size: 40, view: 400 };

describe("the cells that are seen", () => {
  it.each([
    ["begin with the first", 0, { first: 0, end: 10 }],
    ["include those cut at both edges", 39, { first: 0, end: 11 }],
    ["end with the last", 79_600, { first: 1_990, end: 2_000 }],
    ["are none beyond the last", 90_000, { first: 2_000, end: 2_000 }],
  ])("%s", (_, offset, span) => expect(seen(offset, axis)).toEqual(span));

  it("are none where there are none", () => expect(seen(0, { ...axis, count: 0 })).toEqual({ first: 0, end: 0 }));

  it("are surrounded by whole steps, so that a short scroll changes nothing", () => {
    expect(around({ first: 9, end: 20 }, 8, 2_000)).toEqual({ first: 8, end: 24 });
    expect(around({ first: 15, end: 24 }, 8, 2_000)).toEqual({ first: 8, end: 24 });
    expect(around({ first: 9, end: 20 }, 8, 21)).toEqual({ first: 8, end: 21 });
  });

  it("have the active one among them, wherever it is", () => {
    expect(placesOf({ first: 2, end: 4 }, 3)).toEqual([2, 3]);
    expect(placesOf({ first: 2, end: 4 }, 9)).toEqual([2, 3, 9]);
    expect(placesOf({ first: 2, end: 4 }, null)).toEqual([2, 3]);
  });
});

describe("scrolling to a cell", () => {
  it.each([
    ["stays where the cell is seen whole", 5, 0, 0],
    ["goes as little as it needs to the right", 10, 0, 40],
    ["goes as little as it needs to the left", 3, 400, 120],
    ["stays where the cell is seen whole below what stands above the cells", 5, -100, -100],
    ["goes on past what stands above the cells", 9, -100, 0],
    ["reaches the last", 1_999, 0, 79_600],
  ])("%s", (_, place, scrolled, to) => expect(scrollToSee(place, scrolled, axis)).toBe(to));

  it("reaches every cell of more than a browser can draw", () => {
    const huge: Axis = { count: 1_000_000, size: 40, view: 400 };

    for (const place of [0, 123_456, 999_999]) {
      const span = seen(cellsOffset(scrollToSee(place, 0, huge), huge), huge);
      expect(place).toBeGreaterThanOrEqual(span.first);
      expect(place).toBeLessThan(span.end);
    }
    expect(drawnLength(huge)).toBeLessThan(17_000_000);
  });
});

describe("the cell at a point", () => {
  const metrics = metricsFor(1_280);
  it.each([
    ["is the first in its corner", 0, 0, { row: 0, column: 0 }],
    ["is the one it lies in", metrics.cellWidth * 2.5, metrics.cellHeight * 1.5, { row: 1, column: 2 }],
    ["is none before the first", -1, 0, null],
    ["is none behind the last", metrics.cellWidth * 3, 0, null],
  ])("%s", (_, x, y, place) => expect(placeAt(x, y, metrics, 2, 3)).toEqual(place));
});

it("leaves most of a narrow screen to the cells", () => {
  const { nameWidth, totalWidth } = metricsFor(320);
  expect(320 - nameWidth - totalWidth).toBeGreaterThanOrEqual(160);
});
