import { type GoldenImage, imagesOf, linux, type Region, windows } from "./images";
import { IMPORTED_IMAGES } from "./imports";
import { daysBefore } from "./time";

/** Families that are rebuilt no more, of which images were left. Ages are in days. */
const RETIRED_FAMILIES = [
  windows("golden-win2016", "platform-windows", 0.04, [1, 1, 0], 900),
  linux("golden-ubuntu20", "platform-linux", 0.02, [1, 1, 0], 700),
  linux("golden-amzn2", "platform-linux", 0.03, [1, 1, 1], 600),
  linux("golden-centos7", "platform-linux", 0, [0, 1, 0], 1000),
  linux("golden-rhel8", "platform-linux", 0.05, [1, 0, 1], 400),
];

const IMPORTED_DAYS_AGO = 3.8;

/** The images next to the golden ones that may have usage reports: of families that ended, and a machine that was imported. */
export function retiredImages(now: Date): GoldenImage[] {
  const imported: GoldenImage = {
    imageId: IMPORTED_IMAGES.wiki,
    region: "eu-west-1",
    family: "intranet-wiki",
    version: "1",
    generation: 0,
    team: "dc-exit",
    windows: false,
    reach: 0.03,
    created: daysBefore(now, IMPORTED_DAYS_AGO),
  };
  return [...imagesOf(RETIRED_FAMILIES, now), imported];
}

/** Whether an image is of a family that ended. */
export function isRetired({ family }: GoldenImage): boolean {
  return RETIRED_FAMILIES.some(({ name }) => name === family);
}

/** The images of a region. */
export function inRegion(images: readonly GoldenImage[], region: Region): GoldenImage[] {
  return images.filter((image) => image.region === region);
}
