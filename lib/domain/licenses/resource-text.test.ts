import { expect, it } from "vitest";
import { resourceText } from "./resource-text";

const OWNER = "001122223333";

it.each<[string, string | null, string | null, string | null]>([
  ["its last part where account and region are told beside it", `arn:aws:ec2:us-east-1:${OWNER}:instance/i-1`, OWNER, "instance/i-1"],
  ["its last part with all its colons", `arn:aws-cn:ssm:us-east-1:${OWNER}:managed:mi-1`, OWNER, "managed:mi-1"],
  [
    "whole where it is of another region",
    `arn:aws:ec2:eu-west-1:${OWNER}:instance/i-1`,
    OWNER,
    `arn:aws:ec2:eu-west-1:${OWNER}:instance/i-1`,
  ],
  ["whole where it is of another account", "arn:aws:ec2:us-east-1::image/ami-1", OWNER, "arn:aws:ec2:us-east-1::image/ami-1"],
  [
    "whole where its account is not told",
    `arn:aws:ec2:us-east-1:${OWNER}:instance/i-1`,
    null,
    `arn:aws:ec2:us-east-1:${OWNER}:instance/i-1`,
  ],
  ["as it is where it is no ARN", "mi-1", OWNER, "mi-1"],
  ["nothing where AWS named none", null, OWNER, null],
])("a resource is named by %s", (_, resourceArn, resourceOwnerId, text) => {
  expect(resourceText({ resourceArn, resourceOwnerId }, "us-east-1")).toBe(text);
});
