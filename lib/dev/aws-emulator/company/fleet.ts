import type { RegionWorld } from "../world";
import { OWNER_ACCOUNT } from "./accounts";
import { describedImage } from "./described-image";
import { imageUse } from "./image-use";
import type { GoldenImage } from "./images";
import { launchPermissions } from "./launch-permissions";
import type { UsageReports } from "./usage-reports";

interface Fleet {
  /** 12 digits. */
  owner: string;
  /** Of one region. */
  images: readonly GoldenImage[];
  /** Of all regions, for what is a copy of what. */
  everywhere: readonly GoldenImage[];
  reports: UsageReports;
  /** Those that may use the images. */
  accounts: readonly string[];
}

/** The images of an account in a region, with whom they are shared and who uses them. */
export function fleet(
  { owner, images, everywhere, reports, accounts }: Fleet,
  now: Date,
): Pick<RegionWorld, "images" | "launchPermissions" | "imageUse"> {
  const used = images.map((image) => ({ image, use: imageUse(image, reports, accounts) }));
  return {
    images: images.map((image) => describedImage(owner, image, everywhere, now)),
    imageUse: Object.fromEntries(used.map(({ image, use }) => [image.imageId, use])),
    launchPermissions: Object.fromEntries(
      used.map(({ image, use }) => {
        const users = [...new Set(use.map(({ account }) => account))];
        return [image.imageId, launchPermissions(image, users, accounts, owner === OWNER_ACCOUNT)];
      }),
    ),
  };
}
