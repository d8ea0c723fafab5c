import { describe, expect, it } from "vitest";
import type { Scoped } from "@/lib/core/scope";
import type { FastLaunchImage } from "@/lib/resources/fast-launch-images";
import { fastLaunchFindings } from "./fast-launch-findings";
import { fastLaunchImage, PARIS } from "./test-support";
import { toFinding } from "./to-finding";

describe("fast launch", () => {
  it.each([
    ["enabling-failed", "info", "ami-1 could not enable fast launch: no VPC"],
    ["enabled-failed", "info", "ami-1 can no longer prepare snapshots for fast launch: no VPC"],
    ["disabling-failed", "costs-money", "ami-1 could not disable fast launch, so snapshots may remain and cost: no VPC"],
  ])("is found in state %s, with AWS's reason", (state, severity, message) => {
    expect(findings([fastLaunchImage({ state, stateTransitionReason: "no VPC" })])).toMatchObject([
      {
        code: `fast-launch-${state}`,
        severity,
        subject: { kind: "fast-launch-image", id: "ami-1", name: null },
        message,
        href: `/fast-launch-images?facet.state=${state}&facet.stateTransitionReason=no+VPC`,
      },
    ]);
  });

  it.each(["enabled", "enabling", "disabling", "brand-new", "constructor", null])("is not found in state %s", (state) => {
    expect(findings([fastLaunchImage({ state })])).toEqual([]);
  });

  it("is one sentence for all images of a state and a reason, as old as the oldest", () => {
    const found = findings([
      fastLaunchImage({ stateTransitionReason: "no VPC", stateTransitionTime: "2026-11-19T12:00:00.000Z" }),
      fastLaunchImage({ stateTransitionReason: "no VPC", stateTransitionTime: "2026-11-18T12:00:00.000Z" }, PARIS),
      fastLaunchImage({ stateTransitionReason: "no role" }),
    ]);

    expect(found).toMatchObject([
      {
        subject: { id: null, name: "2 images" },
        message: "2 images could not enable fast launch: no VPC",
        scope: null,
        since: "2026-11-18T12:00:00.000Z",
      },
      { message: "ami-1 could not enable fast launch: no role" },
    ]);
  });

  it("leads to the rows without a reason where AWS gave none", () => {
    const [finding] = findings([fastLaunchImage({ stateTransitionReason: null })]);

    expect(finding?.message).toBe("ami-1 could not enable fast launch: AWS gave no reason");
    expect(finding?.href).toBe("/fast-launch-images?facet.state=enabling-failed&facet.stateTransitionReason=no+value");
  });

  it("is of at least so many images where not all were read", () => {
    expect(findings([fastLaunchImage({}), fastLaunchImage({}, PARIS)], false)[0]?.message).toMatch(/^At least 2 images could not/);
  });

  it("names the image where its name is known in that scope", () => {
    expect(findings([fastLaunchImage({})])[0]?.subject.name).toBeNull();
    expect(findings([fastLaunchImage({}, PARIS)])[0]?.message).toMatch(/^golden-paris could not/);
  });

  it("has a sentence even where AWS named no image", () => {
    expect(findings([fastLaunchImage({ imageId: null })])[0]?.message).toMatch(/^One without an id could not/);
  });
});

const NAMES = new Map([["111122223333/eu-west-3/ami-1", "golden-paris"]]);

const findings = (images: readonly Scoped<FastLaunchImage>[], isWhole = true) =>
  fastLaunchFindings(images, isWhole, NAMES).map((fact) => toFinding(fact, ""));
