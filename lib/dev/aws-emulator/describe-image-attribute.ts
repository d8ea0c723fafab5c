import type { AttributeValue, DescribeImageAttributeRequest, Image, ImageAttribute, LaunchPermission } from "@aws-sdk/client-ec2";
import { AwsError } from "./aws-error";
import { ec2Place } from "./ec2-listing";
import { endDryRun, type Operation, typedOperation } from "./operation";
import { ownImage } from "./own-image";

/** One attribute of an image, which only its owner is told. */
export const describeImageAttribute: Operation = typedOperation<DescribeImageAttributeRequest>((input, context) => {
  const { Attribute = "" } = input;
  const place = ec2Place(context);
  const attribute = Object.hasOwn(attributes, Attribute) ? attributes[Attribute] : undefined;
  if (!attribute && Attribute !== "blockDeviceMapping") {
    throw new AwsError("InvalidParameterValue", `Value (${Attribute}) for parameter attribute is invalid.`);
  }
  const image = ownImage(input.ImageId, place);
  if (!attribute) throw new AwsError("AuthFailure", "Unauthorized attempt to access restricted resource", 401);
  endDryRun(input);
  const { ImageId = "" } = image;
  const granted = place.region.launchPermissions;
  const permissions = (Object.hasOwn(granted, ImageId) ? granted[ImageId] : undefined) ?? [];
  return { ImageId, ...attribute(image, permissions) };
});

type ReadAttribute = (image: Image, permissions: LaunchPermission[]) => ImageAttribute;

/** Every attribute that is answered, by the name it is asked for with. */
const attributes: Readonly<Record<string, ReadAttribute>> = {
  bootMode: (image) => ({ BootMode: attributeValue(image.BootMode) }),
  deregistrationProtection: (image) => ({ DeregistrationProtection: attributeValue(image.DeregistrationProtection) }),
  description: (image) => ({ Description: attributeValue(image.Description) }),
  imdsSupport: (image) => ({ ImdsSupport: attributeValue(image.ImdsSupport) }),
  kernel: (image) => ({ KernelId: attributeValue(image.KernelId) }),
  lastLaunchedTime: (image) => ({ LastLaunchedTime: attributeValue(image.LastLaunchedTime) }),
  launchPermission: (_, LaunchPermissions) => ({ LaunchPermissions }),
  productCodes: (image) => ({ ProductCodes: image.ProductCodes ?? [] }),
  ramdisk: (image) => ({ RamdiskId: attributeValue(image.RamdiskId) }),
  sriovNetSupport: (image) => ({ SriovNetSupport: attributeValue(image.SriovNetSupport) }),
  tpmSupport: (image) => ({ TpmSupport: attributeValue(image.TpmSupport) }),
  uefiData: () => ({ UefiData: {} }),
};

function attributeValue(Value: string | undefined): AttributeValue {
  return Value === undefined ? {} : { Value };
}
