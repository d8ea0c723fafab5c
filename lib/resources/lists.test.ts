import { describe, expect, it } from "vitest";
import { listText, type Tag, tagText } from "./common-columns";

describe("tags on one line", () => {
  it.each<[string, Tag[], string | null]>([
    ["are nothing where there is none", [], null],
    ["are key and value", [{ key: "Family", value: "golden" }], "Family=golden"],
    ["stand in AWS's order", [tag("b", "1"), tag("a", "2")], "b=1; a=2"],
    ["may have an empty value", [tag("Family", "")], "Family="],
    ["are not the word null where AWS left a part out", [tag(null, null), tag("a", null)], "=; a="],
  ])("%s", (_, tags, text) => expect(tagText(tags)).toBe(text));
});

describe("a list on one line", () => {
  it.each<[string, (string | null)[], string | null]>([
    ["is nothing where it is empty", [], null],
    ["is its items in their order", ["b", "a"], "b; a"],
    ["keeps the zeros of its ids", ["001100110011"], "001100110011"],
    ["is not the word null where an item is missing", [null, "a"], "; a"],
  ])("%s", (_, items, text) => expect(listText(items)).toBe(text));
});

const tag = (key: string | null, value: string | null): Tag => ({ key, value });
