import { describe, expect, it } from "vitest";
import { consoleUrl, imageConsoleUrl } from "./console-url";

describe("a page of the AWS console", () => {
  it.each([
    ["us-east-1", "https://us-east-1.console.aws.amazon.com/ec2/home?region=us-east-1#Images"],
    ["il-central-1", "https://il-central-1.console.aws.amazon.com/ec2/home?region=il-central-1#Images"],
    ["cn-northwest-1", "https://cn-northwest-1.console.amazonaws.cn/ec2/home?region=cn-northwest-1#Images"],
    ["us-gov-west-1", "https://us-gov-west-1.console.amazonaws-us-gov.com/ec2/home?region=us-gov-west-1#Images"],
    ["eusc-de-east-1", "https://eusc-de-east-1.console.amazonaws-eusc.eu/ec2/home?region=eusc-de-east-1#Images"],
  ])("of %s is in its partition", (region, url) => expect(consoleUrl(region, "ec2", "Images")).toBe(url));

  it.each(["us-iso-east-1", "us-isob-east-1", "us-isof-south-1", "eu-isoe-west-1"])("is not public in %s", (region) => {
    expect(consoleUrl(region, "ec2", "Images")).toBeNull();
    expect(imageConsoleUrl(region, "ami-1")).toBeNull();
  });

  it("shows one image", () => {
    expect(imageConsoleUrl("eu-west-3", "ami-1")).toBe(
      "https://eu-west-3.console.aws.amazon.com/ec2/home?region=eu-west-3#ImageDetails:imageId=ami-1",
    );
  });

  it("is none where there is no image", () => {
    expect(imageConsoleUrl("eu-west-3", null)).toBeNull();
  });

  it("cannot be led elsewhere by what stands for an image", () => {
    expect(imageConsoleUrl("eu-west-3", "x&y#z")).toMatch(/#ImageDetails:imageId=x%26y%23z$/);
  });
});
