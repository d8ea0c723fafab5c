import { describe, expect, it } from "vitest";
import { grantLines } from "./grant-lines";
import type { ImageGrants } from "./grants";

const scope = { account: "001100110011", region: "us-east-1" };

describe("a line of grants against usage", () => {
  it.each<[string, Partial<ImageGrants>, string, string | null]>([
    [
      "says who uses the image without a grant",
      { ungranted: [{ account: "012345678901", grant: "not granted", through: [], references: has({ "ec2:Instance": 3 }) }] },
      "used, not granted",
      "3 instances",
    ],
    [
      "does not say so where an organization that could not be read may contain it",
      {
        ungranted: [{ account: "012345678901", grant: "may be granted", through: ["arn:o"], references: has({ "ec2:LaunchTemplate": 1 }) }],
      },
      "used, may be granted",
      "1 launch template",
    ],
    [
      "says who is granted and not seen to use it",
      { granted: [{ account: "012345678901", through: ["account"], use: "no use seen", references: null, why: null }] },
      "granted, no use seen",
      null,
    ],
    [
      "says that the use of somebody granted is not known",
      { granted: [{ account: "012345678901", through: ["account"], use: "unknown", references: null, why: "Pending." }] },
      "granted, use unknown",
      null,
    ],
    [
      "keeps resource types apart, and an amount that was not told",
      {
        granted: [
          {
            account: "012345678901",
            through: ["account"],
            use: "in use",
            references: has({ "ec2:Instance": 2, "ec2:LaunchTemplate": null, "ssm:Parameter": 0 }),
            why: null,
          },
        ],
      },
      "granted, in use",
      "2 instances, launch templates, how many AWS did not tell",
    ],
  ])("%s", (_, some, standing, references) => {
    const lines = grantLines(scope, "ami-1", { ...NONE, ...some });

    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ account: "012345678901", standing, references });
  });
});

const NONE: ImageGrants = {
  isPublic: false,
  organizations: [],
  units: [],
  granted: [],
  ungranted: [],
  notExpandable: [],
  notExpandableWhy: null,
  quota: { entities: 0, limit: 1000, left: 1000 },
};

function has(byType: Readonly<Record<string, number | null>>) {
  return { account: "012345678901", byType };
}
