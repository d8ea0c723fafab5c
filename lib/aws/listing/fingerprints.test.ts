import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Fingerprints, fingerprint } from "./fingerprints";
import { RowPage } from "./row-page";

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
  it("are none before the first row, and none after the last was taken", () => {
    const given = new Fingerprints();
    expect(given.isEmpty).toBe(true);
    expect(given.take("a")).toBe(false);

    given.add("a");
    expect(given.isEmpty).toBe(false);
    given.take("a");
    expect(given.isEmpty).toBe(true);
  });

  it("count rows that are alike instead of merging them", () => {
    const given = fingerprintsOf(["a", "b", "a"]);

    expect(["a", "a", "a", "b", "b"].map((row) => given.take(row))).toEqual([true, true, false, true, false]);
  });

  it.each([4_095, 4_096, 4_097, 10_000])("are all kept for %d rows", (length) => {
    const identities = Array.from({ length }, (_, row) => `row ${row}`);
    const given = fingerprintsOf(identities);

    expect(identities.filter((identity) => !given.take(identity))).toEqual([]);
    expect(given.isEmpty).toBe(true);
  });

  it("can be taken and added again", () => {
    const given = fingerprintsOf(["a"]);
    given.take("a");
    given.add("a");
    given.add("a");

    expect([given.take("a"), given.take("a"), given.take("a")]).toEqual([true, true, false]);
  });

  it("are those of whole pages, packed or not", async () => {
    const packed = new RowPage([{ id: "a" }, { id: "b" }]);
    await packed.pack();
    const given = new Fingerprints();
    await given.addPages([packed, new RowPage([{ id: "b" }])], ({ id }) => id);

    expect(["a", "b", "b", "b"].map((id) => given.take(id))).toEqual([true, true, true, false]);
  });
});

function fingerprintsOf(identities: readonly string[]): Fingerprints {
  const given = new Fingerprints();
  for (const identity of identities) given.add(identity);
  return given;
}
