import { describe, expect, it } from "vitest";
import { anyPattern, ec2Predicate, licensePredicate } from "./filters";

describe("an EC2 filter value", () => {
  it.each([
    ["matches from end to end", "abc", "abcd", false],
    ["is case-sensitive", "Abc", "abc", false],
    ["takes * for any characters, none included", "a*c*", "abbc", true],
    ["takes ? for one character", "a?c", "abc", true],
    ["takes ? for no character", "a?c", "ac", true],
    ["does not take ? for two", "a?c", "abbc", false],
    ["takes ? for one emoji", "a?c", "a😀c", true],
    ["takes an escaped * literally", "a\\*", "a*", true],
    ["does not take an escaped * for other characters", "a\\*", "ab", false],
    ["takes an escaped backslash literally", "a\\\\b", "a\\b", true],
    ["takes a backslash at its end literally", "a*\\", "ab\\", true],
    ["has no other special characters", "a.(b)[c]+^$|{}", "a.(b)[c]+^$|{}", true],
    ["has no special characters beside a wildcard either", "a.c*", "abc", false],
    ["lets * cross lines", "a*b", "a\n\nb", true],
  ])("%s", (_, pattern, text, expected) => expect(anyPattern([pattern])(text)).toBe(expected));
});

interface Fruit {
  kind: string | undefined;
  colours: string[];
}

const fruits: Fruit[] = [
  { kind: "apple", colours: ["red", "green"] },
  { kind: "pear", colours: ["green"] },
  { kind: undefined, colours: [] },
];

const attributes = {
  kind: (fruit: Fruit) => [fruit.kind],
  colour: (fruit: Fruit) => fruit.colours,
};

const kinds = (predicate: (fruit: Fruit) => boolean) => fruits.filter(predicate).map((fruit) => fruit.kind);

describe("EC2 filters", () => {
  const attributeOf = (name: string) => (name === "kind" || name === "colour" ? attributes[name] : undefined);
  const filter = (...filters: { Name?: string; Values?: string[] }[]) => ec2Predicate(filters, attributeOf);

  it("join the values of one filter with OR", () => {
    expect(kinds(filter({ Name: "kind", Values: ["apple", "pear"] }))).toEqual(["apple", "pear"]);
  });

  it("join several filters with AND", () => {
    expect(kinds(filter({ Name: "kind", Values: ["*"] }, { Name: "colour", Values: ["red"] }))).toEqual(["apple"]);
  });

  it("never match an item that lacks the attribute", () => {
    expect(kinds(filter({ Name: "kind", Values: ["*"] }))).toEqual(["apple", "pear"]);
  });

  it.each([
    ["an unknown name", [{ Name: "constructor", Values: ["x"] }], "InvalidParameterValue"],
    ["no name", [{ Values: ["x"] }], "InvalidParameterValue"],
    ["no value", [{ Name: "kind", Values: [] }], "InvalidParameterValue"],
    ["a value of 256 characters", [{ Name: "kind", Values: ["x".repeat(256)] }], "InvalidParameterValue"],
    ["201 values", [{ Name: "kind", Values: Array.from({ length: 201 }, String) }], "FilterLimitExceeded"],
    ["51 filters", Array.from({ length: 51 }, () => ({ Name: "kind", Values: ["x"] })), "FilterLimitExceeded"],
  ])("refuse %s", (_, filters, code) => {
    expect(() => filter(...filters)).toThrow(expect.objectContaining({ code }));
  });
});

describe("License Manager filters", () => {
  it("know no wildcards", () => {
    expect(kinds(licensePredicate([{ Name: "kind", Values: ["*"] }], attributes))).toEqual([]);
  });

  it("join several filters with AND", () => {
    const filters = [
      { Name: "colour", Values: ["green"] },
      { Name: "kind", Values: ["pear"] },
    ];

    expect(kinds(licensePredicate(filters, attributes))).toEqual(["pear"]);
  });

  it.each([
    ["an unknown name", [{ Name: "Kind", Values: ["x"] }], "InvalidParameterValueException"],
    ["a name every object inherits", [{ Name: "toString", Values: ["x"] }], "InvalidParameterValueException"],
    ["no value", [{ Name: "kind", Values: [] }], "InvalidParameterValueException"],
    ["two values", [{ Name: "kind", Values: ["x", "y"] }], "FilterLimitExceededException"],
  ])("refuse %s", (_, filters, code) => {
    expect(() => licensePredicate(filters, attributes)).toThrow(expect.objectContaining({ code }));
  });
});
