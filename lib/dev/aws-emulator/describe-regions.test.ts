import { DescribeFastLaunchImagesCommand, DescribeRegionsCommand, type DescribeRegionsRequest } from "@aws-sdk/client-ec2";
import { ListLicenseConfigurationsCommand } from "@aws-sdk/client-license-manager";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import { assume, clients, failure, setup, worldOf } from "./test-support";
import { emptyRegion, type World } from "./world";

const world: World = {
  ...worldOf({}),
  regions: {
    "us-east-1": emptyRegion(),
    "eu-south-1": { ...emptyRegion(), optInStatus: "opted-in" },
    "me-south-1": { ...emptyRegion(), optInStatus: "not-opted-in" },
  },
  members: { "444455556666": { regions: { "us-east-1": emptyRegion(), "ap-south-1": emptyRegion() } } },
};

describe("DescribeRegions", () => {
  it.each<[string, DescribeRegionsRequest, string[]]>([
    ["the regions that are enabled", {}, ["us-east-1", "eu-south-1"]],
    ["all regions", { AllRegions: true }, ["us-east-1", "eu-south-1", "me-south-1"]],
    ["regions by name", { RegionNames: ["eu-south-1"] }, ["eu-south-1"]],
    ["a region by name that is not enabled", { RegionNames: ["me-south-1"] }, ["me-south-1"]],
    ["regions by a filter", { Filters: [{ Name: "region-name", Values: ["*-south-1"] }] }, ["eu-south-1"]],
    ["regions by endpoint", { Filters: [{ Name: "endpoint", Values: ["ec2.us-east-1.amazonaws.com"] }] }, ["us-east-1"]],
    ["regions by status", { AllRegions: true, Filters: [{ Name: "opt-in-status", Values: ["not-opted-in"] }] }, ["me-south-1"]],
  ])("lists %s", async (_, input, expected) => {
    const { ec2 } = await setup(world);

    expect((await ec2.send(new DescribeRegionsCommand(input))).Regions?.map((region) => region.RegionName)).toEqual(expected);
  });

  it("tells endpoint and status", async () => {
    const { ec2 } = await setup(world);

    expect((await ec2.send(new DescribeRegionsCommand({}))).Regions).toEqual([
      { RegionName: "us-east-1", Endpoint: "ec2.us-east-1.amazonaws.com", OptInStatus: "opt-in-not-required" },
      { RegionName: "eu-south-1", Endpoint: "ec2.eu-south-1.amazonaws.com", OptInStatus: "opted-in" },
    ]);
  });

  it("lists those of the account that asks", async () => {
    const { emulator, sts } = await setup(world);
    const member = clients(emulator, "us-east-1", await assume(sts, "444455556666"));

    const { Regions } = await member.ec2.send(new DescribeRegionsCommand({}));

    expect(Regions?.map((region) => region.RegionName)).toEqual(["us-east-1", "ap-south-1"]);
  });

  it.each<[string, DescribeRegionsRequest, string]>([
    ["an unknown region", { RegionNames: ["us-east-1", "xx-east-1"] }, "InvalidParameterValue"],
    ["an unknown filter", { Filters: [{ Name: "state", Values: ["x"] }] }, "InvalidParameterValue"],
    ["a dry run", { DryRun: true }, "DryRunOperation"],
  ])("refuses %s", async (_, input, code) => {
    const { ec2 } = await setup(world);

    expect(await failure(ec2.send(new DescribeRegionsCommand(input)))).toMatchObject({ code });
  });
});

describe("a region that is not opted in", () => {
  it("refuses every call", async () => {
    const { emulator } = await setup(world);
    const { ec2, licenseManager, sts } = clients(emulator, "me-south-1");

    expect(await failure(ec2.send(new DescribeFastLaunchImagesCommand({})))).toMatchObject({ code: "AuthFailure", status: 401 });
    expect(await failure(ec2.send(new DescribeRegionsCommand({})))).toMatchObject({ code: "AuthFailure" });
    expect(await failure(licenseManager.send(new ListLicenseConfigurationsCommand({})))).toMatchObject({ code: "AuthorizationException" });
    expect(await failure(sts.send(new GetCallerIdentityCommand({})))).toMatchObject({ code: "InvalidClientTokenId" });
  });
});
