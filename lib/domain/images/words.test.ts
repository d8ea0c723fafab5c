import { describe, expect, it } from "vitest";
import { report, type } from "./test-support";
import { lagSentence } from "./words";

describe("how far counting lags", () => {
  it.each([
    ["AWS’s default depth", report(), "Only the 20 newest versions of each launch template are counted (AWS’s default)"],
    ["the depth that was asked for", report({ resourceTypes: [type("ec2:LaunchTemplate", "50")] }), "the 50 newest versions"],
    ["the default where there is no report", null, "20 newest versions"],
  ])("names %s", (_, of, words) => expect(lagSentence(of)).toContain(words));

  it("says nothing of versions where templates are not covered", () => {
    expect(lagSentence(report({ resourceTypes: [type("ec2:Instance")] }))).not.toContain("versions");
  });
});
