import { describe, expect, it } from "vitest";
import { known } from "@/lib/core/known";
import { finish } from "@/lib/core/slices";
import { type AccountUsage, accountUsage } from "./account-usage";
import type { ImageEvidence } from "./image-evidence";
import { ownerMessage } from "./owner-message";
import { count, daysAgo, evidence, image, MOMENT, report, type } from "./test-support";

const A = "000000000001";
const usage = (evidences: readonly ImageEvidence[], account = A, isWhole = true): AccountUsage =>
  finish(accountUsage({ evidences, isWhole }, account, MOMENT));
const using = (imageId: string, amount: number | null, deprecationTime: string | null = null): ImageEvidence =>
  evidence({
    entries: { "amiur-1": [count(A, amount), count("444455556666", 50)] },
    members: { imageId, image: known(image({ name: `golden-${imageId}`, deprecationTime })) },
  });

describe("what an account uses", () => {
  it("is its own share of each image, deprecated ones first, the longest deprecated before others", () => {
    const { images, totals, unknown, oldestCount } = usage([
      using("ami-few", 1),
      using("ami-many", 9),
      using("ami-planned", 1, daysAgo(-10)),
      using("ami-late", 1, daysAgo(5)),
      using("ami-old", 1, daysAgo(50)),
      evidence({ members: { imageId: "ami-unused" } }),
    ]);

    expect(images.map(({ imageId }) => imageId)).toEqual(["ami-old", "ami-late", "ami-planned", "ami-many", "ami-few"]);
    expect(images[0]).toMatchObject({ deprecation: "deprecated", byType: { "ec2:Instance": 1 }, countedAt: daysAgo(1) });
    expect({ totals, unknown, oldestCount }).toEqual({
      totals: { "ec2:Instance": { value: 13, isPartial: false } },
      unknown: [],
      oldestCount: daysAgo(1),
    });
  });

  it.each([
    ["there is no report", { reports: [] }, "no usage report"],
    ["the report is restricted to others", { reports: [report({ accountIds: ["444455556666"] })] }, "restricted"],
    ["a type is not covered", { reports: [report({ resourceTypes: [type("ec2:Instance")] })] }, "launch templates"],
    ["entries are refused", { members: { entries: { state: "not permitted", why: "refused" } as const } }, "refused"],
  ])("is unknown of an image where %s", (_, given, why) => {
    expect(usage([evidence(given), using("ami-1", 2)])).toMatchObject({
      images: [{ imageId: "ami-1" }],
      unknown: [{ imageId: "ami-1", why: expect.stringContaining(why) }],
      totals: { "ec2:Instance": { value: 2, isPartial: true } },
    });
  });

  it("is known where the report is restricted to that account", () => {
    expect(usage([evidence({ reports: [report({ accountIds: [A] })] })])).toMatchObject({ images: [], unknown: [] });
  });

  it("is known where a newer report counts other accounts", () => {
    const ofOthers = report({ reportId: "amiur-2", accountIds: ["444455556666"], creationTime: daysAgo(0.5) });
    const entries = { "amiur-2": [{ ...count("444455556666", 3), countedAt: daysAgo(0.5) }] };

    expect(usage([evidence({ reports: [report(), ofOthers], entries })])).toMatchObject({ images: [], unknown: [] });
  });

  it("keeps an amount that was not told, and adds no zero for it", () => {
    expect(usage([using("ami-1", null)])).toMatchObject({
      images: [{ byType: { "ec2:Instance": null } }],
      totals: { "ec2:Instance": { value: 0, isPartial: true } },
    });
  });

  it("is part of the whole at most where not all images were read", () => {
    expect(usage([using("ami-1", 2)], A, false)).toMatchObject({
      images: [{ imageId: "ami-1" }],
      totals: { "ec2:Instance": { value: 2, isPartial: true } },
      isWhole: false,
    });
  });

  it("is what the owner’s references say of the owner", () => {
    const references = [{ imageId: "ami-1", resourceType: "ssm:Parameter", arn: "arn:1" }];
    const own = evidence({ members: { references: known(references), arrivedReferences: references } });

    expect(usage([own], "111122223333").images).toMatchObject([{ byType: { "ssm:Parameter": 1 }, reportId: null, countedAt: daysAgo(0) }]);
    expect(usage([evidence({ members: { references: { state: "failed", why: "It failed." } } })], "111122223333").unknown).toMatchObject([
      { why: "It failed." },
    ]);
    const readAt = { images: daysAgo(0), entries: daysAgo(0), references: daysAgo(2) };
    expect(usage([evidence({ members: { readAt } })], "111122223333").unknown).toMatchObject([
      { why: expect.stringContaining("too long ago") },
    ]);
  });
});

describe("the message to an account’s owner", () => {
  it("says which images, how many, deprecated since when, counted when, and what to do", () => {
    const text = ownerMessage(
      usage([using("ami-old", 1, daysAgo(50)), using("ami-planned", 2, daysAgo(-10)), using("ami-fine", 3)]),
      "payments",
    );

    expect(text).toBe(`Hello,

account payments (${A}) uses 3 images that we share with you, as counted by AWS at 2026-11-19 12:00 UTC or later.

These are deprecated. Please move to a newer image before we remove them:
- ami-old golden-ami-old in us-east-2: 1 instance; deprecated since 2026-10-01

These will be deprecated. Please plan to move to a newer image:
- ami-planned golden-ami-planned in us-east-2: 2 instances; deprecation planned for 2026-11-30

These need no action:
- ami-fine golden-ami-fine in us-east-2: 3 instances

Instances of the 24 hours before the report, and launch templates of the last few days, may be missing. Only the 20 newest versions of each launch template are counted (AWS’s default). Counts are of resources that name the image, in any state.
`);
  });

  it("says what is not known, and not that nothing is used", () => {
    const text = ownerMessage(usage([evidence({ reports: [] })]), null);

    expect(text).toContain(`we do not know whether account ${A} uses images that we share.`);
    expect(text).toContain("We do not know whether you use 1 other image.");
    expect(text).not.toContain("uses none");
  });

  it("claims nothing where not all images were read", () => {
    const none = ownerMessage(usage([], A, false), null);
    const some = ownerMessage(usage([using("ami-1", 2)], A, false), null);

    expect(none).toContain(`we do not know whether account ${A} uses images that we share.`);
    expect(none).not.toContain("uses none");
    for (const text of [none, some]) expect(text).toContain("Not all of our images could be read: you may use more of them.");
  });
});
