import { describe, expect, it } from "vitest";
import { grouped } from "@/lib/core/grouped";
import { commonRegion, type Finding, sortFindings, type Urgency } from "./finding";

describe("findings", () => {
  it("come worst first, and in the order they were found within an urgency", () => {
    const findings = [finding("a", "unknown"), finding("b", "warning"), finding("c", "bad"), finding("d", "warning"), finding("e", "bad")];

    expect(sortFindings(findings).map(({ subject }) => subject)).toEqual(["c", "e", "b", "d", "a"]);
  });
});

describe("rows by a key", () => {
  it("keep the order of arrival, of the keys and within each", () => {
    const groups = grouped(["b1", "a1", "b2"], (row) => row.charAt(0));

    expect([...groups]).toEqual([
      ["b", ["b1", "b2"]],
      ["a", ["a1"]],
    ]);
  });
});

describe("the region of rows", () => {
  it.each([
    ["is that of them all", ["eu-west-3", "eu-west-3"], "eu-west-3"],
    ["is none where they are of several", ["eu-west-3", "us-east-1"], null],
    ["is none where there are none", [], null],
  ])("%s", (_, regions, region) => expect(commonRegion(regions.map((name) => ({ scope: { region: name } })))).toBe(region));
});

function finding(subject: string, urgency: Urgency): Finding {
  return { urgency, subject, text: "", region: null, href: "/", action: "" };
}
