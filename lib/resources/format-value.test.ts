import { describe, expect, it } from "vitest";
import { shownValue, wordOf } from "./format-value";

const words = { "in-use": "in use", unknown: "not known" };

describe("a value on screen", () => {
  it.each([
    ["is a code by its word", { kind: "state", words } as const, "in-use", "in use"],
    ["is a code as it is where there is no word", { kind: "state", words } as const, "new-code", "new-code"],
    ["is each code of a list by its word", { kind: "list", words } as const, "in-use; unknown; new-code", "in use; not known; new-code"],
    ["is a list as it is where codes have no words", { kind: "list" } as const, "a; b", "a; b"],
    ["is a number as numbers are written", { kind: "number" } as const, 11_204, "11,204"],
  ])("%s", (_, column, value, text) => expect(shownValue(column, value)).toBe(text));

  it.each(["constructor", "__proto__", "toString"])("has no word for %s, which every object inherits", (text) => {
    expect(wordOf({ words }, text)).toBeUndefined();
  });
});
