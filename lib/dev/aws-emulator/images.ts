import type { DescribeImagesRequest, Image } from "@aws-sdk/client-ec2";
import { type Ec2Spec, named, tagAttribute } from "./ec2-listing";
import type { Attributes } from "./filters";
import { existingImageId, newHex } from "./ids";

const LARGEST_PAGE = 1000;

/** `DescribeImages`. */
export const images: Ec2Spec<DescribeImagesRequest, Image> = {
  operation: "DescribeImages",
  output: (Images, NextToken) => ({ Images, NextToken }),
  defaultPageSize: LARGEST_PAGE,
  maxResults: { min: 1, max: LARGEST_PAGE },
  items: (region) => region.images,
  visible: isVisible,
  another: (image, serial) => ({ ...image, ImageId: `ami-${newHex(serial)}` }),
  idLists: [{ kind: existingImageId, ids: (input) => input.ImageIds, of: (image) => image.ImageId }],
  filters: (name) => tagAttribute(name) ?? named(attributes, name),
};

const attributes: Attributes<Image> = {
  architecture: (image) => [image.Architecture],
  "block-device-mapping.snapshot-id": (image) => (image.BlockDeviceMappings ?? []).map(({ Ebs }) => Ebs?.SnapshotId),
  "creation-date": (image) => [image.CreationDate],
  "image-allowed": (image) => [image.ImageAllowed?.toString()],
  "image-id": (image) => [image.ImageId],
  "is-public": (image) => [String(image.Public ?? false)],
  name: (image) => [image.Name],
  "owner-id": (image) => [image.OwnerId],
  // The filter's only value is lower-case, the member's is not.
  platform: (image) => [image.Platform?.toLowerCase()],
  "source-image-id": (image) => [image.SourceImageId],
  "source-instance-id": (image) => [image.SourceInstanceId],
  state: (image) => [image.State],
};

/** A deprecated image is listed for its owner, and for others by id; a disabled one only where it is asked for. */
function isVisible(image: Image, input: DescribeImagesRequest, account: string): boolean {
  const isOwn = image.OwnerId === account;
  if (image.State === "disabled" && !input.IncludeDisabled) return false;
  if (isDeprecated(image) && !isOwn && !input.IncludeDeprecated && !input.ImageIds?.length) return false;
  if (input.Owners?.length && !input.Owners.some((owner) => isOwner(owner, image, isOwn))) return false;
  return !input.ExecutableUsers?.length || input.ExecutableUsers.some((user) => isExecutable(user, image, isOwn, account));
}

function isOwner(owner: string, image: Image, isOwn: boolean): boolean {
  return owner === "self" ? isOwn : owner === image.OwnerId || owner === image.ImageOwnerAlias;
}

/** Images of others are only there because they are shared with the account. */
function isExecutable(user: string, image: Image, isOwn: boolean, account: string): boolean {
  return user === "all" ? image.Public === true : (user === "self" || user === account) && !isOwn && !image.Public;
}

function isDeprecated({ DeprecationTime }: Image): boolean {
  return DeprecationTime !== undefined && Date.parse(DeprecationTime) <= Date.now();
}
