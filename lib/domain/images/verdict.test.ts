import { describe, expect, it } from "vitest";
import { type Known, known } from "@/lib/core/known";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import { entriesByReport, type ImageEvidence, type UsageCount } from "./image-evidence";
import { count, daysAgo, evidence, image, NOW, report, type } from "./test-support";
import { lagSentence, verdictOf } from "./verdict";

const verdict = (given: Parameters<typeof evidence>[0]) => verdictOf(evidence(given), NOW);
const whys = (given: Parameters<typeof evidence>[0]): string => {
  const said = verdict(given);
  return said.verdict === "no use seen" ? "" : said.missing.map(({ why }) => why).join(" ");
};
const pending = report({ reportId: "amiur-2", state: "pending", creationTime: daysAgo(0.5) });
const restricted = report({ reportId: "amiur-2", accountIds: ["444455556666"], creationTime: daysAgo(0.5) });
const denied = { state: "not permitted", why: "AWS refuses to tell." } as const;

describe("no use seen", () => {
  it("is said, with the age, where everything was looked at and was empty", () => {
    expect(verdict({})).toEqual({ verdict: "no use seen", report: report(), asOf: daysAgo(1) });
  });

  it.each([
    ["an entry of zero", { entries: { "amiur-1": [count("444455556666", 0)] } }],
    ["a newer report that is available, restricted and empty", { reports: [report(), restricted] }],
    ["an older report that failed", { reports: [report(), report({ reportId: "amiur-0", state: "error", creationTime: daysAgo(2) })] }],
    ["entries of an older report", { reports: [report(), older()], entries: { "amiur-0": [count("444455556666", 4)] } }],
    ["a resource type that AWS added since", { reports: [report({ resourceTypes: [...report().resourceTypes, type("new:Type")] })] }],
    ["a launch long before the report", { members: { image: known(image({ lastLaunchedTime: daysAgo(3) })) } }],
  ])("is not kept from being said by %s", (_, given) => expect(verdict(given).verdict).toBe("no use seen"));
});

describe("in use", () => {
  it("names who uses it, how much, and when it was counted", () => {
    const said = verdict({ entries: { "amiur-1": [count("444455556666", 2), count("777788889999", 3, "ec2:LaunchTemplate")] } });

    expect(said).toEqual({
      verdict: "in use",
      by: [
        { account: "777788889999", resourceType: "ec2:LaunchTemplate", count: 3, countedAt: daysAgo(1), isOwn: false },
        { account: "444455556666", resourceType: "ec2:Instance", count: 2, countedAt: daysAgo(1), isOwn: false },
      ],
      asOf: daysAgo(1),
      missing: [],
    });
  });

  it("never adds entries of two reports", () => {
    const said = verdict({
      reports: [report(), restricted],
      entries: { "amiur-1": [count("444455556666", 5)], "amiur-2": [{ ...count("444455556666", 3), countedAt: daysAgo(0.5) }] },
    });

    expect(said).toMatchObject({ verdict: "in use", by: [{ count: 3, countedAt: daysAgo(0.5) }] });
  });

  it.each([
    ["own references", { members: { references: known([own]), arrivedReferences: [own] } }],
    ["own references that are not all", { members: { references: denied, arrivedReferences: [own] } }],
    ["entries that are not all", { members: { entries: denied, arrivedEntries: entriesByReport({ "amiur-1": [count("1", 1)] }) } }],
    ["a newer report of some accounts", { reports: [report(), restricted], entries: { "amiur-2": [count("444455556666", 1)] } }],
    ["the newest report, where none is complete", { reports: [restricted], entries: { "amiur-2": [count("444455556666", 1)] } }],
    ["an old report", { reports: [report({ creationTime: daysAgo(20) })], entries: { "amiur-1": [count("444455556666", 1)] } }],
    ["an account that AWS did not tell", { entries: { "amiur-1": [count(null, 1)] } }],
    ["a report that was not listed", { reports: [], entries: { "amiur-9": [count("444455556666", 1)] } }],
  ])("is proved by %s", (_, given) => expect(verdict(given).verdict).toBe("in use"));

  it("still says what is missing", () => {
    expect(whys({ reports: [restricted], entries: { "amiur-2": [count("444455556666", 1)] } })).toContain("restricted to one account");
  });
});

describe("unknown", () => {
  it.each<[string, Parameters<typeof evidence>[0], string, string]>([
    ["no report", { reports: [] }, "has no usage report", "create a report"],
    ["only a pending report", { reports: [pending] }, "still being counted", "wait"],
    ["a newer report that is pending", { reports: [report(), pending] }, "still being counted", "wait"],
    [
      "a newer report that failed",
      { reports: [report(), { ...pending, state: "error", stateReason: "InternalError" }] },
      "(InternalError)",
      "create a report",
    ],
    ["a newer report in a state that AWS added since", { reports: [report(), { ...pending, state: "odd" }] }, "“odd”", "create a report"],
    ["a report without a time that is pending", { reports: [report(), { ...pending, creationTime: null }] }, "still being counted", "wait"],
    ["a failed report", { reports: [report({ state: "error" })] }, "failed", "create a report"],
    ["an expired report", { reports: [report({ expirationTime: daysAgo(0.1) })] }, "has expired", "create a report"],
    ["a report that expires at an unknown time", { reports: [report({ expirationTime: null })] }, "expires", "create a report"],
    ["a report of an unknown time", { reports: [report({ creationTime: null })] }, "when the report was created", "create a report"],
    ["a report of the future", { reports: [report({ creationTime: daysAgo(-1) })] }, "clock", "wait"],
    ["a report without an id", { reports: [report({ reportId: null })] }, "no id", "create a report"],
    ["a report of some accounts", { reports: [restricted] }, "restricted to one account", "create a report"],
    ["a report of instances only", { reports: [report({ resourceTypes: [type("ec2:Instance")] })] }, "launch templates", "create a report"],
    ["a report of templates only", { reports: [report({ resourceTypes: [type("ec2:LaunchTemplate")] })] }, "instances", "create a report"],
    [
      "a report of types that were not told",
      { reports: [report({ resourceTypes: [type(null)] })] },
      "instances and launch templates",
      "create a report",
    ],
    ["a report that is seven days old", { reports: [report({ creationTime: daysAgo(7) })] }, "7 days old", "create a report"],
    ["an amount that was not told", { entries: { "amiur-1": [count("444455556666", null)] } }, "amount of 1 entry", "retry"],
    ["an amount below zero", { entries: { "amiur-1": [count("444455556666", -1)] } }, "amount of 1 entry", "retry"],
    [
      "a newer report that was not listed",
      { entries: { "amiur-9": [{ ...count("444455556666", 0), countedAt: daysAgo(0.2) }] } },
      "not among the reports",
      "retry",
    ],
    [
      "a launch so late that a report of now would not count it either",
      { members: { image: known(image({ lastLaunchedTime: daysAgo(0.5) })) } },
      "One created from",
      "wait",
    ],
    [
      "a launch at a time that is none",
      { members: { image: known(image({ lastLaunchedTime: "lately" })) } },
      "last launched at",
      "create a report",
    ],
    [
      "a launch within the lag of the report",
      { members: { image: known(image({ lastLaunchedTime: daysAgo(1.5) })) } },
      "last launched at",
      "create a report",
    ],
    ["an image that is not listed", { members: { image: known(null) } }, "does not list", "retry"],
    ["images that are refused", { members: { image: denied } }, "refuses", "ask for permission"],
    ["reports that are being read", { members: { reports: { state: "reading", why: "still being read" } } }, "still being read", "wait"],
    ["entries that failed", { members: { entries: { state: "failed", why: "throttled" } } }, "throttled", "retry"],
    ["references that were not asked for", { members: { references: { state: "not reported", why: "not asked" } } }, "not asked", "retry"],
    [
      "entries read before the reports",
      { members: { readAt: { reports: daysAgo(0), entries: daysAgo(0.1), references: null } } },
      "before the reports",
      "retry",
    ],
  ])("is said with %s, and how to get it", (_, given, why, remedy) => {
    const said = verdict(given);

    expect(said).toMatchObject({
      verdict: "unknown",
      missing: expect.arrayContaining([expect.objectContaining({ why: expect.stringContaining(why), remedy })]),
    });
  });

  it("names everything that is missing", () => {
    expect(
      verdict({
        reports: [report({ creationTime: daysAgo(9) }), pending],
        members: { image: denied, entries: denied, references: denied },
      }),
    ).toMatchObject({
      missing: [
        { of: "image" },
        { of: "report", remedy: "wait" },
        { of: "report", remedy: "wait" },
        { of: "entries" },
        { of: "references" },
      ],
    });
  });
});

describe("over every combination", () => {
  const said = { "in use": 0, "no use seen": 0, unknown: 0 };
  const wrong: string[] = [];
  for (const combination of combinations()) {
    const { verdict: is } = verdictOf(combination.evidence, NOW);
    said[is] += 1;
    const expected = combination.isUsed ? "in use" : combination.faults === 0 ? "no use seen" : "unknown";
    if (is !== expected) wrong.push(`${combination.name}: ${is}, not ${expected}`);
  }

  it("no missing, failed, pending, restricted or stale evidence yields “no use seen”, and any true use yields “in use”", () => {
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  it("each of the three is said", () => {
    expect(said["no use seen"]).toBe(8);
    expect(Math.min(said["in use"], said.unknown)).toBeGreaterThan(1_000);
    expect(said["in use"] + said["no use seen"] + said.unknown).toBeGreaterThan(50_000);
  });
});

describe("how far counting lags", () => {
  it.each([
    ["AWS’s default depth", report(), "the 20 newest versions are looked at (AWS’s default)"],
    ["the depth that was asked for", report({ resourceTypes: [type("ec2:LaunchTemplate", "50")] }), "the 50 newest versions"],
    ["the default where there is no report", null, "20 newest versions"],
  ])("names %s", (_, of, words) => expect(lagSentence(of)).toContain(words));

  it("says nothing of versions where templates are not covered", () => {
    expect(lagSentence(report({ resourceTypes: [type("ec2:Instance")] }))).not.toContain("versions");
  });
});

function older(): ImageUsageReport {
  return report({ reportId: "amiur-0", creationTime: daysAgo(2) });
}

const own = { imageId: "ami-1", resourceType: "ssm:Parameter", arn: "arn:aws:ssm:us-east-2:111122223333:parameter/golden" };

/** One choice on one axis: its name, what it sets, and whether it leaves something unknown. */
interface Choice<Value> {
  name: string;
  value: Value;
  faults: 0 | 1;
}

const good = <Value>(name: string, value: Value): Choice<Value> => ({ name, value, faults: 0 });
const bad = <Value>(name: string, value: Value): Choice<Value> => ({ name, value, faults: 1 });

interface Combination {
  name: string;
  evidence: ImageEvidence;
  faults: number;
  isUsed: boolean;
}

function* combinations(): Generator<Combination> {
  const both = report().resourceTypes;
  const states = [
    good("available", "available"),
    bad("pending", "pending"),
    bad("error", "error"),
    bad("odd", "odd"),
    bad("no state", null),
  ];
  const ages = [good("fresh", daysAgo(1)), good("nearly stale", daysAgo(6.9)), bad("stale", daysAgo(7.1)), bad("no time", null)];
  const expiries = [good("lives", daysAgo(-20)), bad("expired", daysAgo(0.01)), bad("no expiry", null)];
  const restrictions = [good("all accounts", []), bad("some accounts", ["444455556666"])];
  const coverages = [
    good("both", both),
    bad("instances", [type("ec2:Instance")]),
    bad("templates", [type("ec2:LaunchTemplate")]),
    bad("none", []),
  ];
  const amounts = [good("empty", []), good("zero", [count("4", 0)]), bad("untold", [count("4", null)]), good("used", [count("4", 2)])];
  const readings = [good("read", true), bad("unread", false)];
  const newer = [good("alone", null), bad("newer pending", "pending"), bad("newer failed", "error"), good("newer restricted", "available")];
  const references = [good("none", []), good("own", [own])];
  const unread = { state: "failed", why: "It failed." } as const;
  const whether = <Value>(isRead: boolean, value: Value): Known<Value> => (isRead ? known(value) : unread);
  for (const state of states)
    for (const age of ages)
      for (const expiry of expiries)
        for (const restriction of restrictions)
          for (const coverage of coverages)
            for (const amount of amounts)
              for (const reports of readings)
                for (const entries of readings)
                  for (const reference of references)
                    for (const referenced of readings)
                      for (const other of newer) {
                        const all = [state, age, expiry, restriction, coverage, amount, reports, entries, reference, referenced, other];
                        const first = report({
                          state: state.value,
                          creationTime: age.value,
                          expirationTime: expiry.value,
                          accountIds: restriction.value,
                          resourceTypes: coverage.value,
                        });
                        const second = report({
                          reportId: "amiur-2",
                          state: other.value,
                          creationTime: daysAgo(0.5),
                          accountIds: ["444455556666"],
                        });
                        const listed = other.value === null ? [first] : [first, second];
                        const isFirstHeard = state.value === "available" && expiry.name !== "expired";
                        const isFirstComplete =
                          isFirstHeard && age.value !== null && expiry.value !== null && restriction.faults + coverage.faults === 0;
                        // Of reports that are none complete, the newest that is available speaks alone.
                        const doesFirstSpeak = isFirstComplete || (isFirstHeard && other.value !== "available");
                        const isUsed = (doesFirstSpeak && amount.name === "used") || reference.value.length > 0;
                        yield {
                          name: all.map(({ name }) => name).join(", "),
                          evidence: evidenceOf(
                            listed,
                            amount.value,
                            whether(reports.value, listed),
                            entries.value,
                            reference.value,
                            referenced.value,
                          ),
                          faults: all.reduce((sum, { faults }) => sum + faults, 0),
                          isUsed,
                        };
                      }

  function evidenceOf(
    listed: readonly ImageUsageReport[],
    counts: readonly UsageCount[],
    reports: ImageEvidence["reports"],
    areEntriesRead: boolean,
    arrivedReferences: ImageEvidence["arrivedReferences"],
    areReferencesRead: boolean,
  ): ImageEvidence {
    const entries = entriesByReport({ "amiur-1": counts });
    return evidence({
      members: {
        reports,
        arrivedReports: listed,
        entries: whether(areEntriesRead, entries),
        arrivedEntries: entries,
        references: whether(areReferencesRead, arrivedReferences),
        arrivedReferences,
      },
    });
  }
}
