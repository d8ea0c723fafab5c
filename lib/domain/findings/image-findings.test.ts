import { describe, expect, it } from "vitest";
import { known, type Unknown } from "@/lib/core/known";
import { daysAgo, NOW, report } from "@/lib/domain/images/test-support";
import { MISSING_CODES } from "@/lib/resources/image-verdicts";
import type { ImageFacts } from "./image-facts";
import { imageFindings } from "./image-findings";
import { facts, PARIS, unknown, use } from "./test-support";
import { toFinding } from "./to-finding";

const FAILED: Unknown = { state: "failed", why: "It could not be read." };
const old = (days: number) => ({ deprecationTime: daysAgo(days) });
const unused = { verdict: "no-use-seen", accounts: 0 } as const;
const snapshot = (snapshotId: string) => ({ ebs: { ...NO_EBS, snapshotId }, noDevice: null, deviceName: null, virtualName: null });

describe("the images", () => {
  it.each<[title: string, images: ImageFacts[], messages: string[]]>([
    ["ask for nothing where one is in use that is not deprecated", [facts()], []],
    ["ask for nothing where one will be deprecated", [facts({ row: old(-1) })], []],
    [
      "are named by who still uses the one that is deprecated",
      [facts({ row: old(30), verdict: { accounts: 12, ownReferences: 3 } })],
      [
        "golden-1 has been deprecated since 2026-10-21 and is still in use by 12 accounts and 3 resources of its own account, by evidence of 2026-11-19.",
      ],
    ],
    [
      "say at least how many accounts use one where there may be more",
      [facts({ row: old(30), verdict: { accounts: 12, atLeast: true } })],
      ["golden-1 has been deprecated since 2026-10-21 and is still in use by at least 12 accounts, by evidence of 2026-11-19."],
    ],
    [
      "are counted where several are deprecated and in use, and the one that is longest is named",
      [facts({ row: old(3) }), facts({ id: "ami-2", row: old(30) })],
      [
        "golden-2 has been deprecated since 2026-10-21 and is still in use by 1 account, by evidence of 2026-11-19.",
        "2 deprecated images are still in use, by evidence of 2026-11-19 or later.",
      ],
    ],
    [
      "are at least so many where the use of another deprecated one is unknown",
      [
        facts({ row: old(3) }),
        facts({ id: "ami-2", row: old(3) }),
        facts({ id: "ami-3", row: old(3), verdict: unknown("report-missing") }),
      ],
      [
        "golden-1 has been deprecated since 2026-11-17 and is still in use by 1 account, by evidence of 2026-11-19.",
        "At least 2 deprecated images are still in use, by evidence of 2026-11-19 or later.",
        "golden-3 has no usage report, so whether anyone uses it is unknown.",
      ],
    ],
    [
      "may be removed where they are deprecated and show no use, as of the oldest evidence",
      [
        facts({ row: { ...old(3), blockDeviceMappings: [snapshot("snap-1")] }, verdict: { ...unused, asOf: "2026-11-18T12:00:00.000Z" } }),
        facts({ id: "ami-2", row: { ...old(3), blockDeviceMappings: [snapshot("snap-1"), snapshot("snap-2")] }, verdict: unused }),
      ],
      ["2 deprecated images show no use, by evidence of 2026-11-18 or later, and hold 2 snapshots. They may be removed."],
    ],
    [
      "are never said to be removable where their use is unknown",
      [facts({ row: old(3), verdict: unknown("report-failed") })],
      ["golden-1 has no usage report that is available, so whether anyone uses it is unknown."],
    ],
    [
      "are counted once each, however much evidence is missing",
      [facts({ verdict: unknown("references-unread", "report-expired", "launched-since") }), facts({ verdict: unknown("report-expired") })],
      ["2 images have expired usage reports only, so whether anyone uses them is unknown."],
    ],
    [
      "are unknown for not being listed before anything else",
      [facts({ verdict: unknown("report-missing", "image-unread") })],
      ["golden-1 is not among the owned images that could be read, so whether anyone uses it is unknown."],
    ],
    [
      "are not unknown where they are in use, whatever is missing",
      [facts({ verdict: { missing: [{ code: "report-pending", message: "", remedy: "wait" }] } })],
      [],
    ],
    [
      "are used by accounts without a grant that is known of",
      [facts({ grants: { notGranted: known(4) } })],
      [
        "golden-1 is used by 4 accounts without a grant that we know of, by evidence of 2026-11-19. Unless they have one, new launches there fail.",
      ],
    ],
    [
      "are used by at least so many where there may be more",
      [facts({ grants: { notGranted: { ...known(4), atLeast: FAILED } } })],
      [expect.stringMatching(/^golden-1 is used by at least 4 accounts without a grant/)],
    ],
    [
      "say that grants are unknown where launch permissions are, and others use the image",
      [
        facts({
          verdict: { uses: [use("000000000001")] },
          grants: { isPublic: FAILED, notGranted: FAILED, mayBeGranted: FAILED, left: FAILED },
        }),
      ],
      [
        "golden-1 is used by accounts whose grant is unknown: not all launch permissions, or accounts of the organizations that it is shared with, could be read.",
      ],
    ],
    [
      "say that grants are unknown where an organization could not be expanded",
      [facts({ verdict: { uses: [use("000000000001")] }, grants: { mayBeGranted: known(1) } })],
      [expect.stringMatching(/^golden-1 is used by accounts whose grant is unknown/)],
    ],
    [
      "say nothing of unknown grants where nobody else is seen to use the image",
      [facts({ verdict: { uses: [{ ...use("111122223333"), reportId: null }] }, grants: { isPublic: FAILED } })],
      [],
    ],
    [
      "say how near the quota they are shared",
      [facts({ grants: { left: known(100) } }), facts({ id: "ami-2", grants: { left: known(0) } })],
      ["2 images are within 100 of AWS’s default quota of launch permissions."],
    ],
    ["say nothing of a quota that was raised", [facts({ grants: { left: known(-1) } })], []],
  ])("%s", (_, images, messages) => expect(findings(images).map(({ message }) => message)).toEqual(messages));

  it.each(MISSING_CODES)("have a sentence for %s, which does not say that nobody uses them", (code) => {
    const [finding] = findings([facts({ verdict: unknown(code) })]);

    expect(finding).toMatchObject({ code: `use-unknown-${code}`, severity: "unknown", message: expect.stringContaining("is unknown.") });
    expect(finding?.message).not.toMatch(/unused|nobody|no use/i);
  });
});

describe("reports that expire", () => {
  it.each<[title: string, reports: ImageFacts["condition"]["reports"], count: number]>([
    ["are found where the only one ends soon", known([report({ expirationTime: daysAgo(-2) })]), 1],
    ["are not found where another available one lasts longer", known([ending(1), ending(20)]), 0],
    ["are found where only one that failed lasts longer", known([ending(1), { ...ending(20), state: "error" }]), 1],
    ["are not found where the last has already expired", known([ending(-1)]), 0],
    ["are found where the last that has not expired ends soon", known([ending(-1), ending(1)]), 1],
    ["are not found in exactly 3 days", known([ending(3)]), 0],
    ["are not found where AWS gave no expiry", known([report({ expirationTime: null })]), 0],
    ["are not found where not all reports were read", FAILED, 0],
  ])("%s", (_, reports, count) => {
    expect(findings([facts({ reports })]).filter(({ code }) => code === "report-expiring")).toHaveLength(count);
  });
});

describe("a finding about images", () => {
  it("leads to the page of the image, with the chosen scopes", () => {
    expect(findings([facts({ row: old(30) })], "?region=us-east-1")).toMatchObject([
      {
        severity: "blocks-removal",
        subject: { kind: "image", id: "ami-1", name: "golden-1" },
        scope: { account: "111122223333", region: "us-east-1" },
        since: daysAgo(30),
        href: "/images/ami-1?region=us-east-1",
      },
    ]);
  });

  it("leads to the image of its scope where another scope knows the same id", () => {
    const [finding] = findings([facts({ row: old(30) }), facts({ scope: PARIS })], "?region=us-east-1&region=eu-west-3");

    expect(finding?.href).toBe("/images/ami-1?account=111122223333&region=us-east-1");
  });

  it("leads to exactly the images of its code where there are several", () => {
    expect(findings([facts({ row: old(3) }), facts({ scope: PARIS, row: old(30) })], "?account=111122223333")).toMatchObject([
      { subject: { kind: "image" }, href: "/images/ami-1?account=111122223333&region=eu-west-3" },
      {
        subject: { kind: "images", id: null, name: "2 deprecated images" },
        scope: null,
        since: daysAgo(30),
        href: "/images?facet.findings=deprecated-in-use&account=111122223333",
      },
    ]);
  });

  it("says at least where not all images were read", () => {
    const images = [facts({ verdict: unknown("report-missing") }), facts({ id: "ami-2", verdict: unknown("report-missing") })];

    expect(imageFindings(images, false, NOW).map((fact) => toFinding(fact, "").message)).toEqual([
      "At least 2 images have no usage report, so whether anyone uses them is unknown.",
    ]);
  });
});

const ending = (days: number) => report({ expirationTime: daysAgo(-days) });

const NO_EBS = {
  deleteOnTermination: null,
  iops: null,
  snapshotId: null,
  volumeSize: null,
  volumeType: null,
  kmsKeyId: null,
  throughput: null,
  outpostArn: null,
  availabilityZone: null,
  encrypted: null,
  volumeInitializationRate: null,
  availabilityZoneId: null,
  ebsCardIndex: null,
};

const findings = (images: readonly ImageFacts[], scopes = "") => imageFindings(images, true, NOW).map((fact) => toFinding(fact, scopes));
