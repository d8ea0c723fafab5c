import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromColumnar, toColumnar } from "./columnar";

const member = fc.oneof(
  fc.constantFrom(null, "", "0", 0, 1, "null", "__proto__", true, false),
  fc.string({ unit: "binary" }),
  fc.maxSafeInteger(),
  fc.array(fc.record({ key: fc.string(), value: fc.option(fc.string()) }), { maxLength: 2 }),
);
const row = fc.record({ accountId: member, usageCount: member, tags: member });

describe("rows as columns", () => {
  it("are the same rows again, also by way of their JSON", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
        const columnar = toColumnar(rows);

        expect(fromColumnar(columnar)).toEqual(rows);
        expect(fromColumnar(JSON.parse(JSON.stringify(columnar)))).toEqual(rows);
      }),
    );
  });

  it("hold each distinct value once, and no codes where there is only one", () => {
    const rows = ["a", "b", "a"].map((id) => ({ id, state: null }));

    expect(toColumnar(rows)).toEqual({
      count: 3,
      members: { id: { values: ["a", "b"], codes: [0, 1, 0] }, state: { values: [null], codes: [] } },
    });
  });

  it("tell a number from its text, and no value from an empty one", () => {
    const rows = [0, "0", null, ""].map((value) => ({ value }));

    expect(fromColumnar(toColumnar(rows))).toEqual(rows);
  });

  it("are none where there are no rows", () => {
    expect(fromColumnar(toColumnar([]))).toEqual([]);
  });
});
