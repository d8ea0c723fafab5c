import { describe, expect, it } from "vitest";
import { entriesByReport } from "./image-evidence";
import { imageUsage } from "./image-usage";
import { count, daysAgo, evidence, NOW, report, type } from "./test-support";

const TEMPLATE = "ec2:LaunchTemplate";
const restricted = report({ accountIds: ["444455556666"] });
const atLeast = (value: number, why: string) => ({
  state: "known",
  value,
  atLeast: { state: expect.any(String), why: expect.stringContaining(why) },
});
const usage = (given: Parameters<typeof evidence>[0]) => imageUsage(evidence(given), NOW);

describe("the usage of an image", () => {
  it("is by account, most references first, with sums by type", () => {
    const entries = { "amiur-1": [count("000000000001", 2), count("444455556666", 5), count("000000000001", 1, TEMPLATE)] };

    expect(usage({ entries })).toMatchObject({
      countedAt: daysAgo(1),
      gaps: [],
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

  it("is of each account by the newest report that counts it, and never of two reports", () => {
    const reports = [report(), report({ ...restricted, reportId: "amiur-2", creationTime: daysAgo(0.5) })];
    const entries = { "amiur-1": [count("444455556666", 5), count("1", 10)], "amiur-2": [count("444455556666", 3)] };

    expect(usage({ reports, entries })).toMatchObject({ instances: { value: 13 }, usedByAccounts: { value: 2 }, gaps: [] });
  });

  it("is of each type by the newest report that counts it", () => {
    const reports = [report(), report({ reportId: "amiur-2", resourceTypes: [type(TEMPLATE)], creationTime: daysAgo(0.5) })];
    const entries = { "amiur-1": [count("1", 5), count("1", 4, TEMPLATE)], "amiur-2": [count("1", 1, TEMPLATE)] };

    expect(usage({ reports, entries })).toMatchObject({ instances: { value: 5 }, launchTemplates: { value: 1 } });
  });

  it.each([
    ["newer", daysAgo(0.5)],
    ["of an unknown time", null],
  ])("is not known to be zero where a report that has entries went away: one that is %s", (_, countedAt) => {
    const entries = { "amiur-9": [{ ...count("444455556666", 3), countedAt }] };

    const unknown = { state: "not reported", why: expect.stringContaining("deleted") };
    expect(usage({ entries })).toMatchObject({ usedByAccounts: unknown, instances: unknown, launchTemplates: unknown });
  });

  it("is zero, not unknown, where only an older report that has entries went away", () => {
    const entries = { "amiur-9": [{ ...count("444455556666", 3), countedAt: daysAgo(2) }] };

    expect(usage({ entries })).toMatchObject({ usedByAccounts: { state: "known", value: 0 } });
  });

  it("is zero of an account that the newest report counts and has no entry of, whatever an older one had", () => {
    const reports = [report(), report({ ...restricted, reportId: "amiur-2", creationTime: daysAgo(0.5) })];

    expect(usage({ reports, entries: { "amiur-1": [count("444455556666", 5)] } })).toMatchObject({
      usedByAccounts: { state: "known", value: 0 },
      instances: { state: "known", value: 0 },
    });
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
    ["while it is pending", { reports: [report({ state: "pending" })] }, "not reported", "still pending"],
    ["of a report that failed", { reports: [report({ state: "error", stateReason: "InternalError" })] }, "not reported", "InternalError"],
    ["of a report that has expired", { reports: [report({ expirationTime: daysAgo(1) })] }, "not reported", "expired"],
    ["where the report is restricted and empty", { reports: [restricted] }, "not reported", "restricted to some accounts"],
    [
      "of a type that is not covered",
      { reports: [report({ resourceTypes: [type(TEMPLATE)] })] },
      "not reported",
      "No available report covers",
    ],
    ["of an amount that AWS did not give", { entries: { "amiur-1": [count("444455556666", null)] } }, "not reported", "no count"],
    [
      "where AWS did not say which of two reports is the newest",
      { reports: [report(), report({ reportId: "amiur-2", creationTime: null })] },
      "not reported",
      "which one is the newest",
    ],
    [
      "of a report that was not there all the time that entries were read",
      { members: { provenReports: new Set<string>() } },
      "not reported",
      "became available",
    ],
    [
      "where reports are refused",
      { members: { reports: { state: "not permitted", why: "refused" } as const } },
      "not permitted",
      "refused",
    ],
    [
      "where not all entries arrived",
      { members: { entries: { state: "failed", why: "It failed." } as const, arrivedEntries: entriesByReport({}) } },
      "failed",
      "It failed.",
    ],
  ])("is unknown, never zero, %s", (_, given, state, why) =>
    expect(usage(given).instances).toEqual({ state, why: expect.stringContaining(why) }),
  );

  it.each([
    ["AWS gave no count of others", { entries: { "amiur-1": [count("444455556666", null), count("1", 2)] } }, "no count"],
    [
      "not all entries arrived",
      {
        members: {
          entries: { state: "failed", why: "It failed." } as const,
          arrivedEntries: entriesByReport({ "amiur-1": [count("1", 2)] }),
        },
      },
      "It failed.",
    ],
    [
      "reports changed meanwhile",
      { entries: { "amiur-1": [count("1", 2)] }, members: { provenReports: new Set<string>() } },
      "became available",
    ],
  ])("is a lower bound where %s", (_, given, why) => expect(usage(given).instances).toEqual(atLeast(2, why)));

  it("is a lower bound, with what the report leaves out, where a restricted report has entries", () => {
    const of = usage({ reports: [restricted], entries: { "amiur-1": [count("444455556666", 3)] } });

    expect(of.instances).toEqual(atLeast(3, "restricted to some accounts"));
    expect(of.launchTemplates.state).toBe("not reported");
    expect(of.gaps).toEqual(["The report is restricted to one account."]);
  });

  it("has at least so many accounts where AWS did not give every count or name", () => {
    expect(usage({ entries: { "amiur-1": [count("1", 1), count("2", null)] } }).usedByAccounts).toEqual(atLeast(1, "no count"));
    expect(usage({ entries: { "amiur-1": [count(null, 1)] } }).usedByAccounts).toEqual(atLeast(1, "did not name"));
    expect(usage({ entries: { "amiur-1": [count(null, 1), count("1", 1)] } }).usedByAccounts).toEqual(atLeast(1, "did not name"));
  });
});
