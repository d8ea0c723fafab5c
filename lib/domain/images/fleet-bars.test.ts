import { describe, expect, it } from "vitest";
import { finish } from "@/lib/core/slices";
import { fleetBars } from "./fleet-bars";
import type { FleetImage } from "./fleet-image";

describe("the bars of all images", () => {
  it("count the images of each verdict, and draw none for a verdict that no image has", () => {
    const { byVerdict, images } = bars(image({ verdict: "in-use" }), image({ verdict: "in-use" }), image({ verdict: "unknown" }));

    expect(images).toBe(3);
    expect(byVerdict.bars.map(({ key, total }) => [key, total])).toEqual([
      ["unknown", 1],
      ["in-use", 2],
    ]);
  });

  it("put the deprecated image first that most accounts use, and cut the rest without adding it up", () => {
    const { deprecated } = bars(
      image({ imageId: "ami-1", name: "old", usedByAccounts: 2, verdict: "in-use" }),
      image({ imageId: "ami-2", name: null, usedByAccounts: 9, verdict: "in-use" }),
      image({ imageId: "ami-3", name: "older", usedByAccounts: 1, verdict: "in-use" }),
    );

    expect(deprecated.bars.map(({ label, total }) => [label, total])).toEqual([
      ["ami-2", 9],
      ["old", 2],
    ]);
    expect(deprecated.other).toBeNull();
  });

  it("count a deprecated image whose accounts are not known as unknown, never as unused", () => {
    const { deprecated, deprecatedVerdicts } = bars(image({ usedByAccounts: null }), image({ usedByAccounts: 0, verdict: "no-use-seen" }));

    expect(deprecated.bars).toEqual([]);
    expect(deprecated.unknown).toBe(1);
    expect(deprecatedVerdicts).toEqual({ "in-use": 0, "no-use-seen": 1, unknown: 1 });
  });

  it.each(["deprecation planned", null])("leave out an image whose deprecation is %s", (deprecation) => {
    expect(bars(image({ deprecation, usedByAccounts: 5 })).deprecated.bars).toEqual([]);
  });
});

type Line = Pick<FleetImage, "imageId" | "name" | "verdict" | "deprecation" | "usedByAccounts">;

const bars = (...lines: Line[]) => finish(fleetBars(lines, 2));

const image = (some: Partial<Line>): Line => ({
  imageId: "ami-0",
  name: "image",
  verdict: "unknown",
  deprecation: "deprecated",
  usedByAccounts: null,
  ...some,
});
