import type { Image } from "@aws-sdk/client-ec2";
import { AwsError } from "./aws-error";
import type { Place } from "./ec2-listing";
import { checkIds, checkIdsExist, existingImageId } from "./ids";

/** The image that a call is about, of which only its owner may ask. */
export function ownImage(id: string | undefined, { region, account }: Place): Image {
  if (id === undefined) throw new AwsError("MissingParameter", "The request must contain the parameter ImageId");
  checkIds(existingImageId, [id]);
  checkIdsExist(existingImageId, [id], region);
  const image = region.images.find(({ ImageId, OwnerId }) => ImageId === id && OwnerId === account);
  if (!image) throw new AwsError("AuthFailure", `Not authorized for image:${id}`, 401);
  return image;
}
