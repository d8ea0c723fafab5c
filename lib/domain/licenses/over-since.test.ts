import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Known, known } from "@/lib/core/known";
import type { LicenseUse } from "@/lib/resources/license-usage";
import { overLimit, runningTotals } from "./over-since";

type Use = Pick<LicenseUse, "associationTime" | "consumedLicenses">;
const DAY = 86_400_000;
const on = (day: number): string => new Date(Date.UTC(2026, 10, 1) + day * DAY).toISOString();
const use = (day: number, consumedLicenses: number): Use => ({ associationTime: on(day), consumedLicenses });

describe("over its limit since when", () => {
  it.each<[string, number, Use[], string | null]>([
    ["is when the resource that passes it was associated", 10, [use(1, 6), use(2, 4), use(3, 1), use(4, 5)], on(3)],
    ["does not depend on the order in which AWS lists them", 10, [use(4, 5), use(3, 1), use(1, 6), use(2, 4)], on(3)],
    ["is one moment where several were associated at once", 10, [use(1, 6), use(2, 5), use(2, 5)], on(2)],
    ["is the first moment of all over a limit of zero", 0, [use(1, 0), use(2, 3)], on(2)],
    ["is never where it is exactly at its limit", 10, [use(1, 6), use(2, 4)], null],
    ["is never where it is within its limit", 10, [use(1, 6)], null],
    ["is never where nothing consumes", 0, [], null],
  ])("%s", (_, licenseCount, uses, since) => {
    expect(overLimit({ licenseCount, consumedLicenses: sum(uses) }, known(uses))?.since).toEqual(known(since));
  });

  it.each<[string, Known<Use[]>, number, string]>([
    ["a time is missing", known([use(1, 11), { associationTime: null, consumedLicenses: 1 }]), 12, "not reported"],
    ["a time cannot be read", known([use(1, 11), { associationTime: "soon", consumedLicenses: 1 }]), 12, "not reported"],
    ["a number is missing", known([use(1, 12), { associationTime: on(1), consumedLicenses: null }]), 12, "not reported"],
    ["the rows are fewer than AWS's total", known([use(1, 11)]), 12, "not reported"],
    ["the rows are more than AWS's total", known([use(1, 13)]), 12, "not reported"],
    ["rows could not be read", { state: "failed", why: "They broke." }, 12, "failed"],
    ["rows may not be read", { state: "not permitted", why: "AWS refused." }, 12, "not permitted"],
    ["rows are on their way", { state: "reading", why: "Wait." }, 12, "reading"],
  ])("is not known where %s, but by how much is", (_, uses, consumedLicenses, state) => {
    const over = overLimit({ licenseCount: 10, consumedLicenses }, uses);

    expect(over?.since.state).toBe(state);
    expect(over?.by).toEqual(known(2));
  });

  it("cannot be where no limit is set", () => {
    expect(overLimit({ licenseCount: null, consumedLicenses: 5 }, known([use(1, 5)]))).toBeNull();
  });

  it("is not known, nor by how much, where AWS told no total", () => {
    const over = overLimit({ licenseCount: 10, consumedLicenses: null }, known([use(1, 50)]));

    expect(over).toMatchObject({ by: { state: "not reported" }, since: { state: "not reported" } });
  });

  const someUses = fc.array(
    fc
      .record({ day: fc.integer({ min: 0, max: 20 }), licenses: fc.integer({ min: 0, max: 30 }) })
      .map(({ day, licenses }) => use(day, licenses)),
    { maxLength: 30 },
  );

  it("is the earliest moment at which those associated by then exceed the limit, whatever the rows", () => {
    fc.assert(
      fc.property(someUses, fc.integer({ min: 0, max: 200 }), (uses, licenseCount) => {
        const moments = [...new Set(uses.map(({ associationTime }) => associationTime ?? ""))].toSorted();
        const expected = moments.find((at) => sum(uses.filter(({ associationTime }) => (associationTime ?? "") <= at)) > licenseCount);

        expect(overLimit({ licenseCount, consumedLicenses: sum(uses) }, known(uses))?.since).toEqual(known(expected ?? null));
      }),
    );
  });

  it("is never told from rows of which one lacks a time or a number", () => {
    const gaps = fc.constantFrom<Use>({ associationTime: null, consumedLicenses: 3 }, { associationTime: on(2), consumedLicenses: null });
    fc.assert(
      fc.property(someUses, gaps, fc.nat(), (uses, gap, place) => {
        const rows = uses.toSpliced(place % (uses.length + 1), 0, gap);

        expect(overLimit({ licenseCount: 0, consumedLicenses: sum(rows) + 1 }, known(rows))?.since.state).not.toBe("known");
      }),
    );
  });
});

describe("totals on the way", () => {
  it("follow the association times, and end where one is not known", () => {
    const rows = [use(3, 1), { associationTime: null, consumedLicenses: 2 }, use(1, 5), use(2, 4)];

    expect(runningTotals(rows).map(({ total }) => total)).toEqual([5, 9, 10, null]);
  });

  it("end at the first number that is not known", () => {
    expect(runningTotals([use(1, 5), { associationTime: on(2), consumedLicenses: null }, use(3, 1)]).map(({ total }) => total)).toEqual([
      5,
      null,
      null,
    ]);
  });
});

const sum = (uses: readonly Use[]): number => uses.reduce((total, { consumedLicenses }) => total + (consumedLicenses ?? 0), 0);
