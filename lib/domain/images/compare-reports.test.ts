import { describe, expect, it } from "vitest";
import { compareReports, whyNotComparable } from "./compare-reports";
import { count, daysAgo, NOW, report, type } from "./test-support";

const TEMPLATE = "ec2:LaunchTemplate";
const other = report({ reportId: "amiur-2", creationTime: daysAgo(0.5) });

describe("two reports", () => {
  it.each([
    ["that count the same", other],
    ["one of which names AWS’s default depth", { ...other, resourceTypes: [type("ec2:Instance"), type(TEMPLATE, "20")] }],
    ["whose types are in another order", { ...other, resourceTypes: other.resourceTypes.toReversed() }],
  ])("%s can be compared", (_, with_) => expect(whyNotComparable(report(), with_, NOW)).toBeNull());

  it.each([
    ["that are the same", report(), "the same report"],
    ["on different images", { ...other, imageId: "ami-2" }, "different images"],
    ["on images that AWS did not tell", { ...other, imageId: null }, "different images"],
    ["without an id", { ...other, reportId: null }, "which reports"],
    ["created at the same time", { ...other, creationTime: report().creationTime }, "neither is the older"],
    ["one of which has no creation time", { ...other, creationTime: null }, "neither is known to be the older"],
    ["one of which is pending", { ...other, state: "pending" }, "still pending"],
    ["one of which failed", { ...other, state: "error" }, "failed"],
    ["one of which has expired", { ...other, expirationTime: daysAgo(1) }, "expired"],
    ["of different accounts", { ...other, accountIds: ["444455556666"] }, "different accounts"],
    ["of different types", { ...other, resourceTypes: [type(TEMPLATE)] }, "different resource types"],
    [
      "of different depths",
      { ...other, resourceTypes: [type("ec2:Instance"), type(TEMPLATE, "50")] },
      "different numbers of launch template versions",
    ],
  ])("%s cannot be compared, and why is said", (_, with_, why) => expect(whyNotComparable(report(), with_, NOW)).toContain(why));
});

describe("what changed between two reports", () => {
  it.each([
    ["gained", [], [count("1", 2)]],
    ["lost", [count("1", 2)], []],
    ["lost", [count("1", 2)], [count("1", 0)]],
    ["grown", [count("1", 2)], [count("1", 3)]],
    ["grown", [count("1", 2)], [count("1", 2), count("1", 1, TEMPLATE)]],
    ["shrunk", [count("1", 3)], [count("1", 2)]],
    ["shrunk", [count("1", 2), count("1", 1, TEMPLATE)], [count("1", 2)]],
    ["mixed", [count("1", 2), count("1", 1, TEMPLATE)], [count("1", 1), count("1", 2, TEMPLATE)]],
    ["mixed", [count("1", 2)], [count("1", 2, TEMPLATE)]],
    ["same", [count("1", 2)], [count("1", 2)]],
    ["unknown", [count("1", null)], [count("1", 2)]],
    ["unknown", [count(null, 2)], [count(null, 2)]],
  ])("is said of an account: %s", (change, before, after) => expect(compareReports(before, after).accounts).toMatchObject([{ change }]));

  it("is counted by resource type, with sums", () => {
    const { byType } = compareReports(
      [count("1", 2), count("2", 5), count("1", 1, TEMPLATE)],
      [count("1", 4), count("3", 1), count("1", 1, TEMPLATE), count("2", null, TEMPLATE)],
    );

    expect(byType).toEqual({
      "ec2:Instance": { accounts: { gained: 1, lost: 1, grown: 1, shrunk: 0, same: 0, unknown: 0 }, before: 7, after: 5, isPartial: false },
      [TEMPLATE]: { accounts: { gained: 0, lost: 0, grown: 0, shrunk: 0, same: 1, unknown: 1 }, before: 1, after: 1, isPartial: true },
    });
  });

  it("puts what came and went first, the largest before others, and what is the same last", () => {
    const before = [count("same", 9), count("grown", 1), count("lost", 2)];
    const after = [count("same", 9), count("grown", 50), count("gained", 7)];

    expect(compareReports(before, after).accounts.map(({ account }) => account)).toEqual(["gained", "lost", "grown", "same"]);
  });

  it("is nothing of two empty reports", () => expect(compareReports([], [])).toEqual({ accounts: [], byType: {} }));
});
