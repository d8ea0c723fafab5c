import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { finish } from "@/lib/core/slices";
import { ordered } from "./order";

describe("an order", () => {
  it("is that of a stable sort", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 9 }), { maxLength: 200 }), (values) => {
        expect([...finish(ordered(values.length, byValue(values)))]).toEqual(sorted(values));
      }),
    );
  });

  it.each([2_047, 2_048, 2_049, 10_000])("is that of a stable sort for %i values, in more than one run", (length) => {
    const values = Array.from({ length }, (_, place) => (place * 7_919) % 1_000);

    expect([...finish(ordered(length, byValue(values)))]).toEqual(sorted(values));
  });

  it("of very many values is found in many steps", () => {
    const values = Array.from({ length: 50_000 }, (_, place) => (place * 7_919) % 50_000);
    let steps = 0;
    for (const sliced = ordered(values.length, byValue(values)); !sliced.next().done; ) steps += 1;

    expect(steps).toBeGreaterThan(100);
  });
});

const byValue = (values: readonly number[]) => (left: number, right: number) => (values[left] ?? 0) - (values[right] ?? 0);

const sorted = (values: readonly number[]): number[] => values.map((_, place) => place).sort(byValue(values));
