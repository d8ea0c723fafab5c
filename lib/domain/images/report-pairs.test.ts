import { describe, expect, it } from "vitest";
import { compareReports } from "./compare-reports";
import { refusalOf } from "./comparison-refusal";
import { accountSentences, changeRows, signed, typeSentence } from "./report-change";
import { chooseReports, inOrder, newestPair, type Report, reportedImages } from "./report-pairs";
import { count, daysAgo, NOW, ohio, report } from "./test-support";

const oldest = made("a", 20);
const older = made("b", 10);
const newer = made("c", 2);
const pending = made("d", 1, { state: "pending" });
const ofOther = made("e", 5, { imageId: "ami-2" });
const all = reportedImages([older, newer, ofOther, pending, oldest]);

describe("images with reports", () => {
  it("have the newest report first, and come by how many they have", () => {
    expect(all.map(({ imageId, reports }) => [imageId, reports.map(({ reportId }) => reportId)])).toEqual([
      ["ami-1", ["d", "c", "b", "a"]],
      ["ami-2", ["e"]],
    ]);
  });

  it("are kept apart by region", () => {
    const elsewhere = { ...newer, scope: { ...ohio, region: "eu-west-3" } };
    expect(reportedImages([older, elsewhere])).toHaveLength(2);
  });
});

describe("which reports are compared", () => {
  it("are the two newest comparable ones where nothing is asked for", () => {
    expect(newestPair(all[0]?.reports ?? [], NOW)).toEqual({ before: older, after: newer });
    expect(chooseReports(all, asked({}), NOW).pair).toEqual({ before: older, after: newer });
  });

  it("are those that are asked for, the older one before, whichever is named first", () => {
    expect(chooseReports(all, asked({ a: "c", b: "a" }), NOW).pair).toEqual({ before: oldest, after: newer });
    expect(chooseReports(all, asked({ a: "a", b: "c" }), NOW).pair).toEqual({ before: oldest, after: newer });
  });

  it("are those that are asked for even where they cannot be compared, so that it can be said why", () => {
    expect(chooseReports(all, asked({ a: "c", b: "e" }), NOW).pair).toEqual({ before: ofOther, after: newer });
  });

  it("are none of an image that has no two", () => {
    const [, second] = all;
    expect(chooseReports(all, asked({ image: second?.key ?? "" }), NOW)).toMatchObject({ image: { imageId: "ami-2" }, pair: null });
  });

  it("name those that are not there any more", () => {
    expect(chooseReports(all, asked({ a: "gone", b: "c" }), NOW)).toMatchObject({ pair: null, only: newer, missing: ["gone"] });
  });

  it("take a report without a time for the oldest", () => {
    const untold = made("f", 0, { creationTime: null });
    expect(inOrder(newer, untold)).toEqual({ before: untold, after: newer });
  });
});

describe("why nothing is compared", () => {
  it.each([
    ["names a report that is gone", { a: "gone", b: "c" }, null, "Not found", "gone is not among"],
    ["gives the reason of two that do not go together", { a: "c", b: "e" }, "They differ.", "These cannot be compared", "They differ."],
    ["says so where entries are missing of two that do", { a: "b", b: "c" }, null, "Not compared", "Not all entries"],
    ["asks for the second report", { a: "c" }, null, "One report", "Choose"],
    ["counts the reports of an image without two", { image: "ami-2" }, null, "Nothing to compare", "Of the 1 report on ami-2 no two"],
    ["does not know an image without reports", { image: "ami-9" }, null, "Nothing chosen", "no report"],
  ])("%s", (_, asks, why, title, text) => {
    const refusal = refusalOf({ choice: chooseReports(all, asked(asks), NOW), why, images: all.length, complete: true });

    expect(refusal).toEqual({ title, text: expect.stringContaining(text) });
  });

  it("does not call it none where not all reports could be read", () => {
    const refusal = refusalOf({ choice: chooseReports([], asked({}), NOW), why: null, images: 0, complete: false });

    expect(refusal).toEqual({ title: "Unknown", text: expect.stringContaining("Not all reports could be read") });
  });
});

describe("changes in words", () => {
  const comparison = compareReports(
    [count("000000000001", 5), count("000000000002", 3), count("000000000003", 7)],
    [count("000000000001", 9), count("000000000003", 7), count("000000000004", 1)],
  );

  it("say how many accounts did what, and nothing of what nobody did", () => {
    expect(accountSentences(comparison)).toEqual([
      "1 account was gained.",
      "1 account was lost.",
      "1 account has more.",
      "1 account is unchanged.",
    ]);
  });

  it("say the sums of a type", () => {
    const type = comparison.byType["ec2:Instance"];
    expect(type && typeSentence("ec2:Instance", type)).toBe(
      "Instances: 15 before, 17 after (+2); accounts: 1 gained, 1 lost, 1 grown, 1 unchanged.",
    );
  });

  it("give no difference where an amount was not told", () => {
    const [row] = changeRows(compareReports([count("000000000001", null)], [count("000000000001", 2)]), ohio);
    expect(row).toMatchObject({ before: null, after: 2, difference: null, change: "unknown" });
  });

  it.each([
    [106, "+106"],
    [-1_204, "-1,204"],
    [0, "±0"],
  ])("sign %i", (difference, text) => expect(signed(difference)).toBe(text));
});

function made(reportId: string, days: number, members: Partial<Report> = {}): Report {
  return { ...report({ reportId, creationTime: daysAgo(days), expirationTime: daysAgo(days - 30) }), scope: ohio, ...members };
}

const asked = (members: { image?: string; a?: string; b?: string }) => ({ image: null, a: null, b: null, ...members });
