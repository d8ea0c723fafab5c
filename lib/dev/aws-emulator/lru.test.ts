import { expect, it } from "vitest";
import { Lru } from "./lru";

it("forgets what was used longest ago, and nothing else", () => {
  const cache = new Lru<number>(2);
  cache.set("a", 1);
  cache.set("b", 2);
  cache.get("a");

  cache.set("c", 3);

  expect(["a", "b", "c"].map((key) => cache.get(key))).toEqual([1, undefined, 3]);
});
