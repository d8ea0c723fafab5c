import type { GoldenImage } from "./images";
import { isRetired } from "./retired-images";

/** Facts about an image besides its name. Numbers are days before now; negative ones lie ahead. */
export interface ImageFacts {
  /** Null: no deprecation is planned. */
  deprecated: number | null;
  /** Null: never launched. */
  launched: number | null;
  disabled?: boolean;
  protection?: "enabled-with-cooldown" | "enabled-without-cooldown";
  /** Its family shows in its name alone. */
  untagged?: boolean;
}

const DEPRECATION_BY_GENERATION = [null, -18.5, 12.3, 42.6];

/** Everything out of the ordinary, by `region/family/generation`. */
const FACTS: Record<string, Partial<ImageFacts>> = {
  "us-east-1/golden-al2023/3": { launched: 95.2 },
  "us-east-1/golden-rhel9/1": { deprecated: 3.1 },
  "us-east-1/golden-win2022/0": { protection: "enabled-with-cooldown" },
  "us-east-1/golden-al2023/0": { protection: "enabled-without-cooldown" },
  "us-east-1/golden-win2019/1": { deprecated: 61.4 },
  "us-east-1/erp-base/1": { deprecated: null },
  "us-east-1/golden-win2025/0": { launched: null },
  "us-east-1/golden-amzn2/0": { disabled: true, launched: 402 },
  "us-east-1/golden-ubuntu20/0": { deprecated: 188.4, launched: 77 },
  "us-east-1/golden-rhel8/0": { deprecated: null },
  "us-east-1/golden-win2016/0": { deprecated: 488.2 },
  "eu-west-1/golden-win2016/0": { deprecated: 512.7, protection: "enabled-with-cooldown" },
  "eu-west-1/golden-ubuntu20/0": { deprecated: 203.9, launched: 164 },
  "eu-west-1/golden-amzn2/0": { disabled: true, launched: 250 },
  "eu-west-1/golden-centos7/0": { deprecated: 430.1, launched: 31 },
  "eu-west-1/golden-al2023/2": { launched: 49 },
  "eu-west-1/intranet-wiki/0": { deprecated: null },
  "ap-south-1/golden-amzn2/0": { disabled: true, launched: null },
};

/** Teams that do not tag their images. */
const UNTAGGED_TEAMS = ["workplace", "developer-tools", "logistics-edge"];

export function factsOf(image: GoldenImage): ImageFacts {
  const { region, family, generation, team } = image;
  const ordinary: ImageFacts = {
    deprecated: isRetired(image) ? 150 : (DEPRECATION_BY_GENERATION[generation] ?? null),
    launched: 0.6 + generation * 1.4,
    untagged: UNTAGGED_TEAMS.includes(team),
  };
  return { ...ordinary, ...FACTS[`${region}/${family}/${generation}`] };
}
