import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { grouped } from "@/lib/core/grouped";
import { finish } from "@/lib/core/slices";
import { CodedColumn } from "./coded-column";
import { groupRows } from "./row-groups";

describe("row groups", () => {
  it("hold the rows of each combination of values, in order of arrival", () => {
    const row = fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 }), fc.nat({ max: 3 }));

    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const groups = grouped([...rows.keys()], (place) => String(rows[place]));

        expect(finish(groupRows(columnsOf(rows), rows.length)).map((group) => [...group])).toEqual([...groups.values()]);
      }),
    );
  });
});

function columnsOf(rows: readonly [number, number, number][]): CodedColumn[] {
  const columns = [new CodedColumn(), new CodedColumn(), new CodedColumn()];
  rows.forEach((values, row) => {
    columns.forEach((column, place) => {
      column.set(row, values[place] ?? 0);
    });
  });
  return columns;
}
