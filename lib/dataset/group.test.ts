import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { finish } from "@/lib/core/slices";
import type { CellValue } from "@/lib/resources/resource";
import { CodedColumn } from "./coded-column";
import { splitsOf, sumBars } from "./group";

describe("bars", () => {
  it("add up a measure by one column, split by another, the largest first", () => {
    const { bars, splits } = ask([
      ["a", "instance", 2],
      ["b", "instance", 1],
      ["b", "template", 5],
      ["a", "instance", 1],
    ]);

    expect(bars).toEqual([
      { key: "b", label: "b", parts: { instance: 1, template: 5 }, total: 6 },
      { key: "a", label: "a", parts: { instance: 3 }, total: 3 },
    ]);
    expect(splits).toEqual(["template", "instance"]);
  });

  it("take nothing away for a number below zero: it is unknown", () => {
    expect(
      ask([
        ["a", "x", 5],
        ["a", "x", -5],
      ]),
    ).toMatchObject({ bars: [{ total: 5 }], unknown: 1 });
  });

  it("count a row without a number as unknown, not as zero", () => {
    const { bars, unknown } = ask([
      ["a", "x", null],
      ["a", "x", 3],
      ["b", "x", null],
    ]);

    expect(bars.map(({ key, total }) => [key, total])).toEqual([["a", 3]]);
    expect(unknown).toBe(2);
  });

  it("leave out a bar of zero", () => {
    expect(ask([["a", "x", 0]]).bars).toEqual([]);
  });

  it("put those of equal length in the order of their keys", () => {
    const { bars } = ask([
      ["b", "x", 1],
      ["a", "x", 1],
    ]);

    expect(bars.map(({ key }) => key)).toEqual(["a", "b"]);
  });

  it("put what is not among the top into one, and say how many that are", () => {
    const { bars, other, splits } = ask(
      [
        ["a", "x", 9],
        ["b", "x", 3],
        ["c", "y", 2],
        ["d", "y", 1],
      ],
      { top: 1 },
    );

    expect(bars.map(({ key }) => key)).toEqual(["a"]);
    expect(other).toEqual({ key: "", label: "Other", parts: { x: 3, y: 3 }, total: 6, count: 3 });
    expect(splits).toEqual(["x", "y"]);
  });

  it("have no rest where all are among the top", () => {
    expect(ask([["a", "x", 1]], { top: 1 }).other).toBeNull();
  });

  it("keep rows without a value of the column, under the name a facet gives them", () => {
    expect(ask([[null, null, 4]]).bars).toEqual([{ key: "no value", label: "no value", parts: { "no value": 4 }, total: 4 }]);
  });

  it("are labelled in words, and keep the value as their key", () => {
    const { bars } = ask([["111122223333", "x", 1]], { label: (text) => `account ${text}` });

    expect(bars.map(({ key, label }) => [key, label])).toEqual([["111122223333", "account 111122223333"]]);
  });

  it("count rows where nothing is to be added up", () => {
    const { bars, unknown } = ask(
      [
        ["a", "x", null],
        ["a", "x", null],
      ],
      { measure: false },
    );

    expect(bars.map(({ total }) => total)).toEqual([2]);
    expect(unknown).toBe(0);
  });

  it("look at the rows that are given, and no others", () => {
    const { bars } = ask(
      [
        ["a", "x", 1],
        ["b", "x", 1],
      ],
      { rows: [1] },
    );

    expect(bars.map(({ key }) => key)).toEqual(["b"]);
  });

  it("and their rest hold together what all rows hold", () => {
    const row = fc.tuple(fc.constantFrom("a", "b", "c", null), fc.constantFrom("x", "y"), fc.option(fc.nat({ max: 1_000 })));

    fc.assert(
      fc.property(fc.array(row), fc.integer({ min: 0, max: 3 }), (rows, top) => {
        const { bars, other, unknown } = ask(rows, { top });
        const all = other === null ? bars : [...bars, other];

        expect(all.reduce((sum, { total }) => sum + total, 0)).toBe(rows.reduce((sum, [, , amount]) => sum + (amount ?? 0), 0));
        expect(all.every(({ parts, total }) => Object.values(parts).reduce((sum, part) => sum + part, 0) === total)).toBe(true);
        expect(unknown).toBe(rows.filter(([, , amount]) => amount === null).length);
      }),
    );
  });
});

describe("the parts of bars", () => {
  it("come with the largest of all bars together first", () => {
    const bar = (parts: Record<string, number>) => ({ key: "", label: "", parts, total: 0 });

    expect(splitsOf([bar({ x: 3, y: 2 }), bar({ y: 2 })])).toEqual(["y", "x"]);
  });
});

type Row = [by: CellValue, split: CellValue, amount: number | null];

function ask(rows: Row[], { top = 10, measure = true, rows: indices = rows.map((_, row) => row), label = (text: string) => text } = {}) {
  return finish(
    sumBars({
      indices: Uint32Array.from(indices),
      by: coded(rows.map(([by]) => by)),
      split: coded(rows.map(([, split]) => split)),
      measure: measure ? coded(rows.map(([, , amount]) => amount)) : null,
      top,
      label,
    }),
  );
}

function coded(values: readonly CellValue[]): CodedColumn {
  const column = new CodedColumn();
  values.forEach((value, row) => {
    column.set(row, value);
  });
  return column;
}
