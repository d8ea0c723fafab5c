import { describe, expect, it } from "vitest";
import type { Unknown } from "@/lib/core/known";
import { imageAccounts } from "./image-accounts";
import { entriesByReport, type ImageEvidence, type UsageCount } from "./image-evidence";
import { imageUsage } from "./image-usage";
import { count, daysAgo, evidence, NOW, ohio, report, type } from "./test-support";

const TEMPLATE = "ec2:LaunchTemplate";
const A = "012345678901";
const failed: Unknown = { state: "failed", why: "The entries could not be read." };

describe("an account's references to an image", () => {
  const instance = count(A, 9);
  const onInstances = report({ resourceTypes: [type("ec2:Instance")] });
  const ofOthers = report({ reportId: "amiur-2", accountIds: ["444455556666"], creationTime: daysAgo(0.5) });

  it.each<[string, Parameters<typeof evidence>[0], number | Unknown["state"]]>([
    ["are counted where the report has an entry", entries(instance, count(A, 3, TEMPLATE)), 3],
    ["are counted although not all entries could be read", unread(count(A, 3, TEMPLATE)), 3],
    ["are zero where the report covers the type and all its entries are here", entries(instance), 0],
    ["are zero where the report itself says so", entries(count(A, 0, TEMPLATE)), 0],
    ["are not reported where the report does not cover the type", { ...entries(instance), reports: [onInstances] }, "not reported"],
    ["are not known where entries are missing", unread(instance), "failed"],
    ["are not known where AWS gave no count", entries(count(A, null, TEMPLATE)), "failed"],
    [
      "are not zero where the report was not there all the time that entries were read",
      { ...entries(instance), members: { provenReports: new Set() } },
      "not reported",
    ],
    ["are those of an older report where a newer one counts other accounts", { ...entries(instance), reports: [report(), ofOthers] }, 0],
    [
      "are those of the newest report that covers them, without what an older one counted",
      {
        reports: [report(), report({ reportId: "amiur-2", accountIds: [A], creationTime: daysAgo(0.5) })],
        entries: { "amiur-1": [count(A, 7, TEMPLATE)], "amiur-2": [count(A, 2)] },
      },
      0,
    ],
  ])("%s", (_, given, templates) => {
    const line = lineOf(given);

    expect(line?.launchTemplates ?? line?.launchTemplatesUnknown?.state).toBe(templates);
  });

  it.each<[string, UsageCount[], number | Unknown["state"]]>([
    ["of types that AWS added are added up", [instance, count(A, 2, "imagebuilder:ImageRecipe"), count(A, 3, "ssm:Parameter")], 5],
    ["of such types are not known where AWS gave no count of one", [count(A, 2, "new:One"), count(A, null, "ssm:Parameter")], "failed"],
    ["of such types are not reported where no report covers one", [instance], "not reported"],
  ])("%s", (_, counts, other) => {
    const line = lineOf(entries(...counts));

    expect(line?.other ?? line?.otherUnknown?.state).toBe(other);
  });

  it("of types that AWS added are none where a report covers one and has no entry of it", () => {
    const reports = [report({ resourceTypes: [...report().resourceTypes, type("new:One")] })];

    expect(lineOf({ ...entries(instance), reports })?.other).toBe(0);
  });
});

const entries = (...counts: UsageCount[]) => ({ entries: { "amiur-1": counts } });

function unread(...counts: UsageCount[]): { members: Partial<ImageEvidence> } {
  return { members: { entries: failed, arrivedEntries: entriesByReport({ "amiur-1": counts }) } };
}

function lineOf(given: Parameters<typeof evidence>[0]) {
  const lines = imageAccounts(ohio, "ami-1", imageUsage(evidence(given), NOW));
  return lines.find(({ account }) => account === A);
}
