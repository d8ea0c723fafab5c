import "server-only";
import { type Image as AwsImage, DescribeImagesCommand, Image$ } from "@aws-sdk/client-ec2";
import { ec2Reader } from "@/lib/aws/listing/reader";
import { plainRow } from "@/lib/aws/sdk/plain";
import { type Image, images } from "@/lib/resources/images";

const toRow = plainRow<AwsImage>(Image$);

/** Reads DescribeImages (EC2 API Reference): what the account owns, deprecated and disabled images among it. */
export const imagesReader = ec2Reader<Image>(images, async (client, { ids, ...call }, options) => {
  const input = { ...call, Owners: ["self"], IncludeDeprecated: true, IncludeDisabled: true, ImageIds: ids["image-id"] };
  const page = await client.send(new DescribeImagesCommand(input), options);
  return { rows: (page.Images ?? []).map(toRow), nextToken: page.NextToken };
});
