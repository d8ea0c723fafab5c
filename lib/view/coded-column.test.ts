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
