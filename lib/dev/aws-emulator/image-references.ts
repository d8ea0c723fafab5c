import type { DescribeImageReferencesRequest, ImageReference } from "@aws-sdk/client-ec2";
import { AwsError } from "./aws-error";
import type { Ec2Spec } from "./ec2-listing";
import { imageId, newHex } from "./ids";

const MAX_IMAGES = 10;

const RESOURCE_TYPES = ["ec2:Instance", "ec2:LaunchTemplate", "ssm:Parameter", "imagebuilder:ImageRecipe", "imagebuilder:ContainerRecipe"];

/** `DescribeImageReferences`. The options of resource types are accepted and change nothing: a reference has neither a state nor a version. */
export const imageReferences: Ec2Spec<DescribeImageReferencesRequest, ImageReference> = {
  operation: "DescribeImageReferences",
  output: (ImageReferences, NextToken) => ({ ImageReferences, NextToken }),
  defaultPageSize: 100,
  maxResults: { min: 5, max: Number.POSITIVE_INFINITY },
  items: (region) => region.imageReferences,
  check: checkReferencesInput,
  visible: ({ ResourceType }, { ResourceTypes }) =>
    !ResourceTypes?.length || ResourceTypes.some((one) => one.ResourceType === ResourceType),
  another: (reference, serial) => ({ ...reference, Arn: reference.Arn?.replace(/[^/:]*$/, newHex(serial)) }),
  idLists: [{ kind: imageId, ids: (input) => input.ImageIds, of: (reference) => reference.ImageId }],
  filters: () => undefined,
};

function checkReferencesInput({ ImageIds = [], IncludeAllResourceTypes, ResourceTypes = [] }: DescribeImageReferencesRequest): void {
  if (ImageIds.length === 0) throw new AwsError("MissingParameter", "The request must contain the parameter ImageId");
  if (ImageIds.length > MAX_IMAGES) throw new AwsError("InvalidParameterValue", `The maximum number of image ids is ${MAX_IMAGES}.`);
  if (!IncludeAllResourceTypes && ResourceTypes.length === 0) {
    throw new AwsError("MissingParameter", "The request must contain either IncludeAllResourceTypes or ResourceTypes.");
  }
  if (IncludeAllResourceTypes && ResourceTypes.length > 0) {
    throw new AwsError("InvalidParameterCombination", "IncludeAllResourceTypes and ResourceTypes exclude each other.");
  }
  const unknown = ResourceTypes.find(({ ResourceType = "" }) => !RESOURCE_TYPES.includes(ResourceType));
  if (unknown) throw new AwsError("InvalidParameterValue", `Invalid resource type: ${unknown.ResourceType ?? ""}`);
}
