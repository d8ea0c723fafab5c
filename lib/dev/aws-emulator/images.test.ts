import {
  DescribeImageAttributeCommand,
  type DescribeImageAttributeRequest,
  DescribeImageReferencesCommand,
  type DescribeImageReferencesRequest,
  DescribeImagesCommand,
  type DescribeImagesRequest,
  type EC2Client,
  type Image,
  type ImageReference,
} from "@aws-sdk/client-ec2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "./server";
import { clients, failure, setup, worldOf } from "./test-support";

const OWNER = "111122223333";
const OTHER = "444455556666";
const PAST = "2020-01-02T03:04:05.000Z";
const FUTURE = "2999-01-02T03:04:05.000Z";
const id = (number: number) => `ami-${String(number).padStart(8, "0")}`;

const IMAGES: Image[] = [
  {
    ...{ ImageId: id(1), OwnerId: OWNER, Name: "golden-1.0", State: "available", Platform: "Windows", Architecture: "x86_64" },
    ...{ Public: false, CreationDate: "2026-01-02T00:00:00.000Z", LastLaunchedTime: PAST, ImageAllowed: true },
    BlockDeviceMappings: [{ DeviceName: "/dev/sda1", Ebs: { SnapshotId: "snap-1", VolumeSize: 30, Encrypted: true } }],
    Tags: [{ Key: "Family", Value: "golden" }],
  },
  {
    ...{ ImageId: id(2), OwnerId: OWNER, Name: "golden-0.9", State: "available", DeprecationTime: PAST, SourceImageId: id(9) },
    ...{ Public: true, CreationDate: "2025-01-02T00:00:00.000Z" },
  },
  { ImageId: id(3), OwnerId: OWNER, Name: "golden-0.8", State: "disabled", SourceInstanceId: "i-1" },
  { ImageId: id(4), OwnerId: OTHER, Name: "theirs-2", State: "available", DeprecationTime: FUTURE },
  { ImageId: id(5), OwnerId: OTHER, Name: "theirs-1", State: "available", DeprecationTime: PAST },
  { ImageId: id(6), OwnerId: "137112412989", ImageOwnerAlias: "amazon", Name: "al2023", State: "available", Public: true },
];

const REFERENCES: ImageReference[] = [
  { ImageId: id(1), ResourceType: "ec2:Instance", Arn: `arn:aws:ec2:us-east-1:${OWNER}:instance/i-1` },
  { ImageId: id(1), ResourceType: "ssm:Parameter", Arn: `arn:aws:ssm:us-east-1:${OWNER}:parameter/golden` },
  { ImageId: id(6), ResourceType: "ec2:LaunchTemplate", Arn: `arn:aws:ec2:us-east-1:${OWNER}:launch-template/lt-1` },
];

const GRANTS = [
  { UserId: "001100110011" },
  { Group: "all" as const },
  { OrganizationArn: `arn:aws:organizations::${OWNER}:organization/o-1` },
  { OrganizationalUnitArn: `arn:aws:organizations::${OWNER}:ou/o-1/ou-1` },
];

let emulator: Emulator;
let ec2: EC2Client;

beforeAll(async () => {
  emulator = await startEmulator({
    world: worldOf({ images: IMAGES, imageReferences: REFERENCES, launchPermissions: { [id(1)]: GRANTS } }),
  });
  ({ ec2 } = clients(emulator));
});

afterAll(() => emulator.close());

const filter = (Name: string, ...Values: string[]) => ({ Filters: [{ Name, Values }] });

describe("DescribeImages", () => {
  it.each<[string, DescribeImagesRequest, number[]]>([
    ["own images with deprecated ones, and of others those that are not", {}, [1, 2, 4, 6]],
    ["own images", { Owners: ["self"] }, [1, 2]],
    ["own images with disabled ones", { Owners: ["self"], IncludeDisabled: true }, [1, 2, 3]],
    ["images of an account", { Owners: [OTHER] }, [4]],
    ["images of an account with deprecated ones", { Owners: [OTHER], IncludeDeprecated: true }, [4, 5]],
    ["images of an alias", { Owners: ["amazon"] }, [6]],
    ["images of several owners", { Owners: ["self", "amazon"] }, [1, 2, 6]],
    ["images that are shared with the account", { ExecutableUsers: ["self"], IncludeDeprecated: true }, [4, 5]],
    ["public images", { ExecutableUsers: ["all"] }, [2, 6]],
    ["images by id", { ImageIds: [id(4), id(1)] }, [1, 4]],
    ["a deprecated image of others by id", { ImageIds: [id(5)] }, [5]],
    ["no disabled image by id", { ImageIds: [id(3)] }, []],
    ["images by name", filter("name", "golden-*"), [1, 2]],
    ["images by filtered id", filter("image-id", id(2)), [2]],
    ["images in a state", { IncludeDisabled: true, ...filter("state", "disabled") }, [3]],
    ["images of Windows", filter("platform", "windows"), [1]],
    ["images that are public", filter("is-public", "true"), [2, 6]],
    ["images of a month", filter("creation-date", "2026-01-*"), [1]],
    ["copies of an image", filter("source-image-id", id(9)), [2]],
    ["images of an instance", { IncludeDisabled: true, ...filter("source-instance-id", "i-1") }, [3]],
    ["images that are allowed", filter("image-allowed", "true"), [1]],
    ["images with a tag", filter("tag:Family", "golden"), [1]],
    ["images with a tag key", filter("tag-key", "Family"), [1]],
    ["images by filtered owner", filter("owner-id", OTHER), [4]],
    ["images of an architecture", filter("architecture", "x86_64"), [1]],
    ["images of a snapshot", filter("block-device-mapping.snapshot-id", "snap-1"), [1]],
  ])("lists %s", async (_, input, expected) => {
    const { Images } = await ec2.send(new DescribeImagesCommand(input));

    expect(Images?.map((image) => image.ImageId)).toEqual(expected.map(id));
  });

  it.each<[string, DescribeImagesRequest, string]>([
    ["a malformed id", { ImageIds: ["ami-1"] }, "InvalidAMIID.Malformed"],
    ["an unknown id", { ImageIds: [id(1), id(8)] }, "InvalidAMIID.NotFound"],
    ["an unknown filter", filter("image-name", "x"), "InvalidParameterValue"],
    ["a page above 1,000", { MaxResults: 1001 }, "InvalidParameterValue"],
    ["a page of no items", { MaxResults: 0 }, "InvalidParameterValue"],
    ["a token it did not issue", { NextToken: "opaque" }, "InvalidNextToken"],
    ["a dry run", { DryRun: true }, "DryRunOperation"],
  ])("refuses %s", async (_, input, code) => {
    expect(await failure(ec2.send(new DescribeImagesCommand(input)))).toMatchObject({ code });
  });

  it("lists images whole, in pages", async () => {
    const first = await ec2.send(new DescribeImagesCommand({ MaxResults: 1 }));
    const rest = await ec2.send(new DescribeImagesCommand({ MaxResults: 1000, NextToken: first.NextToken }));

    expect(first.Images).toEqual(IMAGES.slice(0, 1));
    expect(rest.Images).toHaveLength(3);
    expect(rest.NextToken).toBeUndefined();
  });

  it("lists up to 1,000 images on a page", async () => {
    const many = Array.from({ length: 1001 }, (_, index) => ({ ImageId: id(index), OwnerId: OWNER }));
    const { ec2: client } = await setup(worldOf({ images: many }));

    const page = await client.send(new DescribeImagesCommand({ MaxResults: 1000 }));

    expect(page.Images).toHaveLength(1000);
    expect(page.NextToken).toEqual(expect.any(String));
  });
});

describe("DescribeImageAttribute", () => {
  const ask = (input: Partial<DescribeImageAttributeRequest>) =>
    ec2.send(new DescribeImageAttributeCommand({ ImageId: id(1), Attribute: "launchPermission", ...input }));

  it("tells whom an image is shared with, in all four ways", async () => {
    expect(await ask({})).toMatchObject({ ImageId: id(1), LaunchPermissions: GRANTS });
  });

  it("tells of an image that is shared with nobody that it has no permission", async () => {
    expect((await ask({ ImageId: id(2) })).LaunchPermissions).toEqual([]);
  });

  it("tells when an image was launched last, or nothing", async () => {
    expect((await ask({ Attribute: "lastLaunchedTime" })).LastLaunchedTime).toEqual({ Value: PAST });
    expect((await ask({ Attribute: "lastLaunchedTime", ImageId: id(2) })).LastLaunchedTime?.Value).toBeUndefined();
  });

  it.each<[string, Partial<DescribeImageAttributeRequest>, string]>([
    ["no image", { ImageId: undefined }, "MissingParameter"],
    ["an unknown image", { ImageId: id(8) }, "InvalidAMIID.NotFound"],
    ["an image of another account", { ImageId: id(4) }, "AuthFailure"],
    ["block device mappings", { Attribute: "blockDeviceMapping" }, "AuthFailure"],
    ["no attribute", { Attribute: undefined }, "InvalidParameterValue"],
    ["a dry run", { DryRun: true }, "DryRunOperation"],
  ])("refuses %s", async (_, input, code) => {
    expect(await failure(ask(input))).toMatchObject({ code });
  });
});

describe("DescribeImageReferences", () => {
  const ask = (input: Partial<DescribeImageReferencesRequest>) =>
    ec2.send(new DescribeImageReferencesCommand({ ImageIds: [id(1)], IncludeAllResourceTypes: true, ...input }));
  const types = (...names: (ImageReference["ResourceType"] & string)[]) => ({
    IncludeAllResourceTypes: undefined,
    ResourceTypes: names.map((ResourceType) => ({ ResourceType })),
  });

  it.each<[string, Partial<DescribeImageReferencesRequest>, (ImageReference | undefined)[]]>([
    ["every resource that names an image", {}, REFERENCES.slice(0, 2)],
    ["resources of a type", types("ssm:Parameter"), [REFERENCES[1]]],
    ["resources that name one of several images", { ImageIds: [id(6), id(1)] }, REFERENCES],
    ["nothing for an image that nothing names", { ImageIds: [id(8)] }, []],
  ])("lists %s", async (_, input, expected) => {
    expect((await ask(input)).ImageReferences).toEqual(expected);
  });

  it.each<[string, Partial<DescribeImageReferencesRequest>, string]>([
    ["no image", { ImageIds: [] }, "MissingParameter"],
    ["11 images", { ImageIds: Array.from({ length: 11 }, (_, index) => id(index)) }, "InvalidParameterValue"],
    ["a malformed image", { ImageIds: ["ami-1"] }, "InvalidAMIID.Malformed"],
    ["no resource type", { IncludeAllResourceTypes: false }, "MissingParameter"],
    ["all and some resource types", { ...types("ec2:Instance"), IncludeAllResourceTypes: true }, "InvalidParameterCombination"],
    ["a page of fewer than 5", { MaxResults: 4 }, "InvalidParameterValue"],
    ["a dry run", { DryRun: true }, "DryRunOperation"],
  ])("refuses %s", async (_, input, code) => {
    expect(await failure(ask(input))).toMatchObject({ code });
  });

  it("comes in pages", async () => {
    const references = Array.from({ length: 12 }, (_, index) => ({ ImageId: id(1), Arn: `arn:${index}` }));
    const { ec2: client } = await setup(worldOf({ imageReferences: references }));
    const input = { ImageIds: [id(1)], IncludeAllResourceTypes: true, MaxResults: 5 };

    const first = await client.send(new DescribeImageReferencesCommand(input));
    const second = await client.send(new DescribeImageReferencesCommand({ ...input, MaxResults: 10, NextToken: first.NextToken }));

    expect([...(first.ImageReferences ?? []), ...(second.ImageReferences ?? [])]).toEqual(references);
    expect(second.NextToken).toBeUndefined();
  });
});
