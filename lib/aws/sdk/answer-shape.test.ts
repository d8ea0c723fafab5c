import { DescribeImagesResult$ } from "@aws-sdk/client-ec2";
import { ListLicenseConfigurationsResponse$ } from "@aws-sdk/client-license-manager";
import { expect, it } from "vitest";
import { answerShape } from "./answer-shape";

it("members that are new in XML are named by their paths, however deep and in whichever item", () => {
  const text = `<DescribeImagesResponse><requestId>r</requestId><imagesSet><item><imageId>a</imageId></item>
    <item><imageId>b</imageId><mood>good</mood><tagSet><item><key>k</key><weight>1</weight></item></tagSet></item></imagesSet></DescribeImagesResponse>`;
  const { added, absent } = answerShape({ schema: DescribeImagesResult$, text });

  expect(added).toEqual(["imagesSet.mood", "imagesSet.tagSet.weight"]);
  expect(absent).toContain("imagesSet.tagSet.value");
  expect(absent).toContain("nextToken");
  expect(absent).not.toContain("imagesSet.imageId");
});

it("members that are new in JSON are named, and those that are nowhere", () => {
  const text = JSON.stringify({ LicenseConfigurations: [{ Name: "a", Mood: 1 }, { LicenseCount: 1 }], Extra: [] });
  const { added, absent } = answerShape({ schema: ListLicenseConfigurationsResponse$, text });

  expect(added).toEqual(["Extra", "LicenseConfigurations.Mood"]);
  expect(absent).not.toContain("LicenseConfigurations.LicenseCount");
  expect(absent).toContain("LicenseConfigurations.Description");
});
