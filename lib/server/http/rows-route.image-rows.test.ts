import type { Image } from "@aws-sdk/client-ec2";
import { beforeEach, describe, expect, it } from "vitest";
import { GET as images } from "@/app/api/images/route";
import { ACCOUNT, type Row, read, request, startAws, times } from "./test-support";

const AT = new Date("2026-02-03T04:05:06.789Z");
const AT_TEXT = "2026-02-03T04:05:06.789Z";
const HOSTILE = "=1+1\n\t <b>&amp;</b> \"'`😀 ";
const imageId = (index: number) => `ami-${index.toString(16).padStart(17, "0")}`;

const image: Required<Image> = {
  PlatformDetails: "Windows with SQL Server Standard",
  UsageOperation: "RunInstances:0006",
  BlockDeviceMappings: [
    {
      Ebs: {
        DeleteOnTermination: false,
        Iops: 0,
        SnapshotId: "snap-1",
        VolumeSize: 16_384,
        VolumeType: "gp3",
        KmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/1",
        Throughput: 125,
        OutpostArn: "arn:aws:outposts:us-east-1:111122223333:outpost/op-1",
        AvailabilityZone: "us-east-1a",
        Encrypted: true,
        VolumeInitializationRate: 100,
        AvailabilityZoneId: "use1-az1",
        EbsCardIndex: 0,
      },
      DeviceName: "/dev/sda1",
    },
    { DeviceName: "/dev/sdb", VirtualName: "ephemeral0", NoDevice: "" },
  ],
  Description: HOSTILE,
  EnaSupport: true,
  Hypervisor: "xen",
  ImageOwnerAlias: "self",
  Name: "golden-win2022-2026-02-03",
  RootDeviceName: "/dev/sda1",
  RootDeviceType: "ebs",
  SriovNetSupport: "simple",
  StateReason: { Code: "Client.InternalError", Message: HOSTILE },
  Tags: [{ Key: "Family", Value: "golden" }, {}],
  VirtualizationType: "hvm",
  BootMode: "uefi-preferred",
  TpmSupport: "v2.0",
  DeprecationTime: "2024-01-01T00:00:00.000Z",
  ImdsSupport: "v2.0",
  SourceInstanceId: "i-1",
  DeregistrationProtection: "enabled-with-cooldown",
  LastLaunchedTime: "2026-02-02T04:05:06Z",
  ImageAllowed: false,
  SourceImageId: "ami-1",
  SourceImageRegion: "eu-west-3",
  FreeTierEligible: false,
  PublicSsmParameterName: "/aws/service/x",
  ImageWatermarks: [
    {
      WatermarkKey: "key",
      SourceImageRegion: "us-east-1",
      SourceImageId: "ami-2",
      SourceImageCreationTime: AT,
      WatermarkCreationTime: AT,
    },
  ],
  ScanResults: {
    HighestFindingSeverityLabel: "high",
    FindingScanDate: AT,
    InformationalFixAvailableSince: AT,
    LowFixAvailableSince: AT,
    MediumFixAvailableSince: AT,
    HighFixAvailableSince: AT,
    CriticalFixAvailableSince: AT,
  },
  InstanceTypeSpecification: { SupportedInstanceTypes: [{ InstanceType: "m7i.large" }], UnsupportedInstanceTypes: [{}] },
  ImageId: imageId(1),
  ImageLocation: `${ACCOUNT}/golden`,
  State: "disabled",
  OwnerId: ACCOUNT,
  CreationDate: "2026-02-03T04:05:06.000Z",
  Public: false,
  ProductCodes: [{ ProductCodeId: "code", ProductCodeType: "marketplace" }],
  Architecture: "x86_64",
  ImageType: "machine",
  KernelId: "aki-1",
  RamdiskId: "ari-1",
  Platform: "Windows",
};

const NO_DISK = {
  deleteOnTermination: null,
  iops: null,
  snapshotId: null,
  volumeSize: null,
  volumeType: null,
  kmsKeyId: null,
  throughput: null,
  outpostArn: null,
  availabilityZone: null,
  encrypted: null,
  volumeInitializationRate: null,
  availabilityZoneId: null,
  ebsCardIndex: null,
};

const aws = await startAws({
  "us-east-1": { images: [image] },
  "eu-west-1": { images: [{ OwnerId: ACCOUNT }, { OwnerId: ACCOUNT, ImageId: imageId(2), BlockDeviceMappings: [{ Ebs: {} }] }] },
  "eu-west-2": {
    images: [
      { ImageId: imageId(1), OwnerId: "000000000009", Public: true },
      { ImageId: imageId(2), OwnerId: ACCOUNT, State: "disabled" },
      { ImageId: imageId(3), OwnerId: ACCOUNT, DeprecationTime: "2020-01-01T00:00:00.000Z" },
      { ImageId: imageId(4), OwnerId: ACCOUNT, Name: "golden-2", Tags: [{ Key: "Team", Value: "a b" }] },
    ],
  },
  "eu-west-3": { images: times(2_300, (index) => ({ ImageId: imageId(index), OwnerId: ACCOUNT })) },
});
beforeEach(() => aws.reset());

const ids = (rows: readonly Row[]) => rows.map((row) => row.imageId);

describe("a row of an image", () => {
  it("has every member that AWS gave", async () => {
    const { rows } = await read(images, "region=us-east-1");

    expect(rows).toEqual([
      {
        ...lowered(image),
        blockDeviceMappings: [
          {
            ebs: {
              ...NO_DISK,
              deleteOnTermination: false,
              iops: 0,
              snapshotId: "snap-1",
              volumeSize: 16_384,
              volumeType: "gp3",
              kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/1",
              throughput: 125,
              outpostArn: "arn:aws:outposts:us-east-1:111122223333:outpost/op-1",
              availabilityZone: "us-east-1a",
              encrypted: true,
              volumeInitializationRate: 100,
              availabilityZoneId: "use1-az1",
              ebsCardIndex: 0,
            },
            noDevice: null,
            deviceName: "/dev/sda1",
            virtualName: null,
          },
          { ebs: null, noDevice: "", deviceName: "/dev/sdb", virtualName: "ephemeral0" },
        ],
        stateReason: { code: "Client.InternalError", message: HOSTILE },
        tags: [
          { key: "Family", value: "golden" },
          { key: null, value: null },
        ],
        imageWatermarks: [
          {
            watermarkKey: "key",
            sourceImageRegion: "us-east-1",
            sourceImageId: "ami-2",
            sourceImageCreationTime: AT_TEXT,
            watermarkCreationTime: AT_TEXT,
          },
        ],
        scanResults: {
          highestFindingSeverityLabel: "high",
          findingScanDate: AT_TEXT,
          informationalFixAvailableSince: AT_TEXT,
          lowFixAvailableSince: AT_TEXT,
          mediumFixAvailableSince: AT_TEXT,
          highFixAvailableSince: AT_TEXT,
          criticalFixAvailableSince: AT_TEXT,
        },
        instanceTypeSpecification: {
          supportedInstanceTypes: [{ instanceType: "m7i.large" }],
          unsupportedInstanceTypes: [{ instanceType: null }],
        },
        productCodes: [{ productCodeId: "code", productCodeType: "marketplace" }],
      },
    ]);
  });

  it("says null or [] where AWS said nothing", async () => {
    const { rows } = await read(images, "region=eu-west-1");

    const nothing = Object.fromEntries(Object.keys(lowered(image)).map((name) => [name, null]));
    const empty = { ...nothing, blockDeviceMappings: [], tags: [], imageWatermarks: [], productCodes: [], ownerId: ACCOUNT };
    expect(rows).toEqual([
      empty,
      {
        ...empty,
        imageId: imageId(2),
        blockDeviceMappings: [{ ebs: NO_DISK, noDevice: null, deviceName: null, virtualName: null }],
      },
    ]);
  });
});

describe("the images of an account", () => {
  it("are its own, deprecated and disabled ones among them", async () => {
    const { rows } = await read(images, "region=eu-west-2");

    expect(ids(rows)).toEqual([imageId(2), imageId(3), imageId(4)]);
    expect(aws.dataCalls().map(({ input }) => input)).toEqual([
      { Owners: ["self"], IncludeDeprecated: true, IncludeDisabled: true, MaxResults: 1_000 },
    ]);
  });

  it("are read a thousand a page, to the end", async () => {
    const { rows, done } = await read(images, "region=eu-west-3");

    expect(ids(rows)).toEqual(times(2_300, imageId));
    expect(aws.dataCalls().map(({ input }) => input.MaxResults)).toEqual([1_000, 1_000, 1_000]);
    expect(done).toMatchObject([{ pages: 3, rows: 2_300, nextToken: null }]);
  });

  it("are those with the chosen ids", async () => {
    const { rows } = await read(images, `region=eu-west-2&image-id=${imageId(4)}&image-id=${imageId(2)}`);

    expect(ids(rows)).toEqual([imageId(2), imageId(4)]);
    expect(aws.dataCalls()[0]?.input).toMatchObject({ Owners: ["self"], ImageIds: [imageId(4), imageId(2)] });
  });

  it("are no rows of a scope that does not know the ids, which is no failure", async () => {
    const { rowsIn, failures, end } = await read(images, `region=us-east-1&region=eu-west-2&image-id=${imageId(4)}`);

    expect(ids(rowsIn("eu-west-2"))).toEqual([imageId(4)]);
    expect(rowsIn("us-east-1")).toEqual([]);
    expect(failures).toEqual([]);
    expect(end).toMatchObject({ complete: true, rows: 1 });
  });

  it("are those of the ids that are known, however many others are asked for", async () => {
    const unknown = times(300, (index) => imageId(50_000 + index));
    const asked = [...unknown, imageId(2), imageId(4)].map((id) => `image-id=${id}`).join("&");

    const { rows, end } = await read(images, `region=eu-west-2&${asked}`);

    expect(ids(rows)).toEqual([imageId(2), imageId(4)]);
    expect(end).toMatchObject({ complete: true });
  });

  it.each([
    ["filter.tag:Team=a%20b&filter.name=golden-*", [imageId(4)]],
    ["filter.state=disabled", [imageId(2)]],
    ["filter.image-id=ami-*3&filter.image-id=ami-*4", [imageId(3), imageId(4)]],
  ])("are filtered by AWS: %s", async (query, expected) => {
    const { rows } = await read(images, `region=eu-west-2&${query}`);

    expect(ids(rows)).toEqual(expected);
  });

  it("end where max-items stops them, with a token of AWS that reads the rest", async () => {
    const first = await read(images, "region=eu-west-3&page-size=700&max-items=1500");
    const rest = await read(images, `region=eu-west-3&starting-token=${first.done[0]?.nextToken}`);

    expect(aws.dataCalls().map(({ input }) => input.MaxResults)).toEqual([700, 700, 100, 1_000]);
    expect(ids([...first.rows, ...rest.rows])).toEqual(times(2_300, imageId));
  });

  it("are missing, and said to be, where AWS denies them", async () => {
    aws.faults.push({ kind: "deny", operation: "DescribeImages", region: "us-east-1" });

    const { failures, rowsIn } = await read(images, "region=us-east-1&region=eu-west-2");

    expect(rowsIn("eu-west-2")).toHaveLength(3);
    expect(failures).toMatchObject([{ scope: { region: "us-east-1" }, error: { kind: "denied", code: "UnauthorizedOperation" } }]);
  });

  it("may be asked for by a dry run", async () => {
    const answer = await (await images(request("region=us-east-1&dry-run=true"))).json();

    expect(answer).toMatchObject({ checks: [{ operation: "DescribeImages", allowed: true, code: "DryRunOperation" }] });
    expect(aws.dataCalls()[0]?.input).toMatchObject({ DryRun: true, Owners: ["self"] });
  });

  it("are a file and a list too", async () => {
    const json = await (await images(request("region=eu-west-2&format=json"))).json();
    const csv = await (await images(request("region=us-east-1&format=csv"))).text();

    expect(json).toMatchObject({ complete: true, failures: [], rows: [{ imageId: imageId(2), scope: { region: "eu-west-2" } }, {}, {}] });
    expect(csv.split("\r\n")[0]).toMatch(/^name,imageId,family,state,/);
    expect(csv).toContain(`golden-win2022-2026-02-03,${imageId(1)},golden,disabled`);
  });
});

/** A structure's members by the names that a row has for them. */
function lowered(structure: object): Row {
  return Object.fromEntries(Object.entries(structure).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]));
}
