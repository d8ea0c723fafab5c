import { describe, expect, it } from "vitest";
import { known } from "@/lib/core/known";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import { entriesByReport } from "./image-evidence";
import { count, daysAgo, evidence, image, MOMENT, ohio, report, type } from "./test-support";
import { toImageVerdict, verdictOf } from "./verdict";

const verdict = (given: Parameters<typeof evidence>[0]) => verdictOf(evidence(given), MOMENT);
const pending = report({ reportId: "amiur-2", state: "pending", creationTime: daysAgo(0.5) });
const restricted = report({ reportId: "amiur-2", accountIds: ["444455556666"], creationTime: daysAgo(0.5) });
const denied = { state: "not permitted", why: "AWS refuses to tell." } as const;
const own = { imageId: "ami-1", resourceType: "ssm:Parameter", arn: "arn:aws:ssm:us-east-2:111122223333:parameter/golden" };

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

function older(): ImageUsageReport {
  return report({ reportId: "amiur-0", creationTime: daysAgo(2) });
}
