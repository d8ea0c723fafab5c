import { describe, expect, it } from "vitest";
import { known, type Unknown } from "@/lib/core/known";
import { finish } from "@/lib/core/slices";
import { accountImageLines } from "./account-images";
import { accountUsage } from "./account-usage";
import type { ImageEvidence } from "./image-evidence";
import { entriesByReport } from "./image-evidence";
import { count, daysAgo, evidence, image, MOMENT, ohio, report, type } from "./test-support";

const ACCOUNT = "001100110011";
const failed: Unknown = { state: "failed", why: "The entries could not be read." };

describe("an image that an account uses", () => {
  it.each<[string, ImageEvidence, (number | Unknown["state"])[]]>([
    [
      "has the counts of its entries, and none of a type that the report covers and has no entry of",
      evidence({ entries: { "amiur-1": [count(ACCOUNT, 3)] } }),
      [3, 0, "not reported"],
    ],
    [
      "has no number of a type that the report does not cover",
      evidence({ reports: [report({ resourceTypes: [type("ec2:Instance")] })], entries: { "amiur-1": [count(ACCOUNT, 3)] } }),
      [3, "not reported", "not reported"],
    ],
    [
      "has no number of a type whose entries may not have arrived",
      evidence({
        members: { entries: failed, arrivedEntries: entriesByReport({ "amiur-1": [count(ACCOUNT, 3)] }) },
      }),
      [3, "failed", "not reported"],
    ],
    [
      "has no number where AWS did not tell the amount",
      evidence({ entries: { "amiur-1": [count(ACCOUNT, null), count(ACCOUNT, 2, "ec2:LaunchTemplate")] } }),
      ["failed", 2, "not reported"],
    ],
    [
      "has the counts of types that AWS added since, apart from the others",
      evidence({ entries: { "amiur-1": [count(ACCOUNT, 2, "imagebuilder:ImageRecipe"), count(ACCOUNT, 1, "ssm:Parameter")] } }),
      [0, 0, 3],
    ],
    ["is counted by the owner's own references where the account is the owner", ofOwner(), [1, 0, "not reported"]],
  ])("%s", (_, one, [instances, launchTemplates, other]) => {
    const account = one.arrivedReferences.length > 0 ? String(ohio.account) : ACCOUNT;
    const [line] = lines(account, one);

    expect(line?.instances ?? line?.instancesUnknown?.state).toBe(instances);
    expect(line?.launchTemplates ?? line?.launchTemplatesUnknown?.state).toBe(launchTemplates);
    expect(line?.other ?? line?.otherUnknown?.state).toBe(other);
  });

  it("comes first where it is deprecated", () => {
    const used = { entries: { "amiur-1": [count(ACCOUNT, 3)] } };
    const old = evidence({ ...used, members: { imageId: "ami-old", image: known(image({ deprecationTime: daysAgo(9) })) } });

    expect(lines(ACCOUNT, evidence(used), old).map(({ imageId, place }) => [imageId, place])).toEqual([
      ["ami-old", 0],
      ["ami-1", 1],
    ]);
  });
});

function lines(account: string, ...evidences: ImageEvidence[]) {
  return accountImageLines(finish(accountUsage({ evidences, isWhole: true }, account, MOMENT)));
}

function ofOwner(): ImageEvidence {
  const reference = { imageId: "ami-1", resourceType: "ec2:Instance", arn: "arn:aws:ec2:us-east-2:111122223333:instance/i-1" };
  return evidence({ members: { references: known([reference]), arrivedReferences: [reference] } });
}
