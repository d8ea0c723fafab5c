import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutPage, issueToken, readToken, START } from "./pagination";

describe("a listing cut into pages", () => {
  it("has every item once and in order, whatever the page size", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 9 }), (items, size) => {
        expect(readAll(items, () => size).items).toEqual(items);
      }),
    );
  });

  it("survives empty pages and changes of the page size on the way", () => {
    const { items, tokens } = readAll([1, 2, 3, 4, 5], (page) => [2, 0, 0, 1, 7][page] ?? 1);

    expect(items).toEqual([1, 2, 3, 4, 5]);
    expect(new Set(tokens).size).toBe(tokens.length);
  });
});

describe("a token", () => {
  it("stands for its position", () => {
    const position = { offset: 700, page: 7 };

    expect(readToken(issueToken(position, "listing"), "listing")).toEqual(position);
  });

  it.each([
    ["of another listing", issueToken(START, "other")],
    ["with a forged offset", Buffer.from("900:7:abcdefghijklmnopqrstuv").toString("base64url")],
    ["that is no token", "opaque"],
    ["that is not even base64", "🎩"],
  ])("is not accepted %s", (_, token) => expect(readToken(token, "listing")).toBeUndefined());
});

function readAll(all: number[], sizeOf: (page: number) => number) {
  const items: number[] = [];
  const tokens: string[] = [];
  let position: typeof START | undefined = START;
  for (let number = 0; position; number += 1) {
    const page: ReturnType<typeof cutPage<number>> = cutPage(all, position, sizeOf(number), "listing");
    items.push(...page.items);
    if (page.nextToken === undefined) break;
    tokens.push(page.nextToken);
    position = readToken(page.nextToken, "listing");
  }
  return { items, tokens };
}
