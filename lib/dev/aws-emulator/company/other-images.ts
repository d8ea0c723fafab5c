import type { DescribeFastLaunchImagesSuccessItem, Image } from "@aws-sdk/client-ec2";
import type { LicenseConfigurationUsage } from "@aws-sdk/client-license-manager";
import type { ImageUse, RegionWorld } from "../world";
import { OWNER_ACCOUNT } from "./accounts";
import type { Region } from "./images";
import { IMPORTED_IMAGES } from "./imports";
import { MACHINE } from "./machine";
import { seededRandom } from "./random";
import { daysBefore } from "./time";

/** A publisher whose images the company was given. */
const PUBLISHER_ACCOUNT = "679593333241";

const PUBLIC_IMAGE = "ami-0d15ea5e0ba5eba11";

const SHARED_WITH_CLUSTER = 6;

/** The images of us-east-1 among these that others may launch: by whom, and who does, of whom not all still may. */
export function otherUse(accounts: readonly string[]): Pick<RegionWorld, "launchPermissions" | "imageUse"> {
  const random = seededRandom("other-use");
  const cluster = random.sample(accounts, 0.03);
  const strangers = Array.from({ length: 9 }, () => `9${Array.from({ length: 11 }, () => random.int(0, 9)).join("")}`);
  const instances = (account: string): ImageUse => ({ account, resourceType: "ec2:Instance", count: random.int(1, 4) });
  return {
    launchPermissions: {
      [PUBLIC_IMAGE]: [{ Group: "all" }, { UserId: PUBLISHER_ACCOUNT }],
      [IMPORTED_IMAGES.sqlNode]: cluster.slice(0, SHARED_WITH_CLUSTER).map((UserId) => ({ UserId })),
    },
    imageUse: {
      [PUBLIC_IMAGE]: strangers.map(instances),
      [IMPORTED_IMAGES.sqlNode]: cluster.map(instances),
      [IMPORTED_IMAGES.labels]: [],
    },
  };
}

/** Images of a region that nobody reports on: imported ones, a public one, those that licenses are bound to, and those of others. */
export function otherImages(
  region: Region,
  { licenseConfigurations, licenseConfigurationUsage }: Licensed,
  fastLaunch: readonly DescribeFastLaunchImagesSuccessItem[],
  now: Date,
): Image[] {
  const licensed = licenseConfigurations.flatMap(({ LicenseConfigurationArn = "", Name = "" }) =>
    licensedImages(Name, licenseConfigurationUsage[LicenseConfigurationArn] ?? [], now),
  );
  const shared = fastLaunch.filter((image) => image.OwnerId === undefined).map(({ ImageId }, index) => sharedImage(ImageId, index, now));
  return [...(region === "us-east-1" ? ownImages(now) : []), ...licensed, ...shared];
}

type Licensed = Pick<RegionWorld, "licenseConfigurations" | "licenseConfigurationUsage">;

function own(ImageId: string, Name: string, created: Date, rest: Image): Image {
  return {
    ...MACHINE,
    PlatformDetails: "Linux/UNIX",
    UsageOperation: "RunInstances",
    RootDeviceName: "/dev/sda1",
    ImageId,
    Name,
    ImageLocation: `${OWNER_ACCOUNT}/${Name}`,
    OwnerId: OWNER_ACCOUNT,
    CreationDate: created.toISOString(),
    ...rest,
  };
}

function ownImages(now: Date): Image[] {
  return [
    own(IMPORTED_IMAGES.sqlNode, "import-ami-sql-2019-node", daysBefore(now, 2.3), {
      ...{ Platform: "Windows", PlatformDetails: "Windows BYOL", UsageOperation: "RunInstances:0800", BootMode: "uefi" },
      Description: "AWS-VMImport service: Windows - SQL Server 2019 cluster node",
      LastLaunchedTime: daysBefore(now, 0.9).toISOString(),
    }),
    own(IMPORTED_IMAGES.labels, "import-ami-labels", daysBefore(now, 4.1), {
      Description: "AWS-VMImport service: Linux - Label printing <b>&amp; scanning</b>",
      BootMode: "legacy-bios",
    }),
    own(PUBLIC_IMAGE, "public-partner-sandbox-2", daysBefore(now, 210), {
      Public: true,
      Description: "Try our ordering interface: https://example.com/sandbox",
      DeprecationTime: daysBefore(now, -520).toISOString(),
      LastLaunchedTime: daysBefore(now, 11.8).toISOString(),
      Tags: [{ Key: "Family", Value: "partner-sandbox" }],
    }),
  ];
}

/** The images that a license configuration is bound to. The one that was imported is there already. */
function licensedImages(configuration: string, usage: readonly LicenseConfigurationUsage[], now: Date): Image[] {
  const imported: readonly string[] = Object.values(IMPORTED_IMAGES);
  const ids = usage.filter((row) => row.ResourceType === "EC2_AMI").map((row) => row.ResourceArn?.split("/").at(-1) ?? "");
  const name = configuration.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return ids
    .filter((id) => !imported.includes(id))
    .map((id, index) =>
      own(id, `licensed-${name}-${index + 1}`, daysBefore(now, 120 + index * 40), {
        Description: `Base for ${configuration}`,
        Tags: [{ Key: "Team", Value: "licensing" }],
      }),
    );
}

/** An image that another account shared, as AWS describes it: without tags and launches. */
function sharedImage(ImageId: string | undefined, index: number, now: Date): Image {
  const Name = `publisher-windows-appliance-${3 - index}.1`;
  return {
    ...MACHINE,
    ...{ Platform: "Windows", PlatformDetails: "Windows", UsageOperation: "RunInstances:0002", RootDeviceName: "/dev/sda1" },
    ImageId,
    Name,
    ImageLocation: `${PUBLISHER_ACCOUNT}/${Name}`,
    OwnerId: PUBLISHER_ACCOUNT,
    CreationDate: daysBefore(now, 300 + index * 90).toISOString(),
    ...(index > 0 && { DeprecationTime: daysBefore(now, 20).toISOString() }),
  };
}
