import { describe, expect, it } from "vitest";
import { finish } from "@/lib/core/slices";
import { CodedColumn } from "@/lib/dataset/coded-column";
import { countingTypes, rowsCountedBy } from "./counting-types";

const configurations = new Map([
  ["arn:cores", { licenseCountingType: "Core" }],
  ["arn:more-cores", { licenseCountingType: "Core" }],
  ["arn:instances", { licenseCountingType: "Instance" }],
  ["arn:untyped", { licenseCountingType: null }],
]);
const arns = ["arn:instances", "arn:cores", "arn:more-cores", "arn:untyped", "arn:unread"];

describe("counting types", () => {
  it("are those of the rows' configurations, with the most rows first", () => {
    expect(finish(countingTypes(rowsUpTo(arns.length), coded(arns), configurations))).toEqual([
      { name: "Core", rows: 2 },
      { name: "Instance", rows: 1 },
    ]);
  });

  it("are none where no configuration is known", () => {
    expect(finish(countingTypes(rowsUpTo(arns.length), coded(arns), new Map()))).toEqual([]);
  });
});

describe("rows counted by one type", () => {
  it("hold no row of another type, nor one whose type is unknown", () => {
    const rows = (type: string) => [...finish(rowsCountedBy(type, Uint32Array.of(0, 1, 2, 3, 4), coded(arns), configurations))];

    expect(rows("Core")).toEqual([1, 2]);
    expect(rows("Instance")).toEqual([0]);
    expect(rows("Socket")).toEqual([]);
  });

  it("are among those that are given", () => {
    expect([...finish(rowsCountedBy("Core", Uint32Array.of(2, 0), coded(arns), configurations))]).toEqual([2]);
  });
});

function coded(values: readonly string[]): CodedColumn {
  const column = new CodedColumn();
  values.forEach((value, row) => {
    column.set(row, value);
  });
  return column;
}

const rowsUpTo = (length: number): Uint32Array => Uint32Array.from({ length }, (_, row) => row);
