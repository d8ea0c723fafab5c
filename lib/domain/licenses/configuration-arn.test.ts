import { describe, expect, it } from "vitest";
import { configurationArn } from "./configuration-arn";

describe("the ARN of a license configuration", () => {
  it.each([
    [
      "of the standard partition",
      "arn:aws:license-manager:us-east-1:001122223333:license-configuration:lic-1a",
      "us-east-1",
      "001122223333",
    ],
    [
      "of another partition",
      "arn:aws-cn:license-manager:cn-north-1:111122223333:license-configuration:lic-1a",
      "cn-north-1",
      "111122223333",
    ],
    ["with a slash", "arn:aws:license-manager:us-east-1:111122223333:license-configuration/lic-1a", "us-east-1", "111122223333"],
  ])("tells region and owner %s", (_, arn, region, owner) => expect(configurationArn(arn)).toEqual({ region, owner }));

  it.each([
    "",
    "evidence",
    "arn:aws:ec2:us-east-1:111122223333:instance/i-1",
    "arn:aws:license-manager:us-east-1:1:license-configuration:lic-1",
  ])("is not “%s”", (text) => expect(configurationArn(text)).toBeNull());
});
