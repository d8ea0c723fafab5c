import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byMembers } from "@/lib/resources/resource";
import { fingerprint, NumberSet, onlyNew, seenByIdentity } from "./seen";

describe("a fingerprint", () => {
  it("is the same for the same text, and a number that loses no bit", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(fingerprint(`${text}`)).toBe(fingerprint(text));
        expect(Number.isSafeInteger(fingerprint(text))).toBe(true);
        expect(fingerprint(text)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("differs between a hundred thousand rows that look alike", () => {
    const identities = Array.from({ length: 100_000 }, (_, row) => `amiur-0/ami-0/${String(row).padStart(12, "0")}/ec2:Instance`);

    expect(new Set(identities.map(fingerprint)).size).toBe(identities.length);
  });

  it.each([
    ["an order", "ab", "ba"],
    ["a zero before", "01", "1"],
    ["an ending", "ami-1", "ami-1 "],
    ["nothing at all", "", "\0"],
  ])("differs by %s", (_, left, right) => expect(fingerprint(left)).not.toBe(fingerprint(right)));
});

interface Entry {
  report: string;
  account: string | null;
  count?: number;
}

describe.each([
  ["a function", ({ report, account }: Entry) => `${report}/${account}`],
  ["members", byMembers<Entry>("report", "account")],
])("rows that appear for the first time, by %s", (_, identity) => {
  it("are given once, whatever else changed of them meanwhile", () => {
    const isNew = seenByIdentity(identity);
    const rows = [
      { report: "r", account: "001", count: 1 },
      { report: "r", account: "002", count: 1 },
      { report: "r", account: "001", count: 2 },
    ];

    expect(onlyNew(rows, isNew)).toEqual(rows.slice(0, 2));
    expect(onlyNew(rows, isNew)).toEqual([]);
  });

  it("are told apart by all their members where AWS did not say who they are", () => {
    const isNew = seenByIdentity(identity);
    const rows = [
      { report: "r", account: null, count: 1 },
      { report: "r", account: null, count: 2 },
      { report: "r", account: null, count: 1 },
    ];

    expect(onlyNew(rows, isNew)).toEqual(rows.slice(0, 2));
  });

  it("are the same list where none repeats another", () => {
    const rows = [{ report: "r", account: "001" }];

    expect(onlyNew(rows, seenByIdentity(identity))).toBe(rows);
  });
});

describe("a set of numbers", () => {
  it("holds what a set of JavaScript holds", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc
            .oneof(
              fc.maxSafeNat().filter((number) => number < Number.MAX_SAFE_INTEGER),
              fc.nat({ max: 5_000 }),
            )
            .map((number) => number + 1),
          { maxLength: 3_000 },
        ),
        (numbers) => {
          const [own, known] = [new NumberSet(), new Set<number>()];
          for (const number of numbers) {
            expect(own.add(number)).toBe(!known.has(number));
            known.add(number);
          }
        },
      ),
    );
  });
});
