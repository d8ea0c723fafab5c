import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { finish, SLICE_ROWS } from "@/lib/core/slices";
import { CodedColumn } from "./coded-column";
import { DistinctRows } from "./distinct-rows";

describe("distinct rows", () => {
  it("are the first of each combination of values", () => {
    const row = fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 }), fc.nat({ max: 3 }));

    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const seen = rows.map((values) => values.join());
        const first = [...seen.keys()].filter((place) => seen.indexOf(seen[place] ?? "") === place);

        expect(finish(new DistinctRows(columnsOf(rows)).until(rows.length))).toEqual(first);
      }),
    );
  });

  it("are found among more rows without looking at the ones before again", () => {
    const rows = Array.from({ length: SLICE_ROWS * 2 }, (_, place): [number, number, number] => [place % 2, place % 3, 0]);
    const columns = columnsOf(rows);
    let asked = 0;
    const distinct = new DistinctRows(() => {
      asked += 1;
      return columns();
    });
    expect(finish(distinct.until(3))).toEqual([0, 1, 2]);
    expect(finish(distinct.until(rows.length))).toEqual([0, 1, 2, 3, 4, 5]);
    const before = asked;

    expect(finish(distinct.until(rows.length))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(asked).toBe(before);
  });
});

function columnsOf(rows: readonly [number, number, number][]): () => CodedColumn[] {
  const columns = [new CodedColumn(), new CodedColumn(), new CodedColumn()];
  rows.forEach((values, row) => {
    columns.forEach((column, place) => {
      column.set(row, values[place] ?? 0);
    });
  });
  return () => columns;
}
