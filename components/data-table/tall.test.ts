import { describe, expect, it } from "vitest";
import { drawnHeight, rowsOffset, scrollOffset, TALLEST } from "./tall";

const few = { rows: 33_000, view: 800 };
const many = { rows: 66_000_000, view: 800 };

describe("a table that browsers can draw", () => {
  it("is as tall as its rows, and scrolls pixel by pixel", () => {
    expect([drawnHeight(few), rowsOffset(123, few), scrollOffset(123, few)]).toEqual([33_000, 123, 123]);
  });
});

describe("a table of more rows than browsers can draw", () => {
  it("is as tall as can be", () => {
    expect(drawnHeight(many)).toBe(TALLEST);
  });

  it("has its first row at the top, and its last at the bottom", () => {
    expect(rowsOffset(0, many)).toBe(0);
    expect(rowsOffset(TALLEST - many.view, many)).toBeCloseTo(many.rows - many.view);
  });

  it("has what stands above the rows at its own height", () => {
    expect([rowsOffset(-400, many), scrollOffset(-400, many)]).toEqual([-400, -400]);
  });

  it("is scrolled to where a row is, and back", () => {
    for (const offset of [-400, 0, 33, 1_000_000, 40_000_000]) expect(rowsOffset(scrollOffset(offset, many), many)).toBeCloseTo(offset);
  });
});
