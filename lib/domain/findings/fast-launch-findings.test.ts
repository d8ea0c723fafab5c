import { describe, expect, it } from "vitest";
import type { Scoped } from "@/lib/core/scope";
import type { FastLaunchImage } from "@/lib/resources/fast-launch-images";
import { fastLaunchFindings } from "./fast-launch-findings";

describe("fast launch", () => {
  it.each([
    ["enabling-failed", "could not switch on fast launch: no VPC"],
    ["enabled-failed", "can no longer prepare snapshots for fast launch: no VPC"],
    ["disabling-failed", "could not be cleaned up, so snapshots may remain and cost: no VPC"],
  ])("is found in state %s, with AWS's reason", (state, text) => {
    expect(fastLaunchFindings([image({ state, stateTransitionReason: "no VPC" })])).toEqual([
      {
        urgency: "bad",
        subject: "ami-1",
        text,
        region: "us-east-1",
        href: `/fast-launch-images?facet.state=${state}`,
        action: "See image",
      },
    ]);
  });

  it.each(["enabled", "enabling", "disabling", "brand-new", null])("is not found in state %s", (state) => {
    expect(fastLaunchFindings([image({ state })])).toEqual([]);
  });

  it("is one sentence for all images in a state, with each reason once", () => {
    const findings = fastLaunchFindings([
      image({ stateTransitionReason: "no VPC" }),
      image({ stateTransitionReason: "no VPC." }, "eu-west-3"),
      image({ stateTransitionReason: null }),
    ]);

    expect(findings).toMatchObject([
      { subject: "3 images", text: "could not switch on fast launch: no VPC; AWS gave no reason", region: null, action: "See images" },
    ]);
  });

  it("has a subject even where AWS named no image", () => {
    expect(fastLaunchFindings([image({ imageId: null })])[0]?.subject).toBe("An image");
  });
});

function image(members: Partial<FastLaunchImage>, region = "us-east-1"): Scoped<FastLaunchImage> {
  return {
    scope: { account: "111122223333", region },
    imageId: "ami-1",
    resourceType: "snapshot",
    snapshotConfiguration: null,
    launchTemplate: null,
    maxParallelLaunches: null,
    ownerId: null,
    state: "enabling-failed",
    stateTransitionReason: null,
    stateTransitionTime: null,
    ...members,
  };
}
