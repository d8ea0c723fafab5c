import { describe, expect, it } from "vitest";
import { type Known, known } from "@/lib/core/known";
import { nothingConsumes, reconcile } from "./reconcile";

type Uses = { consumedLicenses: number | null }[];
const uses = (...numbers: (number | null)[]): Known<Uses> => known(numbers.map((consumedLicenses) => ({ consumedLicenses })));

describe("the rows against AWS's own total", () => {
  it.each<[string, Known<Uses>, number | null, boolean, string]>([
    ["agree", uses(1_000, 234), 1_234, true, "Rows add up to 1,234, License Manager says 1,234: they agree."],
    ["agree on nothing", uses(), 0, true, "Rows add up to 0, License Manager says 0: they agree."],
    ["are fewer", uses(5), 7, false, "Rows add up to 5, License Manager says 7: the rows are 2 fewer."],
    ["are more", uses(5, 4), 7, false, "Rows add up to 9, License Manager says 7: the rows are 2 more."],
    ["stand alone", uses(5), null, false, "Rows add up to 5; License Manager returned no total, so nothing confirms it."],
    [
      "cannot be added up",
      uses(5, null),
      7,
      false,
      "The rows cannot be added up: AWS gave no number of licenses for 1 resource. License Manager says 7.",
    ],
    [
      "are not all there",
      { state: "failed", why: "They broke." },
      7,
      false,
      "The rows cannot be added up: They broke. License Manager says 7.",
    ],
  ])("%s", (_, rows, said, agrees, text) => {
    const reconciliation = reconcile(rows, said);

    expect(reconciliation.agrees).toBe(agrees);
    expect(reconciliation.text).toContain(text);
  });
});

describe("the sentence where no usage row is there", () => {
  it("says that nothing consumes where License Manager says so too", () => {
    expect(nothingConsumes(reconcile(uses(), 0))).toBe("No resource consumes a license of this configuration.");
  });

  it.each([
    [7, "License Manager says 7: the rows are 7 fewer"],
    [null, "nothing confirms it"],
  ])("says no more than that none is listed where License Manager says %s", (said, text) => {
    const sentence = nothingConsumes(reconcile(uses(), said));

    expect(sentence).not.toContain("No resource consumes");
    expect(sentence).toContain(text);
  });
});
