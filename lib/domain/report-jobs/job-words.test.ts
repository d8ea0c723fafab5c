import { describe, expect, it } from "vitest";
import { clientToken } from "@/lib/jobs/report-creation/client-token";
import { newJob } from "@/lib/jobs/report-creation/test-support";
import { ACCOUNT, times } from "@/lib/server/http/test-support";
import { adoptionText, coverageOf } from "./coverage";
import { jobOf, roughDuration } from "./form-values";
import { optionsText } from "./options-text";
import { secondsToSend } from "./report-job";

const scope = { account: ACCOUNT, region: "us-east-1" };

describe("the time that sending takes", () => {
  it.each([
    ["nothing where there is nothing", 0, 0],
    ["nothing for what goes at once", 50, 0],
    ["a fifth of a second for each beyond", 51, 1],
    ["six and a half minutes for 2,000", 2_000, 390],
  ])("is %s", (_, count, seconds) => expect(secondsToSend(times(count, () => scope))).toBe(seconds));

  it("is that of the longest lane, for accounts and regions do not wait for each other", () => {
    const lanes = [scope, { ...scope, region: "eu-west-1" }, { ...scope, account: null }];

    expect(secondsToSend(lanes.flatMap((lane, index) => times(100 * (index + 1), () => lane)))).toBe(50);
  });

  it.each([
    [0, "less than a minute"],
    [60, "about a minute"],
    [390, "about 7 minutes"],
    [7_200, "about 2 hours"],
  ])("is said in words: %d", (seconds, words) => expect(roughDuration(seconds)).toBe(words));
});

describe("what AWS knows a try by", () => {
  const image = { ...scope, imageId: "ami-1", attempt: 1 };

  it("is the same for the same, and no longer than AWS takes", () => {
    expect(clientToken("a", image)).toBe(clientToken("a", { ...image }));
    expect(clientToken("a", image).length).toBeLessThanOrEqual(128);
  });

  it("is another for another request, image, scope or attempt", () => {
    const others = [
      clientToken("b", image),
      clientToken("a", { ...image, imageId: "ami-2" }),
      clientToken("a", { ...image, region: "us-east-2" }),
      clientToken("a", { ...image, account: null }),
      clientToken("a", { ...image, attempt: 2 }),
    ];

    expect(new Set([clientToken("a", image), ...others]).size).toBe(6);
  });
});

describe("a pending report that is followed", () => {
  const asked = newJob(0);
  const has = { resourceTypes: ["ec2:Instance", "ec2:LaunchTemplate"], versionDepth: 20, accountIds: [] };

  it.each([
    ["is what was asked for", asked, has, /in place of a new one\.$/],
    ["covers more", asked, { ...has, versionDepth: 10_000, resourceTypes: [...has.resourceTypes, "ec2:New"] }, /in place of a new one\.$/],
    ["lacks a type", asked, { ...has, resourceTypes: ["ec2:LaunchTemplate"] }, /it does not cover ec2:Instance\.$/],
    ["is less deep", { ...asked, versionDepth: 21 }, has, /looks through 20 versions of each launch template\.$/],
    ["is restricted", asked, { ...has, accountIds: ["1", "2"] }, /it is restricted to 2 accounts\.$/],
    ["is of other accounts", { ...asked, accountIds: ["1"] }, { ...has, accountIds: ["2"] }, /it is restricted to 1 account\.$/],
    [
      "is of more accounts than were asked for",
      { ...asked, accountIds: ["1"] },
      { ...has, accountIds: ["1", "2"] },
      /in place of a new one\.$/,
    ],
  ])("says so where it %s", (_, wanted, covers, words) => expect(adoptionText(wanted, covers)).toMatch(words));

  it("has AWS's default depth where AWS tells none", () => {
    const report = { resourceTypes: [{ resourceType: "ec2:LaunchTemplate", resourceTypeOptions: [] }], accountIds: [] };

    expect(
      coverageOf({
        ...report,
        imageId: null,
        reportId: null,
        state: null,
        stateReason: null,
        creationTime: null,
        expirationTime: null,
        tags: [],
      }),
    ).toEqual({
      resourceTypes: ["ec2:LaunchTemplate"],
      versionDepth: 20,
      accountIds: [],
    });
  });
});

describe("what stands in the dialog", () => {
  it("is taken as it was meant", () => {
    const form = new FormData();
    form.append("resourceTypes", "ec2:LaunchTemplate");
    form.append("versionDepth", "300");
    form.append("accountIds", " 001122223333, 4444-5555-6666\n\n777788889999;");
    form.append("tags", "Team=platform\n a = b=c \n\nalone");

    expect(jobOf(form, [{ ...scope, imageId: "ami-1" }])).toEqual({
      images: [{ ...scope, imageId: "ami-1" }],
      resourceTypes: ["ec2:LaunchTemplate"],
      versionDepth: 300,
      accountIds: ["001122223333", "444455556666", "777788889999"],
      tags: [
        { key: "Team", value: "platform" },
        { key: "a", value: "b=c" },
        { key: "alone", value: "" },
      ],
    });
  });

  it("is sent as it is where it cannot be right, for the server to name it", () => {
    const form = new FormData();
    form.append("accountIds", "payments");

    expect(jobOf(form, [])).toMatchObject({ resourceTypes: [], versionDepth: 20, accountIds: ["payments"] });
  });

  it("is said in words of the request", () => {
    expect(optionsText(newJob(0))).toBe("Instances and launch templates (20 versions), every account");
    expect(optionsText(newJob(0, { resourceTypes: ["ec2:Instance"], accountIds: ["1"], tags: [{ key: "a", value: "" }] }))).toBe(
      "Instances, only 1 account, 1 tag",
    );
  });
});
