import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Fingerprints, fingerprint } from "./fingerprints";

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

describe("fingerprints", () => {
  it("are none before the first row", () => {
    expect(new Fingerprints().counts()).toEqual(new Map());
  });

  it("count rows that are alike instead of merging them", () => {
    expect(countsOf(["a", "b", "a"])).toEqual(
      new Map([
        [fingerprint("a"), 2],
        [fingerprint("b"), 1],
      ]),
    );
  });

  it.each([4_095, 4_096, 4_097, 10_000])("are all kept for %d rows", (length) => {
    const counts = countsOf(Array.from({ length }, (_, row) => `row ${row}`));

    expect(counts.size).toBe(length);
    expect(counts.get(fingerprint(`row ${length - 1}`))).toBe(1);
  });

  it("can be asked again after more rows", () => {
    const given = new Fingerprints();
    given.add("a");
    given.counts().clear();
    given.add("a");

    expect(given.counts()).toEqual(new Map([[fingerprint("a"), 2]]));
  });
});

function countsOf(identities: readonly string[]): Map<number, number> {
  const given = new Fingerprints();
  for (const identity of identities) given.add(identity);
  return given.counts();
}
