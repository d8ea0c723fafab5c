import type { DescribeFastLaunchImagesSuccessItem, FastLaunchStateCode } from "@aws-sdk/client-ec2";
import { OWNER_ACCOUNT } from "./accounts";
import type { GoldenImage, Region } from "./images";
import { type Random, seededRandom } from "./random";
import { daysBefore } from "./time";

interface Course {
  state: FastLaunchStateCode;
  reason: string;
  /** Days since the last change of state. */
  age: number;
}

const ENABLED: Course = { state: "enabled", reason: "Client.UserInitiated", age: 9.4 };

/** Everything that is not simply enabled, by `region/family/generation`. */
const COURSES: Record<string, Course> = {
  "us-east-1/golden-win2025/0": { state: "enabling", reason: "Client.UserInitiated", age: 0.02 },
  "us-east-1/golden-win2022/1": {
    state: "enabled-failed",
    reason: "Unable to stop instance ID=i-0c41be97d05f2a386 for snapshot creation.",
    age: 1.3,
  },
  "us-east-1/golden-win2019/1": { state: "disabling", reason: "Client.UserInitiated", age: 0.01 },
  "us-east-1/citrix-vda-win2022/0": {
    state: "enabling-failed",
    reason: "Client.VpcLimitExceeded - The maximum number of VPCs has been reached.",
    age: 4.8,
  },
  "eu-west-1/golden-win2019/0": {
    state: "disabling-failed",
    reason: "Client.UnauthorizedOperation - Not authorized to delete snapshot snap-09b2d6a41f7c3e805.",
    age: 6.1,
  },
  "eu-west-1/citrix-vda-win2022/0": {
    state: "enabled-failed",
    reason: "Server.InsufficientInstanceCapacity - There is not enough t3.large capacity in eu-west-1b.",
    age: 0.4,
  },
};

/** Images that others share with us, on which we switched fast launch on. EC2 does not say who owns them. */
const SHARED_IMAGES: Partial<Record<Region, number>> = { "us-east-1": 2, "ap-south-1": 1 };

/** Fast launch on the Windows images of the base account in a region, and on some that others share with it. */
export function fastLaunchImages(region: Region, images: readonly GoldenImage[], now: Date): DescribeFastLaunchImagesSuccessItem[] {
  const random = seededRandom(`fast-launch/${region}`);
  const own = ownImages(OWNER_ACCOUNT, images, random, now);
  const shared = Array.from({ length: SHARED_IMAGES[region] ?? 0 }, () =>
    fastLaunchImage(`ami-0${random.hex(16)}`, { ...ENABLED, age: 47.2 }, random, now),
  );
  return [...own, ...shared];
}

/** Fast launch on the Windows images of another account. */
export function memberFastLaunchImages(
  owner: string,
  region: Region,
  images: readonly GoldenImage[],
  now: Date,
): DescribeFastLaunchImagesSuccessItem[] {
  return ownImages(owner, images, seededRandom(`fast-launch/${owner}/${region}`), now);
}

function ownImages(owner: string, images: readonly GoldenImage[], random: Random, now: Date): DescribeFastLaunchImagesSuccessItem[] {
  return images
    .filter((image) => image.windows)
    .map(({ imageId, region, family, generation }) => {
      const course = COURSES[`${region}/${family}/${generation}`] ?? {
        ...ENABLED,
        age: 9.4 + generation * 30,
      };
      return { ...fastLaunchImage(imageId, course, random, now), OwnerId: owner };
    });
}

function fastLaunchImage(imageId: string, { state, reason, age }: Course, random: Random, now: Date): DescribeFastLaunchImagesSuccessItem {
  // Without a number of their own, images get EC2's default, and the API then shows an empty structure.
  const snapshots = random.chance(0.75) && { TargetResourceCount: random.pick([5, 10, 20, 40]) };
  return {
    ImageId: imageId,
    ResourceType: "snapshot",
    SnapshotConfiguration: { ...snapshots },
    LaunchTemplate: launchTemplate(random),
    MaxParallelLaunches: random.pick([6, 6, 10, 20]),
    State: state,
    StateTransitionReason: reason,
    StateTransitionTime: daysBefore(now, age),
  };
}

function launchTemplate(random: Random) {
  const uuid = [8, 4, 4, 4, 12].map((length) => random.hex(length)).join("-");
  return {
    LaunchTemplateId: `lt-0${random.hex(16)}`,
    LaunchTemplateName: random.chance(0.6) ? `EC2FastLaunchDefaultResourceCreation-${uuid}` : "golden-windows-fast-launch",
    Version: String(random.int(1, 7)),
  };
}
