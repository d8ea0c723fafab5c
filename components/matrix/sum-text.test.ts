import { describe, expect, it } from "vitest";
import { fittingSum } from "./sum-text";

describe("a total in a cell of the matrix", () => {
  it.each([
    ["in full where it fits", 133_584, false, 64, "133,584"],
    ["with its sign where both fit", 16_725, true, 64, "≥ 16,725"],
    ["shorter, and still with its sign, where it would be cut", 133_584, true, 64, "≥133K"],
    ["shorter where its first digits would be cut", 12_345_678, false, 72, "12.3M"],
    ["in a word where nothing is known", 0, true, 64, "unknown"],
  ])("stands %s", (_, value, isPartial, width, text) => {
    expect(fittingSum({ value, isPartial }, width)).toBe(text);
  });
});
