import { describe, expect, it } from "vitest";
import { type Known, known } from "@/lib/core/known";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import { entriesByReport, type ImageEvidence, type UsageCount } from "./image-evidence";
import { count, daysAgo, evidence, MOMENT, report, type } from "./test-support";
import { verdictOf } from "./verdict";

const JUST_NOW = { images: daysAgo(0), entries: daysAgo(0), references: daysAgo(0) };
const own = { imageId: "ami-1", resourceType: "ssm:Parameter", arn: "arn:aws:ssm:us-east-2:111122223333:parameter/golden" };

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
