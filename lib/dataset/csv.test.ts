import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import type { Unknown } from "@/lib/core/known";
import type { CellValue, Column } from "@/lib/resources/resource";
import { csvFileName, csvHeader, csvLines } from "./csv";

interface Pair {
  first: CellValue;
  second: CellValue;
}

const columns: Record<string, Column<Pair>> = {
  first: { label: "First of two", kind: "text", value: ({ first }) => first },
  second: { label: "Second of two", kind: "text", value: ({ second }) => second },
};
const scope = { account: null, region: "us-east-1" };

describe("a cell of a CSV file", () => {
  it.each<[string, CellValue, string]>([
    ["keeps the zeros of an account id", "001100110011", "001100110011"],
    ["is empty where AWS did not say", null, ""],
    ["keeps a real zero", 0, "0"],
    ["keeps a negative number a number", -5, "-5"],
    ["keeps a fraction exact", 0.1, "0.1"],
    ["says true or false", false, "false"],
    ["keeps a time in UTC", "2026-11-21T12:00:00.000Z", "2026-11-21T12:00:00.000Z"],
    ["puts a comma in quotes", "a,b", '"a,b"'],
    ["doubles a quote", 'say "x"', '"say ""x"""'],
    ["puts line breaks in quotes", "a\r\nb", '"a\r\nb"'],
    ["cannot run as a formula", "=HYPERLINK(1)", `"'=HYPERLINK(1)"`],
    ["cannot run as a formula that goes on in another line", "=1+1\n=2", `"'=1+1\n=2"`],
    ["cannot run as a sum", "+1", `"'+1"`],
    ["cannot run as a text that looks like a negative number", "-5+cmd", `"'-5+cmd"`],
    ["cannot run as a function", "@SUM(A1)", `"'@SUM(A1)"`],
    ["cannot run after a tab", "\t=1", `"'\t=1"`],
    ["cannot run after a carriage return", "\r=1", `"'\r=1"`],
    ["leaves a sign within a text alone", "a=b", "a=b"],
  ])("%s", (_, first, text) => expect(csvLines(columns, [row(first, "end")])).toBe(`${text},end\r\n`));
});

describe("a CSV file", () => {
  it("begins with the columns' names", () => {
    expect(csvHeader(columns)).toBe("first,second\r\n");
  });

  it("has a line for each row, and none for no rows", () => {
    expect(csvLines(columns, [row("a", 1), row(null, null)])).toBe("a,1\r\n,\r\n");
    expect(csvLines(columns, [])).toBe("");
  });

  it.each<[string, CellValue, Unknown | null, string]>([
    ["not reported", null, { state: "not reported", why: "No report" }, "not reported"],
    ["not permitted", null, { state: "not permitted", why: "Denied" }, "not permitted"],
    ["failed", null, { state: "failed", why: "Throttled" }, "failed"],
    ["still being read", null, { state: "reading", why: "On its way" }, "reading"],
    ["zero", 0, null, "0"],
    ["absent for a reason that all rows share", null, null, ""],
  ])("says of a number that is %s so, never as another", (_, first, unknown, text) => {
    const counted = {
      ...columns,
      first: { label: "Accounts", kind: "number", value: () => first, unknown: () => unknown },
    } satisfies Record<string, Column<Pair>>;

    expect(csvLines(counted, [row(first, "end")])).toBe(`${text},end\r\n`);
  });

  it("is read back as it was written", () => {
    const first = ["a,b", 'x"y', "line\r\nbreak", " space ", "ünï😀", ""];
    const text =
      csvHeader(columns) +
      csvLines(
        columns,
        first.map((value) => row(value, "z")),
      );
    const { data, errors } = Papa.parse<string[]>(text.trimEnd());

    expect(errors).toEqual([]);
    expect(data.slice(1)).toEqual(first.map((value) => [value, "z"]));
  });
});

describe("the name of a CSV file", () => {
  const at = new Date("2026-11-21T23:59:59.123Z");
  const ohio = { account: "001122223333", region: "us-east-2" };
  const whole = { partial: false, truncated: false, sampleData: false };

  it.each([
    ["is table, scope and time", whole, "image-usage-report-entries_001122223333-us-east-2_20261121T235959Z.csv"],
    [
      "says that rows are missing",
      { ...whole, partial: true },
      "image-usage-report-entries_001122223333-us-east-2_20261121T235959Z_partial.csv",
    ],
    [
      "says that rows were cut",
      { ...whole, truncated: true },
      "image-usage-report-entries_001122223333-us-east-2_20261121T235959Z_truncated.csv",
    ],
    [
      "says that the rows are invented",
      { ...whole, sampleData: true },
      "sample-data-image-usage-report-entries_001122223333-us-east-2_20261121T235959Z.csv",
    ],
  ])("%s", (_, notes, name) => expect(csvFileName("image-usage-report-entries", [ohio], at, notes)).toBe(name));

  it.each([
    ["several regions", [ohio, { ...ohio, region: "eu-west-3" }], "images_001122223333-2-regions_20261121T235959Z.csv"],
    ["several accounts", [ohio, { ...ohio, account: "444455556666" }], "images_2-accounts-us-east-2_20261121T235959Z.csv"],
    ["an account that is not known", [{ ...ohio, account: null }], "images_own-account-us-east-2_20261121T235959Z.csv"],
  ])("counts %s", (_, scopes, name) => expect(csvFileName("images", scopes, at, whole)).toBe(name));

  it("cannot end the header that it stands in", () => {
    expect(csvFileName('a"\r\n/../b', [ohio], at, whole)).toBe("a-b_001122223333-us-east-2_20261121T235959Z.csv");
  });
});

function row(first: CellValue, second: CellValue) {
  return { first, second, scope };
}
