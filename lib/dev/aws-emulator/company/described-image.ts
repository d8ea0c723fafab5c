import type { Image } from "@aws-sdk/client-ec2";
import { factsOf } from "./image-facts";
import type { GoldenImage } from "./images";
import { MACHINE } from "./machine";
import { seededRandom } from "./random";
import { daysBefore } from "./time";

const LINUX: Image = {
  PlatformDetails: "Linux/UNIX",
  UsageOperation: "RunInstances",
  RootDeviceName: "/dev/xvda",
  BootMode: "uefi-preferred",
};

const RHEL: Image = { ...LINUX, PlatformDetails: "Red Hat Enterprise Linux", UsageOperation: "RunInstances:0010" };

const WINDOWS: Image = {
  ...{ Platform: "Windows", PlatformDetails: "Windows", UsageOperation: "RunInstances:0002" },
  ...{ RootDeviceName: "/dev/sda1", BootMode: "uefi", TpmSupport: "v2.0" },
};

/** An image as DescribeImages tells its owner. `all` are the images among which are those that it may be a copy of. */
export function describedImage(owner: string, image: GoldenImage, all: readonly GoldenImage[], now: Date): Image {
  const { imageId: ImageId, family, version, team, created } = image;
  const random = seededRandom(`described-image/${ImageId}`);
  const facts = factsOf(image);
  const Name = `${family}-${version}`;
  return {
    ...MACHINE,
    ...platformOf(image),
    ImageId,
    Name,
    Description: `${family} of ${version}, built by ${team}`,
    ImageLocation: `${owner}/${Name}`,
    OwnerId: owner,
    CreationDate: created.toISOString(),
    ImdsSupport: "v2.0",
    BlockDeviceMappings: [
      {
        DeviceName: platformOf(image).RootDeviceName,
        Ebs: {
          ...{ SnapshotId: `snap-0${random.hex(16)}`, VolumeSize: image.windows ? 50 : 12, VolumeType: "gp3", Iops: 3000, Throughput: 125 },
          ...{ DeleteOnTermination: true, Encrypted: true },
        },
      },
    ],
    ...lineageOf(image, all, random.hex(16), random.hex(16)),
    ...(facts.disabled && { State: "disabled" }),
    ...(facts.deprecated !== null && { DeprecationTime: daysBefore(now, facts.deprecated).toISOString() }),
    ...(facts.launched !== null && { LastLaunchedTime: daysBefore(now, facts.launched).toISOString() }),
    ...(facts.protection && { DeregistrationProtection: facts.protection }),
    Tags: [
      { Key: "Name", Value: Name },
      { Key: "Team", Value: team },
      ...(facts.untagged
        ? []
        : [
            { Key: "Family", Value: family },
            { Key: "Version", Value: version },
          ]),
    ],
  };
}

function platformOf({ windows, family }: GoldenImage): Image {
  if (windows) return WINDOWS;
  return family.includes("rhel") ? RHEL : LINUX;
}

/** Images are built in us-east-1 and copied from there; where there is no such original, they are built in their own region. */
function lineageOf(image: GoldenImage, all: readonly GoldenImage[], instanceHex: string, upstreamHex: string): Image {
  const { region, family, generation } = image;
  const original = all.find((other) => other.region === "us-east-1" && other.family === family && other.generation === generation);
  if (original && region !== "us-east-1") return { SourceImageId: original.imageId, SourceImageRegion: "us-east-1" };
  return { SourceImageId: `ami-0${upstreamHex}`, SourceImageRegion: region, SourceInstanceId: `i-0${instanceHex}` };
}
