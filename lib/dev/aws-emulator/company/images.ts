import { seededRandom } from "./random";
import { daysBefore } from "./time";

export const REGIONS = ["us-east-1", "eu-west-1", "ap-south-1"] as const;

export type Region = (typeof REGIONS)[number];

/** A line of images that is rebuilt every month. */
export interface Family {
  name: string;
  team: string;
  windows: boolean;
  /** Share of the accounts that run its newest version. */
  reach: number;
  /** Versions that still exist, by region. */
  versions: Record<Region, number>;
  /** Days since the newest was released. */
  age: number;
}

/** One AMI of the company. */
export interface GoldenImage {
  imageId: string;
  region: Region;
  family: string;
  created: Date;
  /** Month of the release, such as `2026.10`. */
  version: string;
  /** 0 is the newest of its family in the region. */
  generation: number;
  team: string;
  windows: boolean;
  /** Share of the accounts that are expected to run it. */
  reach: number;
}

/** Days since the last release of the families that are still rebuilt. */
const LAST_RELEASE = 12;

const FAMILIES: Family[] = [
  linux("golden-al2023", "platform-linux", 0.92, [4, 3, 2]),
  linux("golden-ubuntu24", "platform-linux", 0.8, [3, 2, 1]),
  linux("golden-rhel9", "platform-linux", 0.66, [2, 2, 1]),
  linux("eks-node-al2023", "platform-containers", 0.7, [2, 1, 1]),
  windows("golden-win2025", "platform-windows", 0.4, [1, 1, 1]),
  windows("golden-win2022", "platform-windows", 0.76, [3, 2, 1]),
  windows("golden-win2019", "platform-windows", 0.55, [2, 1, 0]),
  windows("citrix-vda-win2022", "workplace", 0.12, [1, 1, 0]),
  linux("erp-base", "erp", 0.15, [2, 1, 0]),
  linux("build-agent", "developer-tools", 0.35, [1, 1, 0]),
];

/** How much of the newest version's reach an older one keeps: stragglers never quite go away. */
const KEPT_BY_GENERATION = [1, 0.85, 0.5, 0.25];

const REGION_SHARE: Record<Region, number> = { "us-east-1": 1, "eu-west-1": 0.95, "ap-south-1": 0.8 };

const DAYS_BETWEEN_RELEASES = 30.4;

/** Days from the making of an image to its release: some use it before. */
const DAYS_OF_TRIAL = 20;

export function goldenImages(now: Date): GoldenImage[] {
  return imagesOf(FAMILIES, now);
}

/** The images of some families; a family's name tells its ids from those of the others. */
export function imagesOf(families: readonly Family[], now: Date): GoldenImage[] {
  return families.flatMap((family) =>
    REGIONS.flatMap((region) => Array.from({ length: family.versions[region] }, (_, generation) => image(family, region, generation, now))),
  );
}

function image(family: Family, region: Region, generation: number, now: Date): GoldenImage {
  const { name, team, windows, reach } = family;
  const released = daysBefore(now, family.age + generation * DAYS_BETWEEN_RELEASES);
  return {
    imageId: `ami-0${seededRandom(`image/${region}/${name}/${generation}`).hex(16)}`,
    region,
    family: name,
    created: daysBefore(released, DAYS_OF_TRIAL),
    version: released.toISOString().slice(0, 7).replace("-", "."),
    generation,
    team,
    windows,
    reach: reach * REGION_SHARE[region] * (KEPT_BY_GENERATION[generation] ?? 0),
  };
}

type Versions = [us: number, eu: number, ap: number];

export function linux(name: string, team: string, reach: number, versions: Versions, age = LAST_RELEASE): Family {
  return { name, team, windows: false, reach, versions: byRegion(versions), age };
}

export function windows(name: string, team: string, reach: number, versions: Versions, age = LAST_RELEASE): Family {
  return { ...linux(name, team, reach, versions, age), windows: true };
}

function byRegion([us, eu, ap]: Versions): Record<Region, number> {
  return { "us-east-1": us, "eu-west-1": eu, "ap-south-1": ap };
}
