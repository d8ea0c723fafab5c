import { describe, expect, it } from "vitest";
import { formatValue } from "@/lib/resources/format-value";
import type { CellValue, ColumnKind } from "@/lib/resources/resource";
import { formatAccount, formatBytes, formatCount } from "./format";

describe("a value in words", () => {
  it.each<[string, ColumnKind, NonNullable<CellValue>, string]>([
    ["groups thousands", "number", 11_204, "11,204"],
    ["keeps a real zero", "number", 0, "0"],
    ["says percent of a percentage", "percent", 38, "38 %"],
    ["keeps a tenth of a percent", "percent", 0.4, "0.4 %"],
    ["never rounds a little down to nothing", "percent", 0.04, "< 0.1 %"],
    ["never rounds up to all", "percent", 99.96, "> 99.9 %"],
    ["never rounds what is over down to all", "percent", 100.04, "> 100 %"],
    ["goes beyond a hundred percent", "percent", 1_204, "1,204 %"],
    ["says what unit bytes are in", "bytes", 705_638_400, "672.9 MiB"],
    ["splits an account id in three", "account", "001100110011", "0011-0011-0011"],
    ["keeps an id that is no account id as it is", "account", "self", "self"],
    ["leaves 12 digits alone where they are no account id", "id", "111122223333", "111122223333"],
    ["says yes", "boolean", true, "yes"],
    ["says no", "boolean", false, "no"],
    ["shows a text where a number was expected as it is", "number", "many", "many"],
    ["shows a state that AWS added as it is", "state", "brand-new", "brand-new"],
  ])("%s", (_, kind, value, text) => expect(formatValue(kind, value)).toBe(text));
});

describe("bytes", () => {
  it.each([
    [0, "0 B"],
    [1_023, "1,023 B"],
    [1_024, "1 KiB"],
    [1.5 * 1024 ** 3, "1.5 GiB"],
    [3 * 1024 ** 5, "3 PiB"],
    [1024 ** 6, "1,024 PiB"],
  ])("of %d are %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});

describe("an account id", () => {
  it("is split only where it has 12 digits", () => {
    expect(["1".repeat(11), "1".repeat(13)].map(formatAccount)).toEqual(["1".repeat(11), "1".repeat(13)]);
  });
});

describe("a count", () => {
  it.each([
    [0, "0 reports"],
    [1, "1 report"],
    [11_204, "11,204 reports"],
  ])("of %d is “%s”", (count, text) => expect(formatCount(count, ["report", "reports"])).toBe(text));
});
