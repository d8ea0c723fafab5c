import { describe, expect, it } from "vitest";
import { known } from "@/lib/core/known";
import { count, daysAgo, evidence, image, MOMENT, report, type } from "./test-support";
import { verdictOf } from "./verdict";

const verdict = (given: Parameters<typeof evidence>[0]) => verdictOf(evidence(given), MOMENT);
const pending = report({ reportId: "amiur-2", state: "pending", creationTime: daysAgo(0.5) });
const restricted = report({ reportId: "amiur-2", accountIds: ["444455556666"], creationTime: daysAgo(0.5) });
const denied = { state: "not permitted", why: "AWS refuses to tell." } as const;
const JUST_NOW = { images: daysAgo(0), entries: daysAgo(0), references: daysAgo(0) };

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
