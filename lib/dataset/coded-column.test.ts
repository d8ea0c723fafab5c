import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CodedColumn } from "./coded-column";

const cellValue = fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), fc.string());

describe("a coded column", () => {
  it("gives back every value, however many rows there are", () => {
    fc.assert(
      fc.property(fc.array(cellValue, { size: "large" }), (values) => {
        const column = coded(values);

        expect(values.map((_, row) => column.at(row))).toEqual(values);
      }),
    );
  });

  it("keeps its values when it grows beyond its first room", () => {
    const values = Array.from({ length: 5_000 }, (_, row) => `i-${row}`);
    const column = coded(values);

    expect([0, 1_023, 1_024, 2_048, 4_999].map((row) => column.at(row))).toEqual(["i-0", "i-1023", "i-1024", "i-2048", "i-4999"]);
  });

  it("grows far enough for a row that comes long before its turn", () => {
    const column = new CodedColumn();
    column.set(100_000, "last");

    expect(column.at(100_000)).toBe("last");
  });

  it("keeps each distinct value once, in order of arrival", () => {
    expect(coded(["b", "a", "b", "b", "a"]).values).toEqual(["b", "a"]);
  });

  it("takes zero, nothing, a text and a truth value for four different values", () => {
    expect(coded([0, null, "", "0", false, 0, null]).values).toEqual([0, null, "", "0", false]);
  });

  it.each([
    ["one byte for up to 256 values", 256, 1],
    ["two for one more", 257, 2],
    ["two for up to 65,536", 65_536, 2],
    ["four for one more", 65_537, 4],
  ])("needs %s", (_, distinct, bytes) => {
    const column = coded(Array.from({ length: distinct }, (_, row) => row));

    expect(column.codes.BYTES_PER_ELEMENT).toBe(bytes);
    expect(Array.from({ length: distinct }, (_, row) => column.at(row))).toEqual(Array.from({ length: distinct }, (_, row) => row));
  });

  it("has room for at most half as many rows again, once it is large", () => {
    const column = coded(Array.from({ length: 100_000 }, () => "same"));

    expect(column.codes.byteLength).toBeLessThanOrEqual(150_000);
  });

  it("leaves the codes that it has handed out as they are when it grows", () => {
    const column = coded(["a", "b"]);
    const { codes } = column;
    for (let row = 2; row < 5_000; row += 1) column.set(row, row);

    expect([codes[0], codes[1]]).toEqual([0, 1]);
  });

  it("has a copy that goes its own way", () => {
    const column = coded(["a", "b"]);
    const copy = column.copy();
    copy.set(1, "c");

    expect([copy.at(0), copy.at(1), column.at(1)]).toEqual(["a", "c", "b"]);
  });

  it("has no value in a row beyond its room", () => {
    expect(coded(["a"]).at(9_999_999)).toBeNull();
  });
});

function coded(values: readonly (string | number | boolean | null)[]): CodedColumn {
  const column = new CodedColumn();
  values.forEach((value, row) => {
    column.set(row, value);
  });
  return column;
}
