import { describe, expect, it } from "vitest";
import type { Scoped } from "@/lib/core/scope";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import { reportFindings } from "./report-findings";

const NOW = Date.parse("2026-11-21T12:00:00.000Z");
const DAY = 86_400_000;

describe("an image with usage reports", () => {
  it.each([
    ["is fine with one that is available and complete", [report()], []],
    [
      "is unknown where its only report failed",
      [report({ state: "error" })],
      ["1 image has only failed usage reports. Whether anyone uses it is unknown."],
    ],
    [
      "is unknown while it is being counted",
      [report({ state: "pending" })],
      ["1 image is still being counted. Until then, whether anyone uses it is unknown."],
    ],
    [
      "is being counted where an older report failed",
      [report({ state: "error", creationTime: "2026-11-01" }), report({ state: "pending", creationTime: "2026-11-20" })],
      ["1 image is still being counted. Until then, whether anyone uses it is unknown."],
    ],
    [
      "is being counted where a newer report failed",
      [report({ state: "pending", creationTime: "2026-11-01" }), report({ state: "error", creationTime: "2026-11-20" })],
      ["1 image is still being counted. Until then, whether anyone uses it is unknown."],
    ],
    [
      "is unknown in a state that AWS added, without a word of counting or failing",
      [report({ state: "archived" }), report({ state: "error" })],
      ["1 image has no usage report that is available. Whether anyone uses it is unknown."],
    ],
    [
      "is unknown without any state",
      [report({ state: null })],
      ["1 image has no usage report that is available. Whether anyone uses it is unknown."],
    ],
    [
      "is known where one report is available, whatever became of the others",
      [report({ state: "error" }), report(), report({ state: "pending" })],
      [],
    ],
    [
      "is known in part where the report is restricted to accounts",
      [report({ accountIds: ["111122223333"] })],
      ["1 image has a report that leaves out accounts or a resource type, or does not say what it covers. The rest is unknown."],
    ],
    [
      "is known in part where the report covers one resource type",
      [report({ resourceTypes: [type("ec2:Instance")] })],
      ["1 image has a report that leaves out accounts or a resource type, or does not say what it covers. The rest is unknown."],
    ],
    [
      "is known in part where AWS did not say what the report covers",
      [report({ resourceTypes: [] })],
      ["1 image has a report that leaves out accounts or a resource type, or does not say what it covers. The rest is unknown."],
    ],
    [
      "is judged by the newest report that is available",
      [report({ creationTime: "2026-11-01", accountIds: ["111122223333"] }), report({ creationTime: "2026-11-20" })],
      [],
    ],
    [
      "loses its last answer where its only report ends soon",
      [report({ expirationTime: at(2 * DAY) })],
      ["1 image loses its last available usage report within 3 days. Create a new one before AWS deletes it."],
    ],
    [
      "keeps an answer where another available report lasts longer",
      [report({ expirationTime: at(DAY) }), report({ expirationTime: at(20 * DAY) })],
      [],
    ],
    [
      "loses its last answer where only a failed report lasts longer",
      [report({ expirationTime: at(DAY) }), report({ state: "error", expirationTime: at(20 * DAY) })],
      ["1 image loses its last available usage report within 3 days. Create a new one before AWS deletes it."],
    ],
    ["loses nothing in exactly 3 days", [report({ expirationTime: at(3 * DAY) })], []],
    ["loses nothing that is known where AWS gave no expiry", [report({ expirationTime: null })], []],
  ])("%s", (_, reports, sentences) => {
    expect(reportFindings(reports, NOW).map(({ subject, text }) => `${subject} ${text}`)).toEqual(sentences);
  });

  it.each(["error", "pending", "archived", null])("is never said to be unused in state %s", (state) => {
    const [finding] = reportFindings([report({ state })], NOW);

    expect(finding?.urgency).toBe("unknown");
    expect(finding?.text).toMatch(/unknown/);
    expect(finding?.text).not.toMatch(/unused|nobody|no use/i);
  });
});

describe("several images", () => {
  it("are one sentence, in the plural", () => {
    const findings = reportFindings([report({ imageId: "ami-1", state: "error" }), report({ imageId: "ami-2", state: "error" })], NOW);

    expect(findings).toEqual([
      {
        urgency: "unknown",
        subject: "2 images",
        text: "have only failed usage reports. Whether anyone uses them is unknown.",
        region: "us-east-1",
        href: "/image-usage-reports?facet.state=error",
        action: "See reports",
      },
    ]);
  });

  it("are counted once each, however many reports they have", () => {
    const [finding] = reportFindings([report({ state: "error" }), report({ state: "error" }), report({ state: "error" })], NOW);

    expect(finding?.subject).toBe("1 image");
  });

  it("are two where one image id is in two regions, and name neither", () => {
    const [finding] = reportFindings([report({ state: "error" }), report({ state: "error" }, "eu-west-3")], NOW);

    expect([finding?.subject, finding?.region]).toEqual(["2 images", null]);
  });

  it("give nothing where there are none", () => {
    expect(reportFindings([], NOW)).toEqual([]);
  });
});

function report(members: Partial<ImageUsageReport> = {}, region = "us-east-1"): Scoped<ImageUsageReport> {
  return {
    scope: { account: "111122223333", region },
    imageId: "ami-1",
    reportId: "amiur-1",
    resourceTypes: [type("ec2:Instance"), type("ec2:LaunchTemplate")],
    accountIds: [],
    state: "available",
    stateReason: null,
    creationTime: "2026-11-10",
    expirationTime: at(20 * DAY),
    tags: [],
    ...members,
  };
}

const type = (resourceType: string) => ({ resourceType, resourceTypeOptions: [] });
const at = (milliseconds: number) => new Date(NOW + milliseconds).toISOString();
