import { describe, expect, it } from "vitest";
import { type Known, known } from "@/lib/core/known";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import { entriesByReport, type ImageEvidence, type UsageCount } from "./image-evidence";
import { count, daysAgo, evidence, image, MOMENT, ohio, report, type } from "./test-support";
import { toImageVerdict, verdictOf } from "./verdict";
import { lagSentence } from "./words";

const verdict = (given: Parameters<typeof evidence>[0]) => verdictOf(evidence(given), MOMENT);
const pending = report({ reportId: "amiur-2", state: "pending", creationTime: daysAgo(0.5) });
const restricted = report({ reportId: "amiur-2", accountIds: ["444455556666"], creationTime: daysAgo(0.5) });
const denied = { state: "not permitted", why: "AWS refuses to tell." } as const;

describe("no use seen", () => {
  it("is said, with the age, where everything was looked at and was empty", () => {
    expect(verdict({})).toEqual({ verdict: "no-use-seen", uses: [], asOf: daysAgo(1), missing: [] });
  });

  it.each([
    ["an entry of zero", { entries: { "amiur-1": [count("444455556666", 0)] } }],
    ["a newer report that is available, restricted and empty", { reports: [report(), restricted] }],
    [
      "use that an older report saw, of an account that a newer one counts",
      { reports: [report({ creationTime: daysAgo(0.5) }), older()], entries: { "amiur-0": [count("444455556666", 4)] } },
    ],
    ["an older report that failed", { reports: [report(), report({ reportId: "amiur-0", state: "error", creationTime: daysAgo(2) })] }],
    ["an older report that went away while entries were read", { entries: { "amiur-0": [{ ...count("1", 4), countedAt: daysAgo(2) }] } }],
    ["a resource type that AWS added since", { reports: [report({ resourceTypes: [...report().resourceTypes, type("new:Type")] })] }],
    ["a launch long before the report", { members: { image: known(image({ lastLaunchedTime: daysAgo(3) })) } }],
  ])("is not kept from being said by %s", (_, given) => expect(verdict(given).verdict).toBe("no-use-seen"));
});

describe("in use", () => {
  it("names who uses it, how much, and when it was counted", () => {
    const said = verdict({ entries: { "amiur-1": [count("444455556666", 2), count("777788889999", 3, "ec2:LaunchTemplate")] } });

    expect(said).toEqual({
      verdict: "in-use",
      uses: [
        { accountId: "777788889999", resourceType: "ec2:LaunchTemplate", count: 3, countedAt: daysAgo(1), reportId: "amiur-1" },
        { accountId: "444455556666", resourceType: "ec2:Instance", count: 2, countedAt: daysAgo(1), reportId: "amiur-1" },
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

    expect(said).toMatchObject({ verdict: "in-use", uses: [{ count: 3, countedAt: daysAgo(0.5), reportId: "amiur-2" }] });
  });

  it("names the owner’s own resources, by when they were read", () => {
    expect(verdict({ members: { references: known([own, own]), arrivedReferences: [own, own] } })).toMatchObject({
      uses: [{ accountId: ohio.account, resourceType: "ssm:Parameter", count: 2, countedAt: daysAgo(0), reportId: null }],
    });
  });

  it.each([
    ["own references", { members: { references: known([own]), arrivedReferences: [own] } }],
    ["own references that are not all", { members: { references: denied, arrivedReferences: [own] } }],
    ["entries that are not all", { members: { entries: denied, arrivedEntries: entriesByReport({ "amiur-1": [count("1", 1)] }) } }],
    ["a newer report of some accounts", { reports: [report(), restricted], entries: { "amiur-2": [count("444455556666", 1)] } }],
    ["the newest report, where none is complete", { reports: [restricted], entries: { "amiur-2": [count("444455556666", 1)] } }],
    ["an old report", { reports: [report({ creationTime: daysAgo(20) })], entries: { "amiur-1": [count("444455556666", 1)] } }],
    ["an account that AWS did not tell", { entries: { "amiur-1": [count(null, 1)] } }],
    [
      "an older report, of a type that no newer one counts",
      {
        reports: [report({ resourceTypes: [type("ec2:LaunchTemplate")], creationTime: daysAgo(0.5) }), older()],
        entries: { "amiur-0": [count("444455556666", 4)] },
      },
    ],
    [
      "a report that was not there all the time that entries were read",
      {
        entries: { "amiur-1": [count("444455556666", 1)] },
        members: { provenReports: new Set<string>() },
      },
    ],
  ])("is proved by %s", (_, given) => expect(verdict(given).verdict).toBe("in-use"));

  it("still says what is missing", () => {
    expect(verdict({ reports: [restricted], entries: { "amiur-2": [count("444455556666", 1)] } })).toMatchObject({
      missing: [{ code: "report-restricted" }],
    });
  });
});

describe("unknown", () => {
  it.each<[string, Parameters<typeof evidence>[0], string, string]>([
    ["no report", { reports: [] }, "report-missing", "create-report"],
    ["entries of a report that is not listed", { reports: [], entries: { "amiur-9": [count("1", 1)] } }, "report-missing", "create-report"],
    ["only a pending report", { reports: [pending] }, "report-pending", "wait"],
    ["a newer report that is pending", { reports: [report(), pending] }, "report-newer-unavailable", "wait"],
    ["a newer report that failed", { reports: [report(), { ...pending, state: "error" }] }, "report-newer-unavailable", "create-report"],
    [
      "a newer report that has expired",
      { reports: [report(), { ...pending, state: "available", expirationTime: daysAgo(0.1) }] },
      "report-newer-unavailable",
      "create-report",
    ],
    [
      "a newer report in a state that AWS added since",
      { reports: [report(), { ...pending, state: "odd" }] },
      "report-newer-unavailable",
      "create-report",
    ],
    [
      "a pending report of the same time",
      { reports: [report(), { ...pending, creationTime: daysAgo(1) }] },
      "report-newer-unavailable",
      "wait",
    ],
    ["a pending report without a time", { reports: [report(), { ...pending, creationTime: null }] }, "report-newer-unavailable", "wait"],
    [
      "an available report without a time",
      { reports: [report(), { ...restricted, creationTime: null }] },
      "report-newer-unavailable",
      "create-report",
    ],
    ["a failed report", { reports: [report({ state: "error" })] }, "report-failed", "create-report"],
    ["an expired report", { reports: [report({ expirationTime: daysAgo(0.1) })] }, "report-expired", "create-report"],
    ["a report that expires at an unknown time", { reports: [report({ expirationTime: null })] }, "report-partial-types", "create-report"],
    ["a report of an unknown time", { reports: [report({ creationTime: null })] }, "report-partial-types", "create-report"],
    ["a report of the future", { reports: [report({ creationTime: daysAgo(-1) })] }, "report-stale", "wait"],
    ["a report without an id", { reports: [report({ reportId: null })] }, "report-failed", "create-report"],
    ["a report of some accounts", { reports: [restricted] }, "report-restricted", "create-report"],
    [
      "a report of instances only",
      { reports: [report({ resourceTypes: [type("ec2:Instance")] })] },
      "report-partial-types",
      "create-report",
    ],
    [
      "a report of templates only",
      { reports: [report({ resourceTypes: [type("ec2:LaunchTemplate")] })] },
      "report-partial-types",
      "create-report",
    ],
    ["a report of types without a name", { reports: [report({ resourceTypes: [type(null)] })] }, "report-partial-types", "create-report"],
    ["a report that is seven days old", { reports: [report({ creationTime: daysAgo(7) })] }, "report-stale", "create-report"],
    [
      "a stale report, and a newer one that is pending",
      { reports: [report({ creationTime: daysAgo(9) }), pending] },
      "report-stale",
      "wait",
    ],
    ["an entry without a count", { entries: { "amiur-1": [count("444455556666", null)] } }, "count-missing", "retry"],
    ["a count below zero", { entries: { "amiur-1": [count("444455556666", -1)] } }, "count-missing", "retry"],
    [
      "a report that was not there all the time that entries were read",
      { members: { provenReports: new Set<string>() } },
      "reports-changed",
      "retry",
    ],
    [
      "a newer report of some accounts that was not there all the time",
      { reports: [report(), restricted], members: { provenReports: new Set(["amiur-1"]) } },
      "reports-changed",
      "retry",
    ],
    [
      "a newer report that has entries and went away",
      { entries: { "amiur-9": [{ ...count("444455556666", 1), countedAt: daysAgo(0.2) }] } },
      "reports-changed",
      "retry",
    ],
    [
      "a report of an unknown time that has entries and went away",
      { entries: { "amiur-9": [{ ...count("444455556666", 1), countedAt: null }] } },
      "reports-changed",
      "retry",
    ],
    [
      "a launch so late that a report of now would not count it either",
      { members: { image: known(image({ lastLaunchedTime: daysAgo(0.5) })) } },
      "launched-since",
      "wait",
    ],
    [
      "a launch at a time that is none",
      { members: { image: known(image({ lastLaunchedTime: "lately" })) } },
      "launched-since",
      "create-report",
    ],
    [
      "a launch within the lag of the report",
      { members: { image: known(image({ lastLaunchedTime: daysAgo(1.5) })) } },
      "launched-since",
      "create-report",
    ],
    ["an image that is not listed", { members: { image: known(null) } }, "image-unread", "retry"],
    ["images that are refused", { members: { image: denied } }, "image-unread", "grant-permission"],
    ["reports that are being read", { members: { reports: { state: "reading", why: "Still." } } }, "entries-unread", "wait"],
    ["entries that failed", { members: { entries: { state: "failed", why: "Throttled." } } }, "entries-unread", "retry"],
    [
      "references that were not asked for",
      { members: { references: { state: "not reported", why: "No." } } },
      "references-unread",
      "retry",
    ],
    ["images that were read too long ago", { members: { readAt: { ...JUST_NOW, images: daysAgo(1.01) } } }, "reading-stale", "retry"],
    ["entries that were read too long ago", { members: { readAt: { ...JUST_NOW, entries: daysAgo(1.01) } } }, "reading-stale", "retry"],
    [
      "references that were read too long ago",
      { members: { readAt: { ...JUST_NOW, references: daysAgo(1.01) } } },
      "reading-stale",
      "retry",
    ],
    ["a list that was read at an unknown time", { members: { readAt: { ...JUST_NOW, references: null } } }, "reading-stale", "retry"],
  ])("is said with %s, and how to get it", (_, given, code, remedy) => {
    const said = verdict(given);

    expect(said.verdict).toBe("unknown");
    expect(said.missing.map((missing) => [missing.code, missing.remedy])).toContainEqual([code, remedy]);
    expect(said.missing.every(({ message }) => /^[A-Z].*\.$/s.test(message))).toBe(true);
  });

  it("names everything that is missing", () => {
    const said = verdict({
      reports: [report({ creationTime: daysAgo(9) }), pending],
      members: { image: denied, entries: denied, references: denied },
    });

    expect(said.missing.map(({ code }) => code)).toEqual([
      "image-unread",
      "report-stale",
      "report-newer-unavailable",
      "entries-unread",
      "references-unread",
    ]);
  });
});

describe("the row of an image", () => {
  it("has numbers where they are known, and says that they may be higher", () => {
    const entries = { "amiur-1": [count("444455556666", 2), count("777788889999", 3, "ec2:LaunchTemplate")] };

    expect(toImageVerdict(evidence({ entries, members: { references: denied } }), MOMENT)).toMatchObject({
      imageId: "ami-1",
      verdict: "in-use",
      accounts: 2,
      instances: 2,
      launchTemplates: 3,
      ownReferences: null,
      atLeast: true,
      reportId: "amiur-1",
    });
  });

  it("has no number, never zero, where nothing is known", () => {
    expect(toImageVerdict(evidence({ reports: [pending] }), MOMENT)).toMatchObject({
      verdict: "unknown",
      asOf: null,
      accounts: null,
      instances: null,
      launchTemplates: null,
      ownReferences: 0,
      atLeast: true,
      reportId: null,
    });
  });
});

describe("over every combination", () => {
  const said = { "in-use": 0, "no-use-seen": 0, unknown: 0 };
  const wrong: string[] = [];
  for (const combination of combinations()) {
    const { verdict: is } = verdictOf(combination.evidence, MOMENT);
    said[is] += 1;
    const expected = combination.isUsed ? "in-use" : combination.faults === 0 ? "no-use-seen" : "unknown";
    if (is !== expected) wrong.push(`${combination.name}: ${is}, not ${expected}`);
  }

  it("no missing, failed, pending, restricted or stale evidence yields “no use seen”, and any true use yields “in use”", () => {
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  it("each of the three is said", () => {
    expect(said["no-use-seen"]).toBe(8);
    expect(Math.min(said["in-use"], said.unknown)).toBeGreaterThan(1_000);
    expect(said["in-use"] + said["no-use-seen"] + said.unknown).toBeGreaterThan(50_000);
  });
});

describe("how far counting lags", () => {
  it.each([
    ["AWS’s default depth", report(), "Only the 20 newest versions of each launch template are counted (AWS’s default)"],
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

const JUST_NOW = { images: daysAgo(0), entries: daysAgo(0), references: daysAgo(0) };
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
  const states = [good("available", "available"), bad("pending", "pending"), bad("error", "error"), bad("no state", null)];
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
  const listings = [good("listed", "listed"), bad("unlisted", "unlisted"), bad("changed", "changed"), bad("stale", "stale")];
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
              for (const reports of listings)
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
                        const isFirstAvailable = state.value === "available" && expiry.name !== "expired";
                        const isUsed = (isFirstAvailable && amount.name === "used") || reference.value.length > 0;
                        yield {
                          name: all.map(({ name }) => name).join(", "),
                          evidence: evidenceOf(listed, amount.value, reports.value, entries.value, reference.value, referenced.value),
                          faults: all.reduce((sum, { faults }) => sum + faults, 0),
                          isUsed,
                        };
                      }

  function evidenceOf(
    listed: readonly ImageUsageReport[],
    counts: readonly UsageCount[],
    listing: string,
    areEntriesRead: boolean,
    arrivedReferences: ImageEvidence["arrivedReferences"],
    areReferencesRead: boolean,
  ): ImageEvidence {
    const entries = entriesByReport({ "amiur-1": counts });
    return evidence({
      members: {
        reports: whether(listing !== "unlisted", listed),
        arrivedReports: listed,
        provenReports: new Set(listing === "changed" ? ["amiur-2"] : ["amiur-1", "amiur-2"]),
        readAt: { ...JUST_NOW, entries: daysAgo(listing === "stale" ? 2 : 0) },
        entries: whether(areEntriesRead, entries),
        arrivedEntries: entries,
        references: whether(areReferencesRead, arrivedReferences),
        arrivedReferences,
      },
    });
  }
}
