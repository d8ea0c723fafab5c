import type { ImageReference } from "@aws-sdk/client-ec2";
import type { GoldenImage } from "./images";
import { type Random, seededRandom } from "./random";

/** How many resources of the owner's own account name an image, by type. */
interface Own {
  instances?: number;
  templates?: number;
  parameter?: boolean;
  recipe?: boolean;
  containerRecipe?: boolean;
}

/** By `family/generation`, in every region. */
const OWN: Record<string, Own> = {
  "golden-al2023/0": { instances: 2, parameter: true, recipe: true, containerRecipe: true },
  "golden-al2023/1": { templates: 1 },
  "golden-ubuntu24/0": { parameter: true },
  "golden-rhel9/0": { parameter: true, recipe: true },
  "golden-win2022/0": { parameter: true, recipe: true },
  "golden-win2019/0": { parameter: true },
  "eks-node-al2023/0": { templates: 3, parameter: true },
  "build-agent/0": { instances: 14, templates: 2 },
  // Nobody else uses it: the bastion of the image factory still runs on it.
  "golden-centos7/0": { instances: 1, parameter: true },
};

/** The resources of the owner's account that name images of a region. */
export function ownReferences(owner: string, images: readonly GoldenImage[]): ImageReference[] {
  return images.flatMap((image) => {
    const own = OWN[`${image.family}/${image.generation}`];
    return own ? referencesTo(owner, image, own, seededRandom(`own-references/${image.imageId}`)) : [];
  });
}

function referencesTo(owner: string, { imageId, region, family }: GoldenImage, own: Own, random: Random): ImageReference[] {
  const reference = (ResourceType: NonNullable<ImageReference["ResourceType"]>, resource: string): ImageReference => {
    const service = ResourceType.split(":")[0];
    return { ImageId: imageId, ResourceType, Arn: `arn:aws:${service}:${region}:${owner}:${resource}` };
  };
  const several = (count: number | undefined, make: () => ImageReference) => Array.from({ length: count ?? 0 }, make);
  return [
    ...several(own.instances, () => reference("ec2:Instance", `instance/i-0${random.hex(16)}`)),
    ...several(own.templates, () => reference("ec2:LaunchTemplate", `launch-template/lt-0${random.hex(16)}`)),
    ...(own.parameter ? [reference("ssm:Parameter", `parameter/golden/${family}/latest`)] : []),
    ...(own.recipe ? [reference("imagebuilder:ImageRecipe", `image-recipe/${family}/1.4.2`)] : []),
    ...(own.containerRecipe ? [reference("imagebuilder:ContainerRecipe", `container-recipe/${family}-runner/1.0.0`)] : []),
  ];
}
