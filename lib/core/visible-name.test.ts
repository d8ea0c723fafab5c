import { expect, it } from "vitest";
import { visibleName } from "./visible-name";

it.each([null, undefined, "", "   ", "\t\n", "\u00a0", "\u200b\u200d", "\u2800 ".slice(1)])(
  "a name of which nothing is seen is none: %j",
  (name) => expect(visibleName(name)).toBeNull(),
);

it.each(["a", " a ", "0", "日本", "😀", "-"])("a name that is seen stays as it is: %j", (name) => expect(visibleName(name)).toBe(name));
