import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { finish } from "@/lib/core/slices";
import type { CellValue, Column } from "@/lib/resources/resource";
import { CodedColumn } from "./coded-column";
import { formatSort, parseSort, sortRows } from "./sort";

describe("a sort in the URL", () => {
  const columns = { usageCount: {}, accountId: {}, "odd.name": {} };

  it.each([
    ["is one key", "usageCount.desc", [{ column: "usageCount", direction: "desc" }]],
    [
      "is several keys, the first of which decides",
      "accountId.asc,usageCount.desc",
      [
        { column: "accountId", direction: "asc" },
        { column: "usageCount", direction: "desc" },
      ],
    ],
    ["is nothing where it is empty", "", []],
    ["loses a name that is no column", "price.asc,accountId.asc", [{ column: "accountId", direction: "asc" }]],
    ["loses a direction that is none", "usageCount.up,accountId", []],
    ["loses a name that every object inherits", "constructor.asc,__proto__.desc", []],
    ["takes a name with a dot whole", "odd.name.asc", [{ column: "odd.name", direction: "asc" }]],
  ])("%s", (_, text, keys) => expect(parseSort(text, columns)).toEqual(keys));

  it("is written as it is read", () => {
    expect(formatSort(parseSort("accountId.asc,usageCount.desc", columns))).toBe("accountId.asc,usageCount.desc");
  });
});

describe("rows sorted by one column", () => {
  it.each<[string, Pick<Column<unknown>, "kind">, CellValue[], CellValue[]]>([
    ["put numbers in their order, not in that of their digits", { kind: "number" }, [10, 9, -1, 0], [-1, 0, 9, 10]],
    ["put a row without a value last", { kind: "number" }, [null, 2, 0, null, 1], [0, 1, 2, null, null]],
    ["read numbers within a text", { kind: "text" }, ["v10", "v9", "v1"], ["v1", "v9", "v10"]],
    ["read numbers within a word", { kind: "word" }, ["m10", "m9"], ["m9", "m10"]],
    ["take ids character by character", { kind: "id" }, ["ami-9", "ami-10"], ["ami-10", "ami-9"]],
    ["take account ids character by character", { kind: "account" }, ["999988887777", "001100110011"], ["001100110011", "999988887777"]],
    [
      "put times in their order",
      { kind: "time" },
      ["2026-11-21T00:00:00.000Z", "2025-01-01T00:00:00.000Z"],
      ["2025-01-01T00:00:00.000Z", "2026-11-21T00:00:00.000Z"],
    ],
    ["put false before true", { kind: "boolean" }, [true, false], [false, true]],
  ])("%s", (_, column, values, expected) => expect(sorted(values, "asc", column)).toEqual(expected));

  it("put a row without a value last whichever way the column runs", () => {
    expect(sorted([null, 1, 3, 2], "desc", { kind: "number" })).toEqual([3, 2, 1, null]);
  });

  it("put what is wrong first where a state runs downwards, and a state AWS added between", () => {
    const state = { kind: "state", tones: { failed: "bad", slow: "warning", running: "busy", ok: "good" } } as const;

    expect(sorted(["ok", "running", "brand-new", "failed", "slow"], "desc", state)).toEqual([
      "failed",
      "slow",
      "running",
      "brand-new",
      "ok",
    ]);
  });

  it("put states that are equally bad in the order of their words", () => {
    const state = { kind: "state", tones: { b: "bad", a: "bad" } } as const;

    expect(sorted(["b", "a"], "desc", state)).toEqual(["a", "b"]);
  });

  it("are still in order with more texts than natural order is worth", () => {
    const values = Array.from({ length: 6_000 }, (_, row) => `image ${(row * 7_919) % 6_000}`);

    expect(sorted(values, "asc", { kind: "text" })).toEqual(values.toSorted());
  });
});

describe("rows sorted by several columns", () => {
  it("are those of a stable sort by each key in turn", () => {
    const key = fc.record({ column: fc.constantFrom("a", "b"), direction: fc.constantFrom("asc" as const, "desc" as const) });
    const row = fc.record({ a: fc.integer({ min: 0, max: 3 }), b: fc.integer({ min: 0, max: 3 }) });
    const number: Column<unknown> = { label: "", kind: "number", value: () => null };

    fc.assert(
      fc.property(fc.array(row), fc.array(key, { maxLength: 3 }), (rows, keys) => {
        const coded = { a: codedColumn(rows.map(({ a }) => a)), b: codedColumn(rows.map(({ b }) => b)) };
        const compare = (left: number, right: number) =>
          keys
            .map(
              ({ column, direction }) =>
                (Number(coded[column].at(left)) - Number(coded[column].at(right))) * (direction === "asc" ? 1 : -1),
            )
            .find((difference) => difference !== 0) ?? 0;
        const all = Array.from(rows, (_, index) => index);

        expect([...finish(sortRows(Uint32Array.from(all), keys, coded, { a: number, b: number }))]).toEqual(all.toSorted(compare));
      }),
    );
  });

  it("are as they were where the column is unknown", () => {
    expect([...finish(sortRows(Uint32Array.of(2, 0, 1), [{ column: "none", direction: "asc" }], {}, {}))]).toEqual([2, 0, 1]);
  });
});

describe("a part of the rows", () => {
  it("is sorted without the others", () => {
    const coded = { n: codedColumn([5, 4, 3, 2, 1]) };
    const columns: Record<string, Column<unknown>> = { n: { label: "", kind: "number", value: () => null } };

    expect([...finish(sortRows(Uint32Array.of(0, 2, 4), [{ column: "n", direction: "asc" }], coded, columns))]).toEqual([4, 2, 0]);
  });
});

function sorted(values: readonly CellValue[], direction: "asc" | "desc", column: Pick<Column<unknown>, "kind" | "tones">): CellValue[] {
  const coded = codedColumn(values);
  const columns: Record<string, Column<unknown>> = { only: { label: "", value: () => null, ...column } };
  const indices = Uint32Array.from(values, (_, row) => row);
  return Array.from(finish(sortRows(indices, [{ column: "only", direction }], { only: coded }, columns)), (row) => coded.at(row));
}

function codedColumn(values: readonly CellValue[]): CodedColumn {
  const column = new CodedColumn();
  values.forEach((value, row) => {
    column.set(row, value);
  });
  return column;
}
