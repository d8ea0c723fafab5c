import { describe, expect, it } from "vitest";
import { entriesByReport } from "./image-evidence";
import { imageUsage } from "./image-usage";
import { count, daysAgo, evidence, NOW, report, type } from "./test-support";

const TEMPLATE = "ec2:LaunchTemplate";
const restricted = report({ accountIds: ["444455556666"] });
const usage = (given: Parameters<typeof evidence>[0]) => imageUsage(evidence(given), NOW);

describe("the usage of an image", () => {
  it("is by account, most references first, with sums by type", () => {
    const entries = { "amiur-1": [count("000000000001", 2), count("444455556666", 5), count("000000000001", 1, TEMPLATE)] };

    expect(usage({ entries })).toMatchObject({
      countedAt: daysAgo(1),
      lacks: [],
      accounts: [
        { account: "444455556666", byType: { "ec2:Instance": 5 } },
        { account: "000000000001", byType: { "ec2:Instance": 2, [TEMPLATE]: 1 } },
      ],
      usedByAccounts: { state: "known", value: 2 },
      instances: { state: "known", value: 7 },
      launchTemplates: { state: "known", value: 1 },
      otherReferences: { state: "not reported" },
    });
  });

  it("is zero, not unknown, where a complete report has no entries", () => {
    const zero = { state: "known", value: 0 };
    expect(usage({})).toMatchObject({ usedByAccounts: zero, instances: zero, launchTemplates: zero });
  });

  it("is of the newest complete report rather than of a newer one that leaves something out", () => {
    const reports = [report(), report({ ...restricted, reportId: "amiur-2", creationTime: daysAgo(0.5) })];
    const entries = { "amiur-1": [count("444455556666", 5)], "amiur-2": [count("444455556666", 3)] };

    expect(usage({ reports, entries }).instances).toEqual({ state: "known", value: 5 });
  });

  it("counts types that AWS added since apart", () => {
    const entries = { "amiur-1": [count("444455556666", 4, "imagebuilder:ImageRecipe")] };

    expect(usage({ entries })).toMatchObject({
      instances: { value: 0 },
      otherReferences: { value: 4 },
      byType: { "imagebuilder:ImageRecipe": { value: 4 } },
    });
  });

  it.each([
    ["without a report", { reports: [] }, "not reported", "no usage report"],
    ["while it is pending", { reports: [report({ state: "pending" })] }, "not reported", "still being counted"],
    ["of a report that failed", { reports: [report({ state: "error", stateReason: "InternalError" })] }, "not reported", "InternalError"],
    ["of a report that has expired", { reports: [report({ expirationTime: daysAgo(1) })] }, "not reported", "expired"],
    ["where the report is restricted and empty", { reports: [restricted] }, "not reported", "restricted to one account"],
    ["of a type that is not covered", { reports: [report({ resourceTypes: [type(TEMPLATE)] })] }, "not reported", "does not cover"],
    [
      "of an amount that was not told",
      { entries: { "amiur-1": [count("444455556666", null), count("1", 2)] } },
      "not reported",
      "at least 2",
    ],
    [
      "where reports are refused",
      { members: { reports: { state: "not permitted", why: "refused" } as const } },
      "not permitted",
      "refused",
    ],
    [
      "where not all entries arrived",
      {
        members: {
          entries: { state: "failed", why: "It failed." } as const,
          arrivedEntries: entriesByReport({ "amiur-1": [count("1", 9)] }),
        },
      },
      "failed",
      "It failed. There are at least 9.",
    ],
  ])("is unknown, never zero, %s", (_, given, state, why) =>
    expect(usage(given).instances).toEqual({ state, why: expect.stringContaining(why) }),
  );

  it("is known, with what the report leaves out, where a restricted report has entries", () => {
    const of = usage({ reports: [restricted], entries: { "amiur-1": [count("444455556666", 3)] } });

    expect(of.instances).toEqual({ state: "known", value: 3 });
    expect(of.launchTemplates.state).toBe("not reported");
    expect(of.lacks).toEqual(["The report is restricted to one account."]);
  });

  it("does not count accounts whose amounts or ids were not told", () => {
    expect(usage({ entries: { "amiur-1": [count("1", 1), count("2", null)] } }).usedByAccounts).toMatchObject({
      why: expect.stringContaining("at least 1"),
    });
    expect(usage({ entries: { "amiur-1": [count(null, 1)] } }).usedByAccounts.state).toBe("not reported");
  });
});
