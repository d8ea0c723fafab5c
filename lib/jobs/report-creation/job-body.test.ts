import { describe, expect, it } from "vitest";
import { InvalidParameter } from "@/lib/core/invalid-parameter";
import { times } from "@/lib/server/http/test-support";
import { parseReportJob } from "./job-body";

const image = { account: "001122223333", region: "us-east-1", imageId: "ami-0123456789abcdef0" };
const body = { requestId: "6f1f1a0e-6a52-4c1a-9d0f-2b0f6b1f7a11", images: [image], resourceTypes: ["ec2:Instance", "ec2:LaunchTemplate"] };

describe("what asks for reports", () => {
  it("may leave out what has a default", () => {
    expect(parseReportJob(body)).toEqual({ ...body, versionDepth: 20, accountIds: [], tags: [] });
  });

  it.each([
    ["an account that is not known", { images: [{ ...image, account: null }] }],
    ["one resource type", { resourceTypes: ["ec2:LaunchTemplate"] }],
    ["the deepest look", { versionDepth: 10_000 }],
    ["200 accounts", { accountIds: times(200, (index) => String(index).padStart(12, "0")) }],
    [
      "tags, with and without a value",
      {
        tags: [
          { key: "Team", value: "a=b" },
          { key: "x".repeat(128), value: "" },
        ],
      },
    ],
    ["5,000 images", { images: times(5_000, (index) => ({ ...image, imageId: `ami-${index.toString(16).padStart(17, "0")}` })) }],
  ])("may have %s", (_, part) => expect(parseReportJob({ ...body, ...part })).toMatchObject(part));

  it("names an image once", () => {
    expect(parseReportJob({ ...body, images: [image, image] }).images).toEqual([image]);
  });

  it.each([
    ["body", undefined],
    ["body", []],
    ["body", "{}"],
    ["requestId", { ...body, requestId: "1" }],
    ["requestId", { ...body, requestId: "../../../etc/passwd" }],
    ["images", { ...body, images: [] }],
    ["images", { ...body, images: times(5_001, () => image) }],
    ["images[1].imageId", { ...body, images: [image, { ...image, imageId: "ami-x" }] }],
    ["images[0].account", { ...body, images: [{ ...image, account: 1122223333 }] }],
    ["images[0].account", { ...body, images: [{ ...image, account: "1122223333" }] }],
    ["images[0].region", { ...body, images: [{ ...image, region: "moon" }] }],
    ["images[0].name", { ...body, images: [{ ...image, name: "x" }] }],
    ["images[0]", { ...body, images: ["ami-0123456789abcdef0"] }],
    ["resourceTypes", { ...body, resourceTypes: [] }],
    ["resourceTypes[0]", { ...body, resourceTypes: ["ec2:Volume"] }],
    ["versionDepth", { ...body, versionDepth: 0 }],
    ["versionDepth", { ...body, versionDepth: 10_001 }],
    ["versionDepth", { ...body, versionDepth: 1.5 }],
    ["versionDepth", { ...body, versionDepth: "20" }],
    ["versionDepth", { ...body, versionDepth: null }],
    ["accountIds", { ...body, accountIds: times(201, (index) => String(index).padStart(12, "0")) }],
    ["accountIds[0]", { ...body, accountIds: ["1111"] }],
    ["tags", { ...body, tags: times(51, (index) => ({ key: `${index}`, value: "" })) }],
    ["tags", { ...body, tags: times(2, () => ({ key: "a", value: "" })) }],
    ["tags[0].key", { ...body, tags: [{ key: "AWS:x", value: "" }] }],
    ["tags[0].value", { ...body, tags: [{ key: "x", value: "v".repeat(257) }] }],
    ["dryRun", { ...body, dryRun: true }],
  ])("is refused by the name of what is wrong: %s", (parameter, wrong) => {
    const refused = refusalOf(wrong);

    expect(refused.parameter).toBe(parameter);
    expect(refused.message).toMatch(/^\S+ (?:must|is not a parameter here)/);
    expect(refused.message.startsWith(`${parameter} `)).toBe(true);
  });
});

function refusalOf(wrong: unknown): InvalidParameter {
  try {
    parseReportJob(wrong);
  } catch (error) {
    if (error instanceof InvalidParameter) return error;
    throw error;
  }
  throw new Error("It was not refused.");
}
