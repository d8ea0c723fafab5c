import { describe, expect, it } from "vitest";
import { moved } from "./moves";

const bounds = { rows: 200, columns: 2_000, pageRows: 20, pageColumns: 25 };
const from = { row: 100, column: 1_000 };

describe("a key in a grid", () => {
  it.each([
    ["ArrowUp", {}, { row: 99, column: 1_000 }],
    ["ArrowDown", {}, { row: 101, column: 1_000 }],
    ["ArrowLeft", {}, { row: 100, column: 999 }],
    ["ArrowRight", {}, { row: 100, column: 1_001 }],
    ["ArrowUp", { ctrlKey: true }, { row: 0, column: 1_000 }],
    ["ArrowRight", { metaKey: true }, { row: 100, column: 1_999 }],
    ["Home", {}, { row: 100, column: 0 }],
    ["End", {}, { row: 100, column: 1_999 }],
    ["Home", { ctrlKey: true }, { row: 0, column: 0 }],
    ["End", { ctrlKey: true }, { row: 199, column: 1_999 }],
    ["PageUp", {}, { row: 80, column: 1_000 }],
    ["PageDown", {}, { row: 120, column: 1_000 }],
    ["PageUp", { altKey: true }, { row: 100, column: 975 }],
    ["PageDown", { altKey: true }, { row: 100, column: 1_025 }],
    ["a", {}, null],
    ["Tab", {}, null],
  ])("%s %o leads to its cell", (name, held, to) => expect(moved(from, key(name, held), bounds)).toEqual(to));

  it.each([
    ["ArrowUp", { row: 0, column: 0 }, { row: 0, column: 0 }],
    ["ArrowLeft", { row: 0, column: 0 }, { row: 0, column: 0 }],
    ["PageUp", { row: 5, column: 3 }, { row: 0, column: 3 }],
    ["ArrowDown", { row: 199, column: 0 }, { row: 199, column: 0 }],
    ["PageDown", { row: 190, column: 0 }, { row: 199, column: 0 }],
    ["ArrowRight", { row: 0, column: 1_999 }, { row: 0, column: 1_999 }],
  ])("%s at the edge goes no further", (name, place, to) => expect(moved(place, key(name), bounds)).toEqual(to));
});

function key(name: string, held: Partial<Record<"ctrlKey" | "metaKey" | "altKey", boolean>> = {}) {
  return { key: name, ctrlKey: false, metaKey: false, altKey: false, ...held };
}
