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
  const day = new Date("2026-11-21T23:59:59.000Z");

  it.each([
    ["is title and day", { partial: false, sampleData: false }, "usage-by-account-2026-11-21.csv"],
    ["says that rows are missing", { partial: true, sampleData: false }, "usage-by-account-2026-11-21-partial.csv"],
    ["says that the rows are invented", { partial: false, sampleData: true }, "sample-data-usage-by-account-2026-11-21.csv"],
    ["says both", { partial: true, sampleData: true }, "sample-data-usage-by-account-2026-11-21-partial.csv"],
  ])("%s", (_, facts, name) => expect(csvFileName("Usage by account", day, facts)).toBe(name));

  it("cannot end the header that it stands in", () => {
    expect(csvFileName('a"\r\n/../b', day, { partial: false, sampleData: false })).toBe("a-b-2026-11-21.csv");
  });
});

function row(first: CellValue, second: CellValue) {
  return { first, second, scope };
}
