import { describe, expect, it } from "vitest";
import { type Count, known, type Unknown } from "@/lib/core/known";
import { imageAccounts } from "./image-accounts";
import type { ImageUsage } from "./image-usage";

const scope = { account: "001100110011", region: "us-east-1" };
const failed: Unknown = { state: "failed", why: "The entries could not be read." };

describe("an account's references to an image", () => {
  const TEMPLATES = "ec2:LaunchTemplate";
  it.each<[string, ReferencesByType, Partial<Case>, number | null, Unknown["state"] | null]>([
    ["are counted where the report has an entry", { [TEMPLATES]: 3 }, { sum: known(3) }, 3, null],
    ["are counted although not all entries could be read", { [TEMPLATES]: 3 }, { sum: failed }, 3, null],
    ["are zero where the report covers the type and all its entries are here", {}, { sum: known(7) }, 0, null],
    ["are zero where the report itself says so", { [TEMPLATES]: 0 }, { sum: known(0) }, 0, null],
    ["are not reported where the report does not cover the type", {}, { covered: ["ec2:Instance"] }, null, "not reported"],
    [
      "are not zero where others have entries of a type that the report does not cover",
      {},
      { covered: [], sum: known(7) },
      null,
      "not reported",
    ],
    ["are not known where entries are missing", {}, { sum: failed }, null, "failed"],
    ["are not zero where AWS did not tell the amount", { [TEMPLATES]: null }, { sum: known(0) }, null, "failed"],
  ])("%s", (_, byType, some, value, state) => {
    const [line] = imageAccounts(scope, "ami-1", usage(byType, some));

    expect(line?.launchTemplates).toBe(value);
    expect(line?.launchTemplatesUnknown?.state ?? null).toBe(state);
  });

  it.each<[string, ReferencesByType, number | null]>([
    ["of types that AWS added are added up", { "ec2:Instance": 9, "imagebuilder:ImageRecipe": 2, "ssm:Parameter": 3 }, 5],
    ["of such types are not known where one amount was not told", { "imagebuilder:ImageRecipe": 2, "ssm:Parameter": null }, null],
    ["of such types are none where there is no such entry", { "ec2:Instance": 9 }, 0],
  ])("%s", (_, byType, other) => {
    expect(imageAccounts(scope, "ami-1", usage(byType, {}))[0]?.other).toBe(other);
  });
});

type ReferencesByType = Readonly<Record<string, number | null>>;

/** What the report covers, and the sum of launch templates over all accounts. */
interface Case {
  covered: readonly string[];
  sum: Count;
}

function usage(byType: ReferencesByType, { covered = ["ec2:Instance", "ec2:LaunchTemplate"], sum = known(0) }: Partial<Case>): ImageUsage {
  return {
    report: {
      imageId: "ami-1",
      reportId: "amiur-1",
      resourceTypes: covered.map((resourceType) => ({ resourceType, resourceTypeOptions: [] })),
      accountIds: [],
      state: "available",
      stateReason: null,
      creationTime: null,
      expirationTime: null,
      tags: [],
    },
    countedAt: null,
    lacks: [],
    accounts: [{ account: "012345678901", byType }],
    usedByAccounts: known(1),
    instances: known(0),
    launchTemplates: sum,
    otherReferences: known(0),
    byType: { "ec2:Instance": known(9), "ec2:LaunchTemplate": sum },
  };
}
